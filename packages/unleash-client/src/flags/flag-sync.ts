import type { EventBus } from '@unleash-client/events';
import type { Mode } from '@unleash-client/fetcher';
import type { HttpClient } from '@unleash-client/http';
import type { ResolvedOptions } from '../options/resolve-options';
import type { Reporter } from '../report/reporter';
import type { Bootstrapper } from '../start/bootstrapper';
import type { FirstFlags } from '../start/first-flags';
import type { CacheKeeper } from './cache-keeper';
import type { FlagStore } from './flag-store';
import type { Modes } from './modes';

/** What keeping flags fresh needs of a client. */
export interface FlagSyncParts {
  readonly options: ResolvedOptions;
  readonly store: FlagStore;
  readonly http: HttpClient;
  readonly keeper: CacheKeeper | undefined;
  readonly bus: EventBus;
  readonly reporter: Reporter;
  readonly firstFlags: FirstFlags;
  readonly bootstrapper: Bootstrapper;
  readonly modes: Modes;
  /** Tells this client from all others. */
  readonly connectionId: string;
  /** Whether the client was destroyed meanwhile. */
  readonly isStopped: () => boolean;
}

/** Keeps the flags in use fresh. */
export interface FlagSync {
  /** Looks for newer flags now; settles when that has ended, and never rejects. */
  refresh(): Promise<void>;
  /** Changes how flags are kept fresh, where this process asks the server. */
  setMode(mode: Mode, reason: string): void;
  /** Ends it at once; what it answers settles when others know of it. */
  stop(): void | Promise<void>;
}
