import { createApi, rememberedLimit } from './api/create-api';
import { createRecent } from './api/recent';
import type { DevServer, ServedFlags } from './dev-server';
import { createFlagEditor } from './edit-flags';
import { listen } from './listen';
import { openFlags } from './open-flags';
import { type DevServerOptions, resolveOptions } from './options';
import { type RequestRecord, recordRequest } from './request-record';
import type { FlagStore } from './store/flag-store';

/**
 * Serves feature flags the way an Unleash server does, from a YAML or JSON file or an object, on 127.0.0.1:4242 by
 * default. Only the listening socket keeps the process alive.
 * @throws DevServerError when an option or a flag is wrong, the file cannot be read, or the port is taken.
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const resolved = resolveOptions(options);
  const { host, port, tokens } = resolved;
  const { store, close: closeFlags } = openFlags(resolved);
  const api = createApi(store, resolved);
  const requests = createRecent<RequestRecord>(rememberedLimit);
  const listening = listen(host, port, (request) => {
    const reply = api.handle(request);
    requests.add(recordRequest(request, reply.status));
    return reply;
  });
  const listener = await listening.catch((error: unknown) => {
    closeFlags();
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    ...createFlagEditor(store),
    url: `http://${reachable(host)}:${listener.port}/api`,
    token: tokens[0]?.text ?? '',
    flags: () => servedFlags(store),
    registrations: api.registrations,
    metrics: api.metrics,
    requests: requests.items,
    get streams() {
      return api.streams.size;
    },
    setFetchMode: (mode) => api.hint.set(mode),
    close() {
      closeFlags();
      closing ??= listener.close();
      return closing;
    },
  };
}

function servedFlags({ contents }: FlagStore): ServedFlags {
  const features = Array.from(contents.flags.values(), ({ definition }) => definition);
  return structuredClone({ version: 2, features, segments: [...contents.segments.values()] });
}

/** The host to write into a url: one that listens everywhere is reached on this machine's own address. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
