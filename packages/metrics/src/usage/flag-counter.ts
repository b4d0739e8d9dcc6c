import type { FlagUsage } from './usage';

/** Variant names counted for one flag. The flag's own are few; a caller's fallback variants could be any number. */
const MAX_VARIANTS = 1000;

const NO_VARIANTS: ReadonlyMap<string, number> = new Map();

/** Longest variant name that is counted; a caller's fallback variant could have one of any length. */
const MAX_NAME_LENGTH = 500;

/** Counts one flag. Counting allocates nothing but a variant's first entry, since it runs with every evaluation. */
export class FlagCounter {
  readonly #maxVariants: number;
  #yes = 0;
  #no = 0;
  #variants: Map<string, number> | undefined;

  /** `maxVariants` bounds the variant names, default 1000; those beyond are not counted. */
  constructor(maxVariants = MAX_VARIANTS) {
    this.#maxVariants = maxVariants;
  }

  /** Counts one evaluation by what it answered. */
  count(enabled: boolean): void {
    if (enabled) this.#yes += 1;
    else this.#no += 1;
  }

  /** Counts one variant handed out, beside `count`. */
  countVariant(name: string): void {
    this.#addVariant(name, 1);
  }

  /** Hands out what was counted, and begins anew; `undefined` when that is nothing. */
  take(): FlagUsage | undefined {
    if (this.#yes === 0 && this.#no === 0 && this.#variants === undefined) return undefined;
    const usage = { yes: this.#yes, no: this.#no, variants: this.#variants ?? NO_VARIANTS };
    this.#yes = 0;
    this.#no = 0;
    this.#variants = undefined;
    return usage;
  }

  /** Adds what was handed out and could not be delivered to what has been counted since. */
  putBack({ yes, no, variants }: FlagUsage): void {
    this.#yes += yes;
    this.#no += no;
    for (const [name, times] of variants) this.#addVariant(name, times);
  }

  #addVariant(name: string, times: number): void {
    this.#variants ??= new Map();
    const before = this.#variants.get(name);
    const isFull = this.#variants.size >= this.#maxVariants || name.length > MAX_NAME_LENGTH;
    if (before === undefined && isFull) return;
    this.#variants.set(name, (before ?? 0) + times);
  }
}
