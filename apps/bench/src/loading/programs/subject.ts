import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuSince } from '../../cpu-since';
import { atRest } from '../at-rest';
import { countWork, type Work } from '../count-work';
import { createSubject, type SubjectName } from '../create-subject';
import { flagName } from '../large-payload';

/** What the program is asked. */
export type Question =
  | { readonly kind: 'start' }
  /** What so many refreshes cost. */
  | { readonly kind: 'refresh'; readonly times: number }
  /** How long one refresh blocks the event loop. */
  | { readonly kind: 'stall' }
  /** What the flags of these numbers answer. */
  | { readonly kind: 'evaluate'; readonly from: number; readonly to: number }
  | { readonly kind: 'heap' };

/** What refreshing cost, per refresh. */
export interface RefreshCost {
  /** CPU time in milliseconds until the flags were in use. */
  readonly inUseMs: number;
  /** Until they were stored as well. */
  readonly storedMs: number;
  /** Of all refreshes. */
  readonly work: Work;
}

const [name, url = '', folder = ''] = process.argv.slice(2);
const subject = await createSubject(name as SubjectName, url);
const counter = countWork(folder);

const answer = async (question: Question): Promise<unknown> => {
  switch (question.kind) {
    case 'start':
      await subject.start();
      await atRest();
      return true;
    case 'refresh':
      return refresh(question.times);
    case 'stall':
      return stall();
    case 'evaluate':
      return Array.from({ length: question.to - question.from }, (_, index) =>
        subject.isEnabled(flagName(question.from + index)),
      );
    case 'heap':
      return heap();
  }
};

async function refresh(times: number): Promise<RefreshCost> {
  counter.take();
  const start = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await subject.refresh();
  const inUseMs = cpuSince(start) / times;
  await atRest();
  return { inUseMs, storedMs: cpuSince(start) / times, work: counter.take() };
}

/** In milliseconds. */
async function stall(): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await subject.refresh();
  await atRest();
  delay.disable();
  return delay.max / 1e6;
}

/** Bytes in use when all that is no longer needed is gone. */
async function heap(): Promise<number> {
  await atRest();
  for (let times = 0; times < 4; times += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

process.once('disconnect', () => process.exit());
process.on('message', async (question: Question) => process.send?.(await answer(question)));
process.send?.('ready');
