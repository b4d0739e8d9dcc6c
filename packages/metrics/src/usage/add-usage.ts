import type { FlagUsage } from './usage';

/** Adds a flag's usage to a map in which the flag may have some already: both are its usage. */
export function addUsage(flags: Map<string, FlagUsage>, name: string, usage: FlagUsage): void {
  const before = flags.get(name);
  flags.set(name, before === undefined ? usage : sum(before, usage));
}

function sum(a: FlagUsage, b: FlagUsage): FlagUsage {
  const variants = new Map(a.variants);
  for (const [name, times] of b.variants) variants.set(name, (variants.get(name) ?? 0) + times);
  return { yes: a.yes + b.yes, no: a.no + b.no, variants };
}
