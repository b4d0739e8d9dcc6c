import { MemoryCache } from 'unleash-client';
import { type Answers, askEverything, differences } from './ask-everything';
import { sendJson } from './case-server';
import { contexts } from './contexts';
import { changed, changesOf, hydrationOf } from './delta-bodies';
import { checkFaults, listenForFaults } from './faults-told';
import { inBatches } from './in-batches';
import { type JsonMutant, mutantsAt, pathsIn } from './json-mutants';
import type { MutationRun } from './mutation-run';
import type { Counter, Trial } from './tally';
import { namesOf, validPayload } from './valid-payload';

const questions = { names: [...namesOf(validPayload), 'new'], contexts, closely: [...changed] };
const hydration = JSON.stringify(hydrationOf(validPayload, 1));

/** Sends mutants of a list of changes to clients in delta mode: they apply them, or ask for everything. */
export async function mutateDeltas(run: MutationRun, counter: Counter): Promise<void> {
  const changes = changesOf(10);
  let valid: Answers | undefined;

  const tryMutant = async ({ text }: JsonMutant, trial: Trial): Promise<void> => {
    const bodies = [hydration, text];
    const address = run.server.open((request, response) => {
      const isAskedForAll = request.headers['if-none-match'] === undefined;
      sendJson(response, (isAskedForAll ? undefined : bodies[1]) ?? hydration, { ETag: '"7"' });
    });
    const client = run.createClient({ url: address.url, mode: 'delta', cache: new MemoryCache() });
    const faults = listenForFaults(client);
    await client.initialize();
    valid ??= askEverything(client, questions, trial);
    await client.refresh();
    const wrong = differences(valid, askEverything(client, questions, trial));
    const others = wrong.filter((name) => !changed.has(name));
    if (others.length > 0) trial.wrong(`other flags answer differently: ${others.slice(0, 3).join(', ')}`);
    checkFaults(faults.take(), trial, { flags: changed.size });
    bodies[1] = hydration;
    await client.refresh();
    const unhealed = differences(valid, askEverything(client, questions, trial));
    if (unhealed.length > 0) trial.wrong(`not healed by everything: ${unhealed.slice(0, 3).join(', ')}`);
    await client.destroy({ flush: false });
    address.close();
  };

  const mutants = [...pathsIn(changes)].flatMap((path) => [...mutantsAt(changes, path)].filter(run.isDue));
  await inBatches(mutants, 8, async (mutant) => {
    await tryMutant(mutant, counter.begin(`${mutant.path.join('.')} ${mutant.change}`));
  });
}
