import { MemoryCache } from 'unleash-client';
import { askEverything, differences, type Questions } from './ask-everything';
import { sendJson } from './case-server';
import { contexts } from './contexts';
import { checkFaults, listenForFaults } from './faults-told';
import { mutantsAt, type Path, pathsIn } from './json-mutants';
import type { MutationRun } from './mutation-run';
import type { Counter } from './tally';
import { namesOf, validPayload } from './valid-payload';
import { whoSuffers } from './who-suffers';

const names = namesOf(validPayload);
const validText = JSON.stringify(validPayload);

/** Sends every mutant of the valid payload to a client that has the valid one, and asks it everything. */
export async function mutatePayloads(run: MutationRun, counter: Counter): Promise<void> {
  const tryNode = async (path: Path): Promise<void> => {
    let body = validText;
    const { url, close } = run.server.open((_, response) => sendJson(response, body));
    const client = run.createClient({ url, cache: new MemoryCache() });
    const faults = listenForFaults(client);
    const concerned = whoSuffers(path);
    const questions: Questions = { names, contexts, closely: [...concerned.keys()].slice(0, 5) };
    await client.initialize();
    const valid = askEverything(client, questions, counter.anywhere);
    checkFaults(faults.take(), counter.anywhere, { most: 0 });

    for (const { change, text } of mutantsAt(validPayload, path)) {
      const trial = counter.begin(`${path.join('.')} ${change}`);
      body = text;
      await client.refresh();
      const answers = askEverything(client, questions, trial);
      const wrong = differences(valid, answers).filter((name) => !concerned.has(name));
      if (wrong.length > 0) trial.wrong(`other flags answer differently: ${wrong.slice(0, 3).join(', ')}`);
      const told = faults.take();
      checkFaults(told, trial, { flags: Math.max(1, concerned.size) });
      const isMalformed = [...concerned].some((name) => answers.get(name)?.includes('false malformed'));
      if (isMalformed && !told.some(({ kind }) => kind === 'malformed')) {
        trial.mistold('a flag is malformed, and nobody was told');
      }
    }

    body = validText;
    await client.refresh();
    const unhealed = differences(valid, askEverything(client, questions, counter.anywhere));
    if (unhealed.length > 0) {
      counter.anywhere.wrong(`not healed by the valid payload: ${unhealed.slice(0, 3).join(', ')}`);
    }
    await client.destroy();
    close();
  };

  // Whole nodes are left out of a sample: a client costs more than a mutant.
  for (const path of pathsIn(validPayload)) if (run.isDue()) await tryNode(path);
}
