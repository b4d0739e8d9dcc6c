import { expect, test } from 'vitest';
import type { Snapshot, Verdict } from '../source';
import { createModelServer, type ModelServer } from '../testing/model-server.testing';
import { recordingObserver } from '../testing/recording-observer.testing';
import { seeded } from '../testing/seeded.testing';
import { startModes } from '../testing/start-modes.testing';

/** What an observer holds, and what it was told that does not fit to it. */
const createHolder = () => {
  let endpoint = '';
  let revision = 0;
  const misfits: string[] = [];
  const judge = (snapshot: Snapshot): Verdict => {
    const [, from, to] = /^(?:full|all|from (\d+) to) (\d+)$/.exec(snapshot.text) ?? [];
    if (to === undefined) return 'resync';
    // Changes make sense to one who holds what came from the same place, and none of it is missing.
    if (from !== undefined && (snapshot.endpoint !== endpoint || revision < Number(from))) {
      misfits.push(`${snapshot.text} to ${revision} of ${endpoint}`);
    }
    endpoint = snapshot.endpoint;
    revision = Number(to);
    return 'accepted';
  };
  return { judge, misfits, revision: () => revision };
};

test('whatever happens, changes only come to one who holds what they change, and all arrive in the end', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = seeded(seed);
    const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
    const server = createModelServer();
    const holder = createHolder();
    const { running, pass, scheduler } = startModes(
      server,
      { random, jitterMs: 1500, retries: 3 },
      recordingObserver(holder.judge),
    );
    const acts = [
      () => server.change(),
      () => server.change(),
      () => server.cut(),
      () => running.setMode(pick('polling', 'delta', 'streaming')),
      () => void running.refresh(),
      () => {
        server.streaming = pick<ModelServer['streaming']>('works', 'works', 'hangs', 503, 404, 'garbage');
      },
      () => {
        server.isUp = random() < 0.8;
      },
      () => {
        server.hasDelta = random() < 0.7;
      },
    ];
    for (let turn = 0; turn < 60; turn += 1) {
      pick(...acts)();
      if (random() < 0.6) await pass(pick(0, 0, 100, 700, 3000));
    }
    Object.assign(server, { isUp: true, streaming: 'works', hasDelta: true });
    server.change();
    scheduler.pass(4_000_000);
    await pass(20_000);
    await running.refresh();
    expect([seed, holder.misfits, holder.revision()]).toEqual([seed, [], server.revision]);
    running.stop();
    expect(scheduler.pending).toEqual([]);
    expect(server.streams.filter(({ isOver }) => !isOver)).toEqual([]);
  }
}, 30_000);
