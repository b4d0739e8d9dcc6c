import { UnleashError } from '@unleash-client/http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * Reads server-sent events from the bytes of a stream, each as soon as it is complete; one that is cut off by the end is
 * dropped. Throws `TOO_LARGE` once an incomplete event is longer than `maxLength` characters.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const complete: EventSourceMessage[] = [];
  let isTooLong = false;
  const parser = createParser({
    onEvent: (event) => complete.push(event),
    onError: ({ type }) => {
      isTooLong ||= type === 'max-buffer-size-exceeded';
    },
    maxBufferSize: maxLength,
  });
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* complete.splice(0);
    if (isTooLong) {
      throw new UnleashError('TOO_LARGE', `an event is longer than the limit of ${maxLength} characters`);
    }
  }
}
