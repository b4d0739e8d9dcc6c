import { exactly, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Within the limit of bytes, and yet the most that JSON can make of them. */
const dense = (entry: string) =>
  `{"version":2,"features":[${`${entry},`.repeat(40e6 / (entry.length + 1))}${entry}]}`;

const densePayload = (entry: string): Scenario => ({
  title: 'a payload of 40 MB whose entries are as small as can be',
  row: 'answers that are too large',
  criterion: 'refused before it is parsed, with one event, ≤ 300 MB of memory, stall ≤ 200 ms',
  limits: { peakMb: 300, stallMs: 200 },
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('attack', () => server.play({ features: answer.text(dense(entry)) }));
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, cue, note, errors }) {
    const client = await start();
    await cue('attack');
    await client.refresh();
    note(
      holds(
        'answers',
        client.isEnabled('unknown', {}, () => true),
      ),
      exactly(
        'errors',
        errors.map(({ code }) => code),
        ['TOO_LARGE'],
      ),
    );
  },
});

/** Empty objects, empty lists, and flags of one letter. */
export const largeDensePayload = {
  objects: densePayload('{}'),
  lists: densePayload('[]'),
  flags: densePayload('{"name":"a","enabled":true,"strategies":[]}'),
};
