import type { FlagCounter } from './flag-counter';

/** The names that are no flags in the report under way. */
export interface UnknownNames {
  /** Another number with each report. */
  readonly report: number;
  /** The counter of a name in this report; `undefined` when it has no room. */
  join(name: string): FlagCounter | undefined;
}

/** Counts a name that is no flag in whichever report is under way; joins it with its first count, as far as there is room. */
export class UnknownCounter {
  readonly #name: string;
  readonly #names: UnknownNames;
  #report: number | undefined;
  #counter: FlagCounter | undefined;

  constructor(name: string, names: UnknownNames) {
    this.#name = name;
    this.#names = names;
  }

  /** Counts one evaluation by what it answered. */
  count(enabled: boolean): void {
    if (this.#report !== this.#names.report) this.#join();
    this.#counter?.count(enabled);
  }

  /** Counts one variant handed out, beside `count`. */
  countVariant(name: string): void {
    if (this.#report !== this.#names.report) this.#join();
    this.#counter?.countVariant(name);
  }

  #join(): void {
    this.#counter = this.#names.join(this.#name);
    this.#report = this.#names.report;
  }
}
