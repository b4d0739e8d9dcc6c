import { DevServerError } from '../dev-server-error';
import { describeValue } from '../input/expect-node';
import type { Route } from './api-request';

/** How a server can ask its clients to fetch. */
export type FetchMode = 'polling' | 'streaming';

/** What clients are asked to do at present. */
export interface FetchModeHint {
  /** `undefined` asks for nothing. */
  readonly mode: FetchMode | undefined;
  /** @throws DevServerError `INVALID_OPTIONS` for what is no mode. */
  set(mode: FetchMode | undefined): void;
  /** Told when `mode` is set. Returns its own undo. */
  subscribe(listener: () => void): () => void;
  /** The route with the header `fetch-mode` in its answers. */
  addTo(route: Route): Route;
}

/** A hint that asks for nothing yet. */
export function createFetchModeHint(): FetchModeHint {
  let mode: FetchMode | undefined;
  const listeners = new Set<() => void>();
  return {
    get mode() {
      return mode;
    },
    set(next) {
      if (next !== undefined && next !== 'polling' && next !== 'streaming') {
        const message = `the fetch mode must be polling, streaming or undefined, got ${describeValue(next)}`;
        throw new DevServerError('INVALID_OPTIONS', message);
      }
      mode = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    addTo: (route) => (request, token) => {
      const reply = route(request, token);
      return mode === undefined ? reply : { ...reply, headers: { ...reply.headers, 'Fetch-Mode': mode } };
    },
  };
}
