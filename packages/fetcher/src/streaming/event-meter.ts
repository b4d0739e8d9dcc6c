import { UnleashError } from '@unleash-client/http';

/** Where the events in a piece of a stream end. */
export interface Measure {
  /** How many bytes of the piece belong to events that are complete; the rest begins another one. */
  readonly completeBytes: number;
  /** What is wrong with the event after those, if it is over a limit. */
  readonly fault: UnleashError | undefined;
}

/** Each line of an event costs memory beside its bytes; servers of Unleash need one or two. */
const MOST_LINES = 100_000;
const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

/**
 * Finds where server-sent events end, with the first empty line, in pieces of a stream that are given one after the other.
 * An event has a fault, `TOO_LARGE`, once its lines have more than `maxBytes` bytes with their ends, or are more than 100000.
 */
export function createEventMeter(maxBytes: number): (piece: Uint8Array) => Measure {
  // Counted from the beginning of the piece, and so negative for what began in an earlier one.
  let [eventStart, lineStart, pairEnd] = [0, 0, -1];
  let lines = 0;

  const measure = (piece: Uint8Array): UnleashError | undefined => {
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at];
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
      const isEmpty = at === lineStart;
      lineStart = at + 1;
      if (byte === LINE_FEED && at === pairEnd) {
        // The second half of a line's end; it goes with the event that the first half has ended.
        if (at === eventStart) eventStart += 1;
        continue;
      }
      if (byte === CARRIAGE_RETURN) pairEnd = at + 1;
      if (isEmpty) {
        if (at - eventStart > maxBytes) return tooManyBytes(maxBytes);
        eventStart = at + 1;
        lines = 0;
        continue;
      }
      lines += 1;
      if (lines > MOST_LINES) return tooManyLines();
    }
    return piece.length - eventStart > maxBytes ? tooManyBytes(maxBytes) : undefined;
  };
  return (piece) => {
    const fault = measure(piece);
    const completeBytes = Math.max(0, eventStart);
    eventStart -= piece.length;
    lineStart -= piece.length;
    pairEnd -= piece.length;
    return { completeBytes, fault };
  };
}

const tooManyBytes = (maxBytes: number) =>
  new UnleashError('TOO_LARGE', `an event is longer than the limit of ${maxBytes} bytes`);

const tooManyLines = () =>
  new UnleashError('TOO_LARGE', `an event has more than the limit of ${MOST_LINES} lines`);
