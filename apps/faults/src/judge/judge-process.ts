import type { Ending, Measures } from '../run-scenario';
import type { Limits, Scenario } from '../scenario';
import { findSecrets } from './find-secrets';
import { atMost, exactly, type Finding, holds } from './findings';
import type { Secrets } from './secrets';

const DEFAULTS: Limits = { destroyMs: 1000, exitMs: 1000, stallMs: 200, peakMb: 300 };
/** Of what is said when things go wrong, the beginning is enough. */
const LONGEST_WORDS = 600;
/** Listeners that leak, promises that reject unheard; not what is new to Node.js, nor what its own options warn of. */
const NODE_WARNING = /\(node:\d+\) (?!ExperimentalWarning|Warning: Setting the NODE_)\w*Warning.*/g;

/** What anybody could read of a process, and what was sent to servers that should hear nothing. */
interface Texts {
  readonly seen: string;
  readonly abroad: string;
}

/** What is demanded of every process, whatever befell it. Of the measures, those are findings that have a limit of their own or pass it. */
export function judgeProcess(
  scenario: Scenario,
  ending: Ending,
  { seen, abroad }: Texts,
  secrets: Secrets,
): { findings: Finding[]; measures: Measures } {
  const limits = { ...DEFAULTS, ...scenario.limits };
  const { messages, exitMs, stderr } = ending;
  const done = messages.find((message) => message.kind === 'done');
  const destroyed = messages.find((message) => message.kind === 'destroyed');
  const measures: Measures = {
    peakMb: done?.peakMb ?? 0,
    stallMs: done?.stallMs ?? 0,
    destroyMs: destroyed?.ms ?? 0,
    exitMs,
    searched: seen.length + abroad.length,
  };
  const lengthy = messages.flatMap((message) => (message.kind === 'lengthy' ? [message.text] : []));
  const bounded: readonly [keyof Limits, Finding][] = [
    ['peakMb', atMost('memory', measures.peakMb, limits.peakMb, ' MB')],
    ['stallMs', atMost('stall', measures.stallMs, limits.stallMs, ' ms')],
    ['destroyMs', atMost('destroy', measures.destroyMs, limits.destroyMs, ' ms')],
    ['exitMs', atMost('exit', exitMs, limits.exitMs, ' ms')],
  ];
  const silent = [
    exactly('secrets found', findSecrets(seen, { ...secrets }), []),
    exactly('credentials sent to others', findSecrets(abroad, { ...secrets }), []),
    exactly('messages over 1 kB', lengthy, []),
    exactly('warnings of Node.js', stderr.match(NODE_WARNING) ?? [], []),
    judgeEnd(scenario, ending),
  ];
  return {
    findings: [
      ...messages.flatMap((message) => (message.kind === 'finding' ? [message.finding] : [])),
      ...bounded
        .filter(([name, { isFine }]) => !isFine || scenario.limits?.[name] !== undefined)
        .map(([, finding]) => finding),
      ...silent.filter(({ isFine }) => !isFine),
    ],
    measures,
  };
}

function judgeEnd({ ends = { code: 0 } }: Scenario, { code, signal, isDone, stderr }: Ending): Finding {
  const expected = 'signal' in ends ? ends.signal : ends.code;
  const found = signal ?? code;
  // One that ends by itself has something to say before; a signal may be faster.
  if (found === expected && ('signal' in ends || ends.code !== 0 || isDone)) return holds('end', true);
  const words = stderr.trim().slice(-LONGEST_WORDS);
  return { what: 'end', figure: `${found}, not ${expected}: ${words}`, isFine: false };
}
