import { mutateCache } from './mutate-cache';
import { mutateCalls } from './mutate-calls';
import { mutateContexts } from './mutate-contexts';
import { mutateDeltas } from './mutate-deltas';
import { mutateFiles } from './mutate-files';
import { mutateOptions } from './mutate-options';
import { mutatePayloads } from './mutate-payloads';
import { mutateQuestions } from './mutate-questions';
import { mutateStreams } from './mutate-streams';
import type { MutationRun } from './mutation-run';
import type { Counter } from './tally';

/** All that is mutated, by the name of what it is. */
export const kinds: ReadonlyMap<string, (run: MutationRun, counter: Counter) => Promise<void>> = new Map([
  ['payload', mutatePayloads],
  ['context', mutateContexts],
  ['question', mutateQuestions],
  ['option', mutateOptions],
  ['call', mutateCalls],
  ['cache', mutateCache],
  ['cache file', mutateFiles],
  ['delta', mutateDeltas],
  ['stream', mutateStreams],
]);
