import { type EventName, type Listener, UnleashClient } from 'unleash-client';
import { expect, test } from 'vitest';
import { kinds } from './kinds';
import type { ClientFactory } from './mutation-run';
import { runMutations } from './run-mutations';

const TIMEOUT_MS = 60_000;

/** What the program tries whole; here one of a hundred, and always the same ones. */
test.each([...kinds.keys()])(
  'no mutant of a %s makes a client throw, answer wrong for others, or tell of it twice',
  async (kind) => {
    const [tally] = await runMutations({ only: [kind], oneOf: 100, seed: 20_261_124 });
    expect(tally).toMatchObject({ kind, throws: 0, wrong: 0, mistold: 0, notes: [] });
    expect(tally?.cases).toBeGreaterThan(5);
  },
  TIMEOUT_MS,
);

/** What comes of two nodes of the payload, a flag's strategies and one of another's, with a client that is broken. */
async function tallyOf(create: ClientFactory) {
  const [tally] = await runMutations({ only: ['payload'], oneOf: 500, seed: 5, create });
  return tally;
}

const hasMalformed = (client: UnleashClient): boolean =>
  [...client.evaluateAll().values()].some(({ reason }) => reason === 'malformed');

class ThrowingClient extends UnleashClient {
  override isEnabled(...question: Parameters<UnleashClient['isEnabled']>): boolean {
    if (this.evaluate(question[0]).reason === 'malformed') throw new Error('broken');
    return super.isEnabled(...question);
  }
}

class ContradictingClient extends UnleashClient {
  override isEnabled(...question: Parameters<UnleashClient['isEnabled']>): boolean {
    return super.isEnabled(...question) !== hasMalformed(this);
  }
}

/** One malformed flag, and all its flags are gone. */
class FragileClient extends UnleashClient {
  override evaluateAll(...question: Parameters<UnleashClient['evaluateAll']>) {
    return new Map([...super.evaluateAll(...question)].filter(([, { reason }]) => reason === 'malformed'));
  }
}

class RepeatingClient extends UnleashClient {
  override on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    return super.on(name, (event) => {
      listener(event);
      listener(event);
    });
  }
}

test(
  'a client that throws for a malformed flag is found out',
  async () => {
    const tally = await tallyOf((options) => new ThrowingClient(options));
    expect(tally?.throws).toBeGreaterThan(0);
    expect(tally?.notes.join()).toContain('isEnabled threw Error: broken');
  },
  TIMEOUT_MS,
);

test(
  'a client that answers wrong next to a malformed flag is found out',
  async () => {
    for (const Broken of [ContradictingClient, FragileClient]) {
      const tally = await tallyOf((options) => new Broken(options));
      expect(tally).toMatchObject({ throws: 0, mistold: 0 });
      expect(tally?.wrong).toBeGreaterThan(0);
    }
  },
  TIMEOUT_MS,
);

test(
  'a client that tells of one thing twice is found out',
  async () => {
    const tally = await tallyOf((options) => new RepeatingClient(options));
    expect(tally).toMatchObject({ throws: 0, wrong: 0 });
    expect(tally?.mistold).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
