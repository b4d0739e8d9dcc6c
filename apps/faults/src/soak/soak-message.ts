/** What the process of a soak is to do. */
export interface SoakPlan {
  readonly url: string;
  readonly token: string;
  /** Where its clients keep their flags. */
  readonly folder: string;
  /** Its clients see so many changes before anything is measured. Default 2000, which fill what is remembered of them. */
  readonly warmUp?: number;
  /** How long what it holds is looked at, once it is warm. */
  readonly seconds: number;
  /** How many clients are made and destroyed at the end. */
  readonly clients: number;
  /** Leaves something behind on purpose, to see whether that is noticed. */
  readonly leaks?: boolean;
}

/** What a process holds at one time, after its garbage was collected. */
export interface Holdings {
  readonly heapBytes: number;
  /** Timers, those that do not keep the process alive included. */
  readonly timers: number;
  /** Sockets, watchers of files, open files. */
  readonly handles: number;
  /** Listeners to signals and other events of the process. */
  readonly listeners: number;
}

/** What was done all in all. */
export interface Doings {
  /** Those of the one client that polls all the time. */
  readonly polls: number;
  readonly changes: number;
  readonly reports: number;
  readonly writes: number;
  readonly listeners: number;
  readonly clients: number;
  readonly evaluations: number;
  readonly faults: number;
}

/** Clients made, initialized, used and destroyed one after the other. */
export interface Lives {
  readonly clients: number;
  /** How many of them the garbage collector has taken. */
  readonly collected: number;
  readonly bytesEach: number;
  readonly before: Holdings;
  readonly after: Holdings;
}

/** What the process tells, in this order. */
export type SoakMessage =
  | { readonly kind: 'sample'; readonly holdings: Holdings }
  | { readonly kind: 'changes-end' }
  | { readonly kind: 'soaked'; readonly doings: Doings; readonly flags: readonly string[][] }
  | { readonly kind: 'lived'; readonly lives: Lives };
