/** A flag as a server sends it, its main switch on and without strategies unless it says otherwise; or just its name. */
export type FlagDraft = string | { readonly name: string; readonly [key: string]: unknown };

/** Flags as a bootstrap: a name alone is a flag that is on for everybody. */
export const featuresOf = (...flags: readonly FlagDraft[]) => ({
  features: flags.map((flag) => ({
    enabled: true,
    strategies: [],
    ...(typeof flag === 'string' ? { name: flag } : flag),
  })),
});
