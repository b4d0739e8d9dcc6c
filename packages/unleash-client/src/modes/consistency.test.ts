import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { changeAtRandom } from '../testing/change-at-random.testing';
import { answersOf, contentsOfCached, contentsOfServer } from '../testing/contents-of.testing';
import { createOneTextCache } from '../testing/create-one-text-cache.testing';
import { createRandom, type Random } from '../testing/create-random.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { runFast } from '../testing/run-fast.testing';
import { SOON } from '../testing/soon.testing';
import { startTamperingProxy, type Tampering } from '../testing/start-tampering-proxy.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const CHANGES = 2000;
const MODES = ['polling', 'delta', 'streaming'] as const;

/** Repeats what came earlier, and swaps what comes one after the other, now and then. */
function createDisorder(random: Random) {
  const counts = { repeated: 0, swapped: 0 };
  let isOver = false;
  let earlier: string[] = [];
  let heldBack: string | undefined;
  const remember = (text: string) => {
    earlier = [text, ...earlier].slice(0, 20);
  };
  const tampering: Required<Tampering> = {
    event(event) {
      remember(event);
      // Also when all is over: of an event that never comes no client could tell.
      if (heldBack !== undefined) {
        const late = heldBack;
        heldBack = undefined;
        counts.swapped += 1;
        return [event, late];
      }
      if (isOver) return [event];
      if (random.chance(0.01)) {
        heldBack = event;
        return [];
      }
      if (random.chance(0.05)) {
        counts.repeated += 1;
        return random.pick([
          [event, event],
          [event, random.pick(earlier)],
          [random.pick(earlier), event],
        ]);
      }
      return [event];
    },
    delta(body) {
      if (isOver) return body;
      const { events } = JSON.parse(body);
      if (events.length > 1 && random.chance(0.1)) {
        counts.swapped += 1;
        return JSON.stringify({ events: [...events].reverse() });
      }
      if (random.chance(0.1)) {
        counts.repeated += 1;
        return JSON.stringify({ events: [...events, ...events] });
      }
      return body;
    },
  };
  const end = () => {
    isOver = true;
  };
  return { tampering, counts, end };
}

test.each([1, 2])(
  'after 2,000 changes at random all modes have what the server has, whatever befell them (seed %i)',
  async (seed) => {
    const random = createRandom(seed);
    const { server, connection } = await startTestServer({ flags: { 'web.a': true } }, { deltaHistory: 200 });
    const scheduler = runFast(1000);
    const members = await Promise.all(
      MODES.map(async (mode) => {
        const disorder = createDisorder(createRandom(seed));
        const proxy = await startTamperingProxy(server.url, disorder.tampering);
        const cache = createOneTextCache();
        const made = createTestClient({
          ...connection,
          url: proxy.url,
          mode,
          scheduler,
          cache,
          logLevel: 'silent',
        });
        await made.client.initialize();
        return { ...made, ...disorder, mode, proxy, cache };
      }),
    );
    for (let change = 0; change < CHANGES; change += 1) {
      changeAtRandom(server, random);
      // Each change is heard of on its own, or several at once.
      if (random.chance(0.7)) await setTimeout(1);
      if (random.chance(0.05)) await Promise.all(members.map(({ client }) => client.refresh()));
      if (random.chance(0.005)) random.pick(members).proxy.cut();
    }
    for (const { end } of members) end();
    server.setFlag({ name: 'last' });

    const fresh = createTestClient({
      ...connection,
      logLevel: 'silent',
      multipleInstanceMode: 'silently-allow',
    });
    await fresh.client.initialize();
    const expected = answersOf(fresh.client);
    for (const { client, mode, cache } of members) {
      await vi.waitFor(() => expect(answersOf(client), mode).toEqual(expected), SOON);
      await vi.waitFor(
        () => expect(contentsOfCached(cache.text ?? ''), mode).toEqual(contentsOfServer(server)),
        SOON,
      );
    }
    // All of that has happened: nobody just polled from the beginning to the end.
    const [, delta, streaming] = members;
    for (const member of [delta, streaming]) {
      expect(member?.counts.repeated).toBeGreaterThan(5);
      expect(member?.counts.swapped).toBeGreaterThan(0);
      expect(member?.eventsOf('fetched').length).toBeGreaterThan(20);
    }
    expect(streaming?.proxy.asked.filter(({ path }) => path.endsWith('streaming')).length).toBeGreaterThan(2);
  },
  60_000,
);
