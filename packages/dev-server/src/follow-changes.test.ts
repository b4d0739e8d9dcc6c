import { expect, test } from 'vitest';
import { changeAtRandom } from './testing/change-at-random';
import { createRandom } from './testing/create-random';
import { type Asking, createDeltaFollower, createStreamFollower, fetchState } from './testing/followers';
import { useDevServer } from './testing/use-dev-server';

const start = useDevServer();
const all = '*:development.all';
const web = 'web:development.web';
const headers = { 'Unleash-Client-Spec': '6.1.0' };

const askings: readonly Asking[] = [
  { token: all, query: '', headers },
  { token: web, query: '', headers },
  { token: all, query: '?project=web&namePrefix=web.', headers },
  { token: all, query: '?tag=team:x', headers },
  // Clients for which segments are inlined.
  { token: all, query: '', headers: {} },
  { token: all, query: '?tag=team:x&project=default', headers: {} },
];

test('clients that follow changes have what those have that fetch everything, whatever happens', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = createRandom(seed);
    // A short memory, so that some clients come back too late.
    const server = await start({ tokens: [all, web], deltaHistory: random.pick([0, 3, 1000]) });
    const polling = askings.map((asking) => createDeltaFollower(server, asking));
    const streaming = askings.map((asking) => createStreamFollower(server, asking));
    for (let step = 0; step < 15; step += 1) {
      changeAtRandom(server, random);
      const index = random.below(askings.length);
      if (random.chance(0.4)) await polling[index]?.poll();
      if (random.chance(0.4)) await streaming[index]?.connect();
      if (random.chance(0.2)) await streaming[index]?.disconnect();
    }
    for (const [index, asking] of askings.entries()) {
      const expected = await fetchState(server, asking);
      const message = `seed ${seed}, ${JSON.stringify(asking)}`;
      expect(await polling[index]?.state(), `delta, ${message}`).toEqual(expected);
      expect(await streaming[index]?.state(), `streaming, ${message}`).toEqual(expected);
    }
    await server.close();
  }
}, 60_000);
