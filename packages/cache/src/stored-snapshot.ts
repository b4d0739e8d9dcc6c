/** Flags as they are kept in a cache. */
export interface StoredSnapshot {
  /** The body exactly as it was received; several bodies one after the other where there are `parts`. */
  readonly body: string;
  /**
   * How many characters each of the bodies has, where they are lists of events: the first holds all flags, the others what
   * changed since.
   */
  readonly parts?: readonly number[] | undefined;
  /** When it was received, in milliseconds since 1970. */
  readonly savedAt: number;
  /** The server's ETag for this body. */
  readonly etag?: string | undefined;
  /** The URL that the ETag belongs to; it is never sent elsewhere. */
  readonly endpoint?: string | undefined;
  /** Where the body came from. */
  readonly source: 'server' | 'bootstrap';
}

const FORMAT = 1;
/** A head is some hundred characters, some ten thousand with many filters or parts; a longer line is not worth parsing. */
const LONGEST_HEAD = 100_000;

/**
 * Prints a snapshot as one text: a line of JSON that describes it, a newline, and the body untouched. A JSON envelope
 * around it would escape megabytes again.
 */
export function formatSnapshot({ body, ...head }: StoredSnapshot): string {
  return `${JSON.stringify({ format: FORMAT, ...head, length: body.length })}\n${body}`;
}

/** Reads what {@link formatSnapshot} printed; `undefined` for anything else: other formats, cut off or mixed up. */
export function parseSnapshot(text: string): StoredSnapshot | undefined {
  const end = text.indexOf('\n');
  if (end === -1 || end > LONGEST_HEAD) return undefined;
  const head = parseHead(text.slice(0, end));
  const body = text.slice(end + 1);
  if (head === undefined || head.length !== body.length) return undefined;
  const { savedAt, etag, endpoint, source, parts } = head;
  if (parts !== undefined && sum(parts) !== body.length) return undefined;
  return {
    body,
    savedAt,
    source,
    ...(parts !== undefined && { parts }),
    ...(etag !== undefined && { etag }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** The bodies of a snapshot, each as it was received. */
export function bodiesOf({ body, parts }: StoredSnapshot): readonly string[] {
  if (parts === undefined) return [body];
  let end = 0;
  return parts.map((length) => {
    end += length;
    return body.slice(end - length, end);
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

interface Head {
  readonly savedAt: number;
  readonly etag?: string;
  readonly endpoint?: string;
  readonly source: 'server' | 'bootstrap';
  readonly length: number;
  readonly parts?: readonly number[];
}

function parseHead(line: string): Head | undefined {
  let head: unknown;
  try {
    head = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isHead(head) ? head : undefined;
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const { format, savedAt, etag, endpoint, source, length, parts } = value as Readonly<
    Record<string, unknown>
  >;
  return (
    format === FORMAT &&
    typeof savedAt === 'number' &&
    typeof length === 'number' &&
    (etag === undefined || typeof etag === 'string') &&
    (endpoint === undefined || typeof endpoint === 'string') &&
    (parts === undefined || areLengths(parts)) &&
    (source === 'server' || source === 'bootstrap')
  );
}

const areLengths = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((length) => Number.isInteger(length) && length >= 0);
