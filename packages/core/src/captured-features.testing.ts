import { readFileSync } from 'node:fs';

interface CapturedFeatures {
  readonly features: readonly {
    readonly name: string;
    readonly dependencies?: readonly { readonly feature: string }[];
  }[];
  readonly segments: readonly { readonly id: number }[];
}

const file = new URL('../fixtures/unleash-8.2-client-features.json', import.meta.url);

/** What an Unleash 8.2 server answered to `GET /api/client/features`: 108 flags of every kind, 3 segments. */
export const capturedFeatures: CapturedFeatures = JSON.parse(readFileSync(file, 'utf8'));
