/** A context as the playground takes it: texts only. */
export interface ServerContext {
  readonly appName: string;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly remoteAddress?: string;
  readonly environment?: string;
  readonly currentTime?: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A field as constraints and stickiness see it; `undefined` for a missing or empty one. */
export const fieldOf = (context: ServerContext, name: string): string | undefined => {
  const { properties, ...standard } = context;
  const value = Object.entries(standard).find(([key]) => key === name)?.[1] ?? properties[name];
  return value === '' ? undefined : value;
};
