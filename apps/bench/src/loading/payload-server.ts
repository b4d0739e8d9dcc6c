import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { changingFlags, createLargeFlags, printFeatures, printFlag } from './large-payload';

/** A server of flags that is told when they change, and whether it believes in ETags. */
export interface PayloadServer {
  /** The address of the API. */
  readonly url: string;
  /** The flags that change. */
  readonly changing: readonly number[];
  /** Switches them off, or on again. */
  change(): void;
  /** Gives each flag another description, which changes no answer. */
  changeAll(): void;
  /** The flags that are switched off. */
  switchedOff(): readonly number[];
  /** Whether a known ETag is answered with 304; else with the same bytes again. */
  honourEtags(honours: boolean): void;
  /** Requests for flags since the last time this was asked. */
  countRequests(): number;
  close(): Promise<void>;
}

/** Starts a server on a free port. All it will send is printed when the flags change, so that nobody waits for it. */
export async function startPayloadServer(count: number): Promise<PayloadServer> {
  const flags = [...createLargeFlags(count)];
  let revision = 1;
  const changing = changingFlags(count);
  let switchedOff: readonly number[] = [];
  let edition = 0;
  let honoursEtags = true;
  let requests = 0;
  let body = Buffer.from(printFeatures(flags));
  let changes = Buffer.alloc(0);

  const hydration = () =>
    `{"events":[{"type":"hydration","eventId":${revision},"features":[${flags.join(',')}],"segments":[]}]}`;
  const answer = ({ url = '', headers }: IncomingMessage): [status: number, body?: Buffer | string] => {
    if (!url.startsWith('/api/client/features') && !url.startsWith('/api/client/delta')) return [202];
    requests += 1;
    const known = headers['if-none-match'];
    if (honoursEtags && known === `"${revision}"`) return [304];
    if (url.startsWith('/api/client/features')) return [200, body];
    return [200, known === `"${revision - 1}"` ? changes : hydration()];
  };
  const server = createServer((request, response) => {
    request.resume();
    const [status, sent] = answer(request);
    response.writeHead(status, {
      etag: `"${revision}"`,
      ...(sent !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
      }),
    });
    response.end(sent);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    changing,
    change() {
      revision += 1;
      switchedOff = switchedOff.length === 0 ? changing : [];
      const events = changing.map((index) => {
        const flag = printFlag(index, switchedOff.length === 0, edition);
        flags[index] = flag;
        return `{"type":"feature-updated","eventId":${revision},"feature":${flag}}`;
      });
      body = Buffer.from(printFeatures(flags));
      changes = Buffer.from(`{"events":[${events.join(',')}]}`);
    },
    changeAll() {
      revision += 1;
      edition += 1;
      for (const index of flags.keys())
        flags[index] = printFlag(index, !switchedOff.includes(index), edition);
      body = Buffer.from(printFeatures(flags));
      changes = Buffer.from(hydration());
    },
    switchedOff: () => switchedOff,
    honourEtags(honours) {
      honoursEtags = honours;
    },
    countRequests() {
      const counted = requests;
      requests = 0;
      return counted;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
