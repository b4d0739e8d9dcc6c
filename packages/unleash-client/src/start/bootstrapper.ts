import { readBootstrap } from '@unleash-client/bootstrap';
import type { UnleashError } from '@unleash-client/http';
import type { ClientParts } from '../client-parts';
import type { Ranks } from '../flags/flag-store';
import type { ResolvedOptions } from '../options/resolve-options';
import type { FirstFlags } from './first-flags';

/** Brings the flags to start with that are not at hand: those in a file or behind a URL. */
export interface Bootstrapper {
  /** Whether flags are still being loaded that would replace cached ones. */
  replacesCached(): boolean;
  /** Waits for nothing any more. */
  stop(): void;
}

/** Whether there are flags to start with that have to be loaded. */
export const bootstrapsLater = ({ bootstrap }: ResolvedOptions): boolean =>
  bootstrap !== undefined && bootstrap.text === undefined;

export type BootstrapParts = Pick<ClientParts, 'options' | 'store' | 'reporter'>;

/** Loads the flags to start with, where there are any to load, and takes them in. */
export function startBootstrap(
  { options, store, reporter }: BootstrapParts,
  ranks: Ranks,
  firstFlags: FirstFlags,
): Bootstrapper {
  const { bootstrap, requestRetries: retries, limits } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let isLoading = bootstrapsLater(options);

  const load = async (): Promise<void> => {
    if (bootstrap === undefined || !isLoading) return;
    try {
      const parsed = await readBootstrap(bootstrap, { signal, holdsProcess: false, retries, limits });
      if (!signal.aborted) store.accept(parsed, 'bootstrap');
    } catch (error) {
      if (!signal.aborted) reporter.error(error as UnleashError);
    }
    isLoading = false;
    if (signal.aborted) return;
    firstFlags.flagsArrived();
    firstFlags.otherSourceRead();
  };
  void load();

  return {
    replacesCached: () => isLoading && ranks.bootstrap > ranks.cache,
    stop: () => stopping.abort(),
  };
}
