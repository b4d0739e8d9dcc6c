import { setImmediate } from 'node:timers/promises';
import type { Handler } from './start-server.testing';

const HEADERS = { 'content-type': 'text/event-stream' };

/** Answers with an event stream of these texts, and leaves it open. */
export const streamOf =
  (...texts: string[]): Handler =>
  (_, response) => {
    response.writeHead(200, HEADERS).flushHeaders();
    for (const text of texts) response.write(text);
  };

/** The same, and closes it. */
export const streamThenClose =
  (...texts: string[]): Handler =>
  (_, response) => {
    response.writeHead(200, HEADERS).end(texts.join(''));
  };

/** Sends a stream byte by byte, each in a turn of its own. */
export const dripping =
  (text: string): Handler =>
  async (_, response) => {
    response.writeHead(200, HEADERS).flushHeaders();
    response.socket?.setNoDelay();
    for (const byte of Buffer.from(text)) {
      response.write(Buffer.of(byte));
      await setImmediate();
    }
  };

/** One event that never ends. */
export const endlessEvent: Handler = (_, response) => {
  const line = Buffer.alloc(64 * 1024, 'x');
  const fill = () => {
    while (!response.destroyed && response.write(line));
  };
  response.writeHead(200, HEADERS).write('data: ');
  response.on('drain', fill);
  fill();
};

/** Sends comments and nothing else. */
export const commentsOnly: Handler = (_, response) => {
  response.writeHead(200, HEADERS);
  const timer = setInterval(() => response.write(': keep-alive\n\n'), 20);
  response.on('close', () => clearInterval(timer));
};

export const neverAnswers: Handler = () => undefined;

export const resets: Handler = (request) => request.socket.resetAndDestroy();

export const answers =
  (status: number, headers: Record<string, string> = {}, body = ''): Handler =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Sends each path to a handler of its own; what has none gets 404. */
export const byPath =
  (handlers: Readonly<Record<string, Handler>>): Handler =>
  (request, response) => {
    const path = request.url?.replace(/^\/api\/client\/|\?.*$/g, '') ?? '';
    (handlers[path] ?? answers(404))(request, response);
  };
