import type { Context } from '../context/context';

/**
 * A strategy ready to be asked: `true`, `false`, or `undefined` when a custom one failed to answer, so that a fallback
 * may (rule 26).
 */
export type Rule = (context: Context) => boolean | undefined;

export const always: Rule = () => true;
