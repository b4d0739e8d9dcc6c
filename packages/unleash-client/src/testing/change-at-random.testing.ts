import type { DevServer, FlagInput } from '@unleash-client/dev-server';
import type { Random } from './create-random.testing';

/** Few, so that the same flag changes often. */
const NAMES = ['web.a', 'web.b', 'web.c', 'app.a', 'app.b', 'app.c', '__proto__'];
const SEGMENT_IDS = [1, 2, 3];
const COUNTRIES = ['SE', 'NO', 'DK'];

/** Changes one flag or segment, adds it, removes it, or replaces them all. */
export function changeAtRandom(server: DevServer, random: Random): void {
  const name = random.pick(NAMES);
  const id = random.pick(SEGMENT_IDS);
  const changes: (() => unknown)[] = [
    () => server.setFlag({ name, ...flagAtRandom(random) }),
    () => server.setFlag({ name, ...flagAtRandom(random) }),
    () => server.removeFlag(name),
    () => server.setSegment({ id, constraints: { country: random.pick(COUNTRIES) } }),
    () => server.removeSegment(id),
    () => random.chance(0.1) && server.replace({ flags: { [name]: flagAtRandom(random) } }),
  ];
  random.pick(changes)();
}

const flagAtRandom = (random: Random): FlagInput => ({
  enabled: random.chance(0.8),
  variants: random.pick([[], ['red', 'blue']]),
  strategies: [
    {
      rollout: random.below(101),
      stickiness: 'userId',
      segments: SEGMENT_IDS.filter(() => random.chance(0.3)),
    },
  ],
});
