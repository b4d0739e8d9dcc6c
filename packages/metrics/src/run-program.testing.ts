import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));

/** What the programs share: an exporter, counts and a sender of the built package, to `process.env.URL_OF_TEST`. */
const SET_UP = `
  import { createUnleashExporter, createUsageCounts, createUsageSender } from '@unleash-client/metrics';
  import { createHttpClient, createScheduler, SPEC_VERSION } from '@unleash-client/http';
  const who = { appName: 'a', instanceId: 'i', connectionId: 'c' };
  const http = createHttpClient({ url: process.env.URL_OF_TEST, sdk: 's:1.0.0', ...who });
  const identity = { ...who, platformName: 'node', platformVersion: process.version, specVersion: SPEC_VERSION };
  const warnings = [];
  const counts = createUsageCounts({ now: Date.now, onOverflow: (limit) => warnings.push(limit) });
  const ignore = () => undefined;
  const exporter = createUnleashExporter({ http, identity, intervalMs: 60_000, now: Date.now, onSent: ignore, onDropped: ignore });
  const pace = { scheduler: createScheduler(), random: Math.random, intervalMs: 60_000, jitterMs: 0 };
  const faults = [];
  const sender = createUsageSender({ counts, exporter, onFault: ({ message }) => faults.push(message), ...pace });
  /** The longest time, in milliseconds, that the event loop did not come round during some work. */
  const longestStretch = async (work) => {
    let last = performance.now();
    let longest = 0;
    let isWorking = true;
    const look = () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      if (isWorking) setImmediate(look);
    };
    setImmediate(look);
    await work();
    isWorking = false;
    look();
    return longest;
  };
`;

export interface Ended {
  readonly code: number | null;
  /** What it printed, as JSON. */
  readonly output: Readonly<Record<string, number>>;
}

/** Runs a program on the built package in a process of its own, with `gc()`. Throws what it prints as errors. */
export async function runProgram(url: string, program: string): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--input-type=module', '-e', `${SET_UP}\n${program}`],
    { cwd: here, env: { ...process.env, URL_OF_TEST: url } },
  );
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (complaints !== '') throw new Error(complaints);
  return { code, output: JSON.parse(output) };
}
