import { atLeast, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import type { Answer } from '../../stage/answer';

const KB_64 = 64 * 1024;

/** Begins an event and never ends it, nor stops. */
const endless =
  (before: string, line: string): Answer =>
  (_, response) => {
    const chunk = Buffer.from(line.repeat(Math.ceil(KB_64 / line.length)));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(before);
    const pour = (): void => {
      while (!response.destroyed) if (!response.write(chunk)) return void response.once('drain', pour);
    };
    pour();
  };

const floods: Readonly<Record<string, Answer>> = {
  'one-line': endless('event: unleash-connected\ndata: ', 'x'),
  'one-line-of-wide-letters': endless('event: unleash-connected\ndata: ', '流'),
  'long-lines': endless('event: unleash-connected\n', `data: ${'x'.repeat(KB_64)}\n`),
  'short-lines': endless('event: unleash-connected\n', 'data:x\n'),
  'empty-lines-of-data': endless('event: unleash-connected\n', 'data:\r\n'),
  comments: endless('', ': and so on\n'),
};

const floodedWith = (flood: Answer): Scenario => ({
  title: 'an event of a stream that never ends',
  row: 'answers that are too large',
  criterion: 'the stream is closed while it is read and taken up again; ≤ 300 MB of memory, stall ≤ 200 ms',
  limits: { peakMb: 300, stallMs: 200 },
  async arrange({ serve, cue }) {
    const server = await serve({ streaming: flood });
    cue('second stream', async () => {
      while (server.of('streaming').length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    return {
      options: { url: server.url, mode: 'streaming' },
      judge: () => [atLeast('streams', server.of('streaming').length, 2)],
    };
  },
  async act({ start, cue, pass, note }) {
    const client = await start({}, { timeoutMs: 200 });
    await cue('second stream');
    await pass(1000);
    note(exactly('unknown', client.isEnabled('unknown'), false));
  },
});

/** Streams that do not end in the middle of an event. */
export const largeEvents = quickOnes(
  ['one-line', 'long-lines', 'short-lines', 'comments'],
  Object.fromEntries(Object.entries(floods).map(([name, flood]) => [name, floodedWith(flood)])),
);
