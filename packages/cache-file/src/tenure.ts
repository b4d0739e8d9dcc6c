/** What a lease file says. */
export interface Tenure {
  readonly holder: string;
  readonly token: number;
  /** When it ends, in milliseconds since 1970; `0` when it was given back. */
  readonly endsAt: number;
  /** How long it was given for. */
  readonly ttlMs: number;
}

/** An end this many times further away than it was given for has been set by a clock that was wrong. */
const ABSURD = 10;

/** Whether a tenure has not ended. */
export const isRunning = ({ endsAt, ttlMs }: Tenure, now: number): boolean =>
  endsAt > now && endsAt - now <= ABSURD * ttlMs;

/** Reads what a lease file says; `undefined` for anything else. */
export function parseTenure(text: string): Tenure | undefined {
  try {
    const tenure: unknown = JSON.parse(text);
    return isTenure(tenure) ? tenure : undefined;
  } catch {
    return undefined;
  }
}

function isTenure(value: unknown): value is Tenure {
  if (typeof value !== 'object' || value === null) return false;
  const { holder, token, endsAt, ttlMs } = value as Readonly<Record<string, unknown>>;
  return (
    typeof holder === 'string' &&
    Number.isSafeInteger(token) &&
    typeof endsAt === 'number' &&
    typeof ttlMs === 'number'
  );
}
