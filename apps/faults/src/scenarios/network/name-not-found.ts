import { atLeast, atMost, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** A host name that no name server knows. */
export const nameNotFound: Scenario = {
  title: 'a host name that cannot be resolved',
  row: 'connections that break',
  criterion: 'initialize settles by its timeout (1 s), errors name the host, destroy and exit are on time',
  arrange: () => ({ options: { url: 'http://unleash.invalid/api', refreshInterval: 200 } }),
  async act({ create, time, until, note, errors }) {
    const client = create();
    note(atMost('settled after', await time(() => client.initialize({ timeoutMs: 1000 })), 1200, ' ms'));
    await until(() => errors.length > 0);
    note(atLeast('errors', errors.length, 1));
    note(
      holds(
        'named',
        errors.every(({ message }) => message.includes('unleash.invalid')),
      ),
    );
  },
};
