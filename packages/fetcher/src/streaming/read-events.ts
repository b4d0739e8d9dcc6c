import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { createByteStore } from './byte-store';
import { createEventMeter } from './event-meter';

/**
 * Reads server-sent events from the bytes of a stream, each as soon as it is complete; one that is cut off by the end is
 * dropped. Throws `TOO_LARGE` once the lines of an event have more than `maxBytes` bytes, or are more than 100000.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const measure = createEventMeter(maxBytes);
  const begun = createByteStore();
  const decoder = new TextDecoder();
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  for await (const piece of body) {
    const { completeBytes, fault } = measure(piece);
    if (completeBytes > 0) {
      const complete = begun.takeWith(piece.subarray(0, completeBytes));
      // At once, and not line by line as it comes: that takes several times its size in memory.
      const text = decoder.decode(complete);
      // The parser would wait for the other half of a line's end, which there may never be.
      parser.feed(text.endsWith('\r') ? `${text}\n` : text);
      yield* events.splice(0);
    }
    if (fault !== undefined) throw fault;
    begun.add(piece.subarray(completeBytes));
  }
}
