import { atLeast, atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const event = (name: string, data: string, id = '1') => `event: ${name}\nid: ${id}\ndata: ${data}\n\n`;

const events: Readonly<Record<string, string>> = {
  'no-json': event('unleash-connected', 'rubbish'),
  'another-shape': event('unleash-connected', '{"events":"none"}'),
  'unknown-types': event('unleash-connected', '{"events":[{"type":"moon-phase"}]}'),
  'no-hydration-first': event(
    'unleash-updated',
    '{"events":[{"type":"feature-removed","featureName":"x","project":"p","eventId":9}]}',
  ),
  binary: event('unleash-connected', '\u0000\uffff\u0007'),
  nothing: '',
};

const streaming = (text: string, isClosed: boolean): Scenario => ({
  title: 'a stream of malformed events',
  row: 'bursts and crowds',
  criterion: '≤ 10 connections in 5 s, ≥ 2; questions are answered',
  async arrange({ serve }) {
    const server = await serve({
      streaming(request, response) {
        answer.stream(text)(request, response);
        if (isClosed) response.end();
      },
    });
    return {
      options: { url: server.url, mode: 'streaming' },
      judge: () => [
        atMost('connections', server.of('streaming').length, 10),
        atLeast('connections', server.of('streaming').length, 2),
      ],
    };
  },
  async act({ start, pass, note }) {
    const client = await start({}, { timeoutMs: 500 });
    await pass(4500);
    note(
      exactly(
        'unknown',
        client.isEnabled('unknown', {}, () => false),
        false,
      ),
    );
  },
});

/** Events that nobody can apply, and streams that end as soon as they begin. */
export const malformedEvents = quickOnes(['no-json', 'closed-at-once'], {
  ...Object.fromEntries(
    Object.entries(events)
      .filter(([name]) => name !== 'nothing' && name !== 'unknown-types')
      .map(([name, text]) => [name, streaming(text, false)]),
  ),
  'closed-at-once': streaming('', true),
});
