import type { Finding } from '../judge/findings';

/** What a process tells its parent, one line of JSON each, written at once so that no end comes too soon. */
export type Message =
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** Waits until the parent has let something happen. */
  | { readonly kind: 'cue'; readonly name: string }
  /** What a curious person would see: searched for secrets. */
  | { readonly kind: 'evidence'; readonly text: string }
  /** A message of the client that is too long. */
  | { readonly kind: 'lengthy'; readonly text: string }
  | { readonly kind: 'destroyed'; readonly ms: number }
  /** All is done but the end of the process. */
  | { readonly kind: 'done'; readonly peakMb: number; readonly stallMs: number };
