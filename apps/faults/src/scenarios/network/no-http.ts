import type { Socket } from 'node:net';
import { atLeast, atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';

const speakers: Readonly<Record<string, (socket: Socket) => unknown>> = {
  'another-language': (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'a-flood-of-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    for (let index = 0; index < 10_000; index += 1) socket.write(`x-${index}: ${'y'.repeat(100)}\r\n`);
  },
  'a-wrong-length': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n{"version":2}{}'),
  'chunks-that-lie': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n'),
  'an-immediate-end': (socket) => socket.end(),
  'an-immediate-reset': (socket) => socket.resetAndDestroy(),
  'silence-on-an-open-port': (socket) => socket.pause(),
};

const spokenToBy = (speak: (socket: Socket) => unknown): Scenario => ({
  title: 'a server that does not speak HTTP',
  row: 'connections that break',
  criterion: 'initialize settles by its timeout (1 s), errors tell of it, memory stays',
  limits: { peakMb: 150 },
  async arrange({ listen }) {
    const origin = await listen((socket) => void socket.once('data', () => speak(socket)));
    return { options: { url: `${origin}/api`, requestTimeout: 500, refreshInterval: 200 } };
  },
  async act({ create, time, until, note, errors }) {
    const client = create();
    note(atMost('settled after', await time(() => client.initialize({ timeoutMs: 1000 })), 1200, ' ms'));
    await until(() => errors.length > 0);
    note(
      exactly(
        'fallback',
        client.isEnabled('steady', {}, () => true),
        true,
      ),
    );
    note(atLeast('errors', errors.length, 1));
  },
});

/** Whatever else may listen on a port. */
export const noHttp = quickOnes(
  ['another-language', 'a-flood-of-headers', 'silence-on-an-open-port'],
  Object.fromEntries(Object.entries(speakers).map(([name, speak]) => [name, spokenToBy(speak)])),
);
