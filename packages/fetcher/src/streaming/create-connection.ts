/** One connection of a stream, from the request to its end. */
export interface Connection {
  readonly signal: AbortSignal;
  /** Whether it goes on from an earlier one, so that only what is new arrives. */
  readonly isResumed: boolean;
  /** Whether an event of it was accepted. */
  readonly hasDelivered: boolean;
  /** Settles when an event was accepted, or when there is nothing more to wait for. */
  readonly outcome: Promise<void>;
  deliver(): void;
  /** Lets those go who wait for the outcome. */
  settle(): void;
  abort(): void;
}

export function createConnection(isResumed: boolean): Connection {
  const controller = new AbortController();
  let hasDelivered = false;
  let settle: () => void = () => undefined;
  const outcome = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return {
    signal: controller.signal,
    isResumed,
    get hasDelivered() {
      return hasDelivered;
    },
    outcome,
    deliver: () => {
      hasDelivered = true;
      settle();
    },
    settle: () => settle(),
    abort: () => controller.abort(),
  };
}
