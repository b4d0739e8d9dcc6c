import { findScenarios } from './find-scenarios';
import { formatResult, isFine } from './format-result';
import { type Measures, type Result, runScenario } from './run-scenario';

/** More at once would measure each other. */
const AT_ONCE = 6;

export interface RunOptions {
  /** Only those whose ids begin so. Default: all. */
  readonly only?: string | undefined;
  /** Leaves out those that take long. Default false. */
  readonly isQuick?: boolean | undefined;
  readonly print: (line: string) => void;
}

/**
 * Runs scenarios, several at once, and prints a row for each; answers whether all held. What was merely late is tried once
 * more at the end, alone, since the machine may have been busy with others.
 */
export async function runScenarios({ only = '', isQuick = false, print }: RunOptions): Promise<boolean> {
  const start = performance.now();
  const chosen = [...(await findScenarios())].filter(
    ([id, { isLong }]) => id.startsWith(only) && !(isQuick && isLong === true),
  );
  const results: Result[] = [];
  const waiting = [...chosen];
  const late: typeof waiting = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await runScenario(...next);
      print(formatResult(result));
      if (isMerelyLate(result)) late.push(next);
      else results.push(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const entry of late) {
    const result = await runScenario(...entry);
    print(`again: ${formatResult(result)}`);
    results.push(result);
  }
  const failed = results.filter(({ findings }) => !isFine(findings));
  print(summarize(results.map(({ measures }) => measures)));
  const seconds = Math.round((performance.now() - start) / 1000);
  print(`${results.length} scenarios in ${seconds} s, ${late.length} tried again, ${failed.length} failed`);
  for (const { id } of failed) print(`failed: ${id}`);
  return failed.length === 0 && results.length > 0;
}

/** Whether all that is wrong with it is a time. */
const isMerelyLate = ({ findings }: Result): boolean =>
  !isFine(findings) && findings.every((finding) => finding.isFine || finding.isTimed === true);

function summarize(measures: readonly Measures[]): string {
  const most = (name: keyof Measures) => Math.round(Math.max(0, ...measures.map((one) => one[name])));
  const searched = measures.reduce((sum, one) => sum + one.searched, 0);
  return [
    `at most: memory ${most('peakMb')} MB`,
    `stall ${most('stallMs')} ms`,
    `destroy ${most('destroyMs')} ms`,
    `exit ${most('exitMs')} ms`,
    `${(searched / 1e6).toFixed(1)} MB searched for secrets`,
  ].join(' · ');
}
