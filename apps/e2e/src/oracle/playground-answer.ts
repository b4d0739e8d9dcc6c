/** How the server's playground evaluated one flag. */
export interface PlaygroundFlag {
  readonly enabled: boolean;
  /** Whether the flag has a strategy whose outcome the playground does not know and no other that passes. */
  readonly isUnknown: boolean;
  readonly variant: {
    readonly name: string;
    readonly enabled: boolean;
    readonly feature_enabled: boolean;
    readonly payload?: { readonly type: string; readonly value: string };
  };
}

/** The playground's answer by flag name. */
export type PlaygroundAnswer = ReadonlyMap<string, PlaygroundFlag>;

/** Reads what the admin API answered; throws, naming the flag, when it is of another shape than that of server 8.2. */
export const parsePlaygroundAnswer = (answer: unknown): PlaygroundAnswer => {
  const features = fieldOf(answer, 'features');
  if (!Array.isArray(features)) throw new TypeError('the playground answered without a list of features');
  return new Map(features.map((feature: unknown) => [text(fieldOf(feature, 'name')), parseFlag(feature)]));
};

const parseFlag = (feature: unknown): PlaygroundFlag => {
  const variant = fieldOf(feature, 'variant');
  const payload = fieldOf(variant, 'payload');
  return {
    enabled: flag(fieldOf(feature, 'isEnabled')),
    isUnknown: fieldOf(fieldOf(feature, 'strategies'), 'result') === 'unknown',
    variant: {
      name: text(fieldOf(variant, 'name')),
      enabled: flag(fieldOf(variant, 'enabled')),
      feature_enabled: flag(fieldOf(variant, 'feature_enabled')),
      ...(payload === undefined
        ? {}
        : { payload: { type: text(fieldOf(payload, 'type')), value: text(fieldOf(payload, 'value')) } }),
    },
  };
};

const fieldOf = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw new TypeError(`the playground answered ${JSON.stringify(value)} where a text was expected`);
};

const flag = (value: unknown): boolean => {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`the playground answered ${JSON.stringify(value)} where true or false was expected`);
};
