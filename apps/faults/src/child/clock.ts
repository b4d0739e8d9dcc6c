/** The system's clock, which somebody may set. */
export interface Clock {
  /** Sets it forward, or back, by so many milliseconds; timers go on as they do on a real machine. */
  jump(ms: number): void;
}

/** Puts a clock that can be set in the place of `Date`, for all that is loaded later. */
export function installClock(): Clock {
  const RealDate = Date;
  let offset = 0;
  const now = () => RealDate.now() + offset;
  function SettableDate(...values: unknown[]): unknown {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, values.length === 0 ? [now()] : values, new.target);
  }
  // Not by assignment, which fails where the properties of the real one are frozen.
  Object.defineProperties(Object.setPrototypeOf(SettableDate, RealDate), {
    now: { value: now },
    prototype: { value: RealDate.prototype },
  });
  globalThis.Date = SettableDate as unknown as DateConstructor;
  return {
    jump(ms) {
      offset += ms;
    },
  };
}
