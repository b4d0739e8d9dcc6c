import { UnleashError } from '@unleash-client/http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** Each line of an event costs memory beside its characters; servers of Unleash need one or two. */
const MOST_LINES = 100_000;
const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

/**
 * Reads server-sent events from the bytes of a stream, each as soon as it is complete; one that is cut off by the end is
 * dropped. Throws `TOO_LARGE` once an event is longer than `maxLength` characters or 100000 lines.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const complete: EventSourceMessage[] = [];
  let isTooLong = false;
  const parser = createParser({
    onEvent: (event) => {
      // The parser only looks at what is incomplete. Nothing after an event that is missing can be applied.
      isTooLong ||= event.data.length > maxLength;
      if (!isTooLong) complete.push(event);
    },
    onError: ({ type }) => {
      isTooLong ||= type === 'max-buffer-size-exceeded';
    },
    maxBufferSize: maxLength,
  });
  const decoder = new TextDecoder();
  let [lines, bytes] = [0, 0];
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    parser.feed(text);
    // After an empty line nothing is kept that comments could add to.
    const isAtRest = complete.length > 0 || endsInEmptyLine(text);
    lines = isAtRest ? 0 : lines + countLines(text);
    bytes = isAtRest ? 0 : bytes + chunk.byteLength;
    // Letters of other scripts take more memory than they are characters.
    isTooLong ||= bytes > maxLength;
    yield* complete.splice(0);
    if (isTooLong) {
      throw new UnleashError('TOO_LARGE', `an event is longer than the limit of ${maxLength} characters`);
    }
    if (lines > MOST_LINES) {
      throw new UnleashError('TOO_LARGE', `an event has more than the limit of ${MOST_LINES} lines`);
    }
  }
}

const endsInEmptyLine = (text: string): boolean => text.endsWith('\n\n') || text.endsWith('\r\n\r\n');

function countLines(text: string): number {
  let lines = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) lines += 1;
  }
  return lines;
}
