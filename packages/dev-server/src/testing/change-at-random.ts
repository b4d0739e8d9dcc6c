import type { DevServer } from '../dev-server';
import type { FlagInput } from '../flags-input';
import type { Random } from './create-random';

const names = ['web.a', 'web.b', 'web.c', 'app.a', 'app.b', '__proto__'];
const segmentIds = [1, 2, 3];

/** Changes something, or nothing, in one of the ways there are. Few names, so that the same flag changes often. */
export function changeAtRandom(server: DevServer, random: Random): void {
  const name = random.pick(names);
  const id = random.pick(segmentIds);
  const changes: (() => unknown)[] = [
    () => server.setFlag({ name, ...randomFlag(random) }),
    () => server.flags().features.some((flag) => flag.name === name) && updateFlag(server, name, random),
    () => server.removeFlag(name),
    () => server.setSegment({ id, constraints: { country: random.pick(['SE', 'NO', 'DK']) } }),
    () => server.removeSegment(id),
    () => random.chance(0.3) && server.replace(randomFlags(random)),
  ];
  random.pick(changes)();
}

const updateFlag = (server: DevServer, name: string, random: Random) =>
  server.updateFlag(
    name,
    random.pick<FlagInput>([
      { enabled: random.chance(0.5) },
      { project: random.pick(['default', 'web']) },
      { tags: random.pick([[], ['team:x'], ['team:y', 'team:x']]) },
      { rollout: random.below(101) },
    ]),
  );

function randomFlag(random: Random): FlagInput {
  return {
    enabled: random.chance(0.5),
    project: random.pick(['default', 'web']),
    tags: random.pick([[], ['team:x'], ['team:y']]),
    strategies: [{ segments: segmentIds.filter(() => random.chance(0.4)) }],
  };
}

function randomFlags(random: Random) {
  const some = names.filter(() => random.chance(0.5));
  return {
    features: some.map((name) => ({ name, enabled: random.chance(0.5), strategies: [], tags: ['team:x'] })),
    segments: segmentIds.filter(() => random.chance(0.5)).map((id) => ({ id, constraints: [] })),
  };
}
