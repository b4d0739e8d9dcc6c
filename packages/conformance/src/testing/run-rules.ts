import type { TestFunction } from '../test-function';

/** What became of a rule: `undefined` when it holds, else why not. */
export type Outcomes = ReadonlyMap<string, Error | undefined>;

/** Runs what a kit registers, one rule after the other, in place of a runner. Outcomes go by the rules' ids. */
export async function runRules(register: (test: TestFunction) => void): Promise<Outcomes> {
  const registered: [id: string, run: () => Promise<void>][] = [];
  register((title, run) => registered.push([/\((\S+)\)$/.exec(title)?.[1] ?? title, run]));
  const outcomes = new Map<string, Error | undefined>();
  for (const [id, run] of registered) {
    outcomes.set(
      id,
      await run().then(
        () => undefined,
        (error: Error) => error,
      ),
    );
  }
  return outcomes;
}

/** The ids of the rules that do not hold. */
export const brokenRules = (outcomes: Outcomes): string[] =>
  [...outcomes].filter(([, error]) => error !== undefined).map(([id]) => id);
