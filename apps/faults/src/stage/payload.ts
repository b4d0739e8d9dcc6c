/** A flag that is on for everybody. */
export const flagOf = (name: string) => ({
  name,
  type: 'release',
  project: 'default',
  enabled: true,
  strategies: [{ name: 'default', parameters: {} }],
});

/** What a server sends that has these flags, all of them on. */
export const payloadOf = (...names: readonly string[]): string =>
  JSON.stringify({ version: 2, features: names.map(flagOf), segments: [] });
