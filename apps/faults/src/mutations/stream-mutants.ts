import type { ServerResponse } from 'node:http';
import { mutantsAt, pathsIn } from './json-mutants';
import { oddJson } from './odd-json';

/** Something odd in a stream, in place of the message with these changes. */
export interface StreamMutant {
  readonly name: string;
  send(stream: ServerResponse): Promise<void> | void;
}

const write = (name: string, text: string | Uint8Array): StreamMutant => ({
  name,
  send: (stream) => void stream.write(text),
});

/** The lines of the message, each replaced; its data, node by node; and bytes that are no message. */
export function* streamMutants(changes: unknown): Generator<StreamMutant> {
  const lines = ['event: unleash-updated', 'id: 10', `data: ${JSON.stringify(changes)}`];
  const message = `${lines.join('\n')}\n\n`;
  for (const path of pathsIn(changes)) {
    for (const { change, text } of mutantsAt(changes, path)) {
      yield write(`data.${path.join('.')} ${change}`, `${lines[0]}\n${lines[1]}\ndata: ${text}\n\n`);
    }
  }
  yield* mutantsOfLines(lines);
  yield* mutantsOfBytes(message);
}

function* mutantsOfLines(lines: readonly string[]): Generator<StreamMutant> {
  const fields = ['event', 'id', 'data', 'retry', 'fetch-mode', '', '__proto__'];
  for (const [index, line] of lines.entries()) {
    const withLine = (...others: readonly string[]) =>
      `${lines.flatMap((other, at) => (at === index ? others : [other])).join('\n')}\n\n`;
    const [field = '', value = ''] = line.split(/: (.*)/s);
    for (const [change, odd] of oddJson) {
      yield write(`${field} ${change}`, withLine(`${field}: ${odd}`));
      yield write(`a line of ${change} before ${field}`, withLine(odd, line));
    }
    yield write(`${field} removed`, withLine());
    yield write(`${field} doubled`, withLine(line, line));
    for (const other of fields) yield write(`${field} called ${other}`, withLine(`${other}: ${value}`));
    for (const end of ['\r', '\r\n', '\0', ' ', '\u2028']) {
      yield write(`${field} and ${JSON.stringify(end)}`, withLine(`${line}${end}`));
    }
  }
  for (const [change, odd] of oddJson) {
    yield write(`fetch-mode ${change}`, `event: fetch-mode\ndata: ${odd}\n\n`);
    yield write(`retry ${change}`, `retry: ${odd}\n\n`);
    yield write(`an event called ${change}`, `event: ${odd}\n${lines[2]}\n\n`);
    yield write(`a comment of ${change}`, `:${odd}\n\n`);
  }
}

function* mutantsOfBytes(message: string): Generator<StreamMutant> {
  const bytes = Buffer.from(message);
  yield write('a byte order mark', `\ufeff${message}`);
  yield write('bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0x0a, 0x0a]));
  yield write('lines that end in CR', message.replaceAll('\n', '\r'));
  yield write('ten thousand empty lines', '\n'.repeat(10_000));
  yield write('ten thousand comments', ':\n'.repeat(10_000));
  yield write('a megabyte in one line', `${'x'.repeat(1_000_000)}\n\n`);
  yield write('the same message again and again', message.repeat(20));
  yield write('two messages in one', message.trimEnd() + message);
  yield { name: 'the end', send: (stream) => void stream.end() };
  for (let cut = 0; cut < 60; cut += 1) {
    const at = Math.floor((bytes.length * cut) / 60);
    yield {
      name: `a reset after ${at} bytes`,
      send: (stream) => {
        stream.write(bytes.subarray(0, at));
        setImmediate(() => stream.destroy());
      },
    };
    yield {
      name: `a byte flipped at ${at}`,
      send: (stream) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ 0x80;
        stream.write(flipped);
      },
    };
    yield {
      name: `two pieces, cut at ${at}`,
      send: async (stream) => {
        stream.write(bytes.subarray(0, at));
        await new Promise(setImmediate);
        stream.write(bytes.subarray(at));
      },
    };
  }
}
