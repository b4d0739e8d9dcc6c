import type { DevServer } from '@unleash-client/dev-server';
import type { Contestant } from '../question';
import { createConfigCat } from './configcat';
import { createFlagd } from './flagd';
import { createFloor } from './floor';
import { createGrowthBook } from './growthbook';
import { createOfficial } from './official';
import { createOurs } from './ours';

/** Everybody in the race, ready to be asked; the server has the flags for the two clients of Unleash. */
export const createContestants = async (server: DevServer): Promise<Contestant[]> => [
  await createOurs(server),
  await createFloor(),
  await createOfficial(server),
  await createFlagd(),
  await createGrowthBook(),
  await createConfigCat(),
];
