import type { Payload } from '@unleash-client/core';

/** What is known of a flag besides how it evaluates; `undefined` where the server does not tell. */
export interface FeatureDefinition {
  readonly type: string | undefined;
  readonly project: string | undefined;
}

/** The flags of a payload by name, with their type and project. */
export function featureDefinitions({ flags }: Payload): Map<string, FeatureDefinition> {
  const definitions = new Map<string, FeatureDefinition>();
  for (const [name, { type, project }] of flags) {
    definitions.set(name, { type: type ?? undefined, project: project ?? undefined });
  }
  return definitions;
}
