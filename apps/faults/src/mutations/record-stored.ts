import type { Cache, Mode } from 'unleash-client';
import { type Answers, askEverything } from './ask-everything';
import { sendJson } from './case-server';
import { contexts } from './contexts';
import { changesOf, hydrationOf } from './delta-bodies';
import type { MutationRun } from './mutation-run';
import type { Trial } from './tally';
import { namesOf, validPayload } from './valid-payload';

const body = JSON.stringify(validPayload);

/**
 * What clients store that have the valid payload, one text a mode, and their answers. In delta mode it took them a change
 * and its undoing to get there, both of which are stored.
 */
export async function recordStored(
  run: MutationRun,
  modes: readonly Mode[],
  trial: Trial,
): Promise<{ readonly valid: Answers; readonly stored: readonly string[] }> {
  const answers: Answers[] = [];
  const stored: string[] = [];
  for (const mode of modes) {
    const deltas = [hydrationOf(validPayload, 1), changesOf(10), undoingOf(20)].map((part) =>
      JSON.stringify(part),
    );
    const address = run.server.open(({ url = '' }, response) => {
      if (url.endsWith('delta')) sendJson(response, deltas.shift() ?? '{"events":[]}', { ETag: '"7"' });
      else sendJson(response, body, { ETag: '"7"' });
    });
    let text = '';
    const cache: Cache = {
      get: () => null,
      set: (_, value) => {
        text = value;
      },
    };
    const client = run.createClient({ url: address.url, mode, cache });
    await client.initialize();
    for (let times = 0; times < 2; times += 1) await client.refresh();
    answers.push(askEverything(client, { names: namesOf(validPayload), contexts, closely: [] }, trial));
    await client.destroy();
    stored.push(text);
    address.close();
  }
  const [valid = new Map()] = answers;
  return { valid, stored };
}

/** Events that take back what the changes did. */
const undoingOf = (revision: number) => ({
  events: [
    ...validPayload.features.map((feature, index) => ({
      type: 'feature-updated',
      eventId: revision + index,
      feature,
    })),
    ...validPayload.segments.map((segment) => ({
      type: 'segment-updated',
      eventId: revision + 200,
      segment,
    })),
    { type: 'feature-removed', eventId: revision + 201, featureName: 'new', project: 'default' },
  ],
});
