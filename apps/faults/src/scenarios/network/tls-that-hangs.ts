import { atMost } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** A port that is open and never shakes hands. */
export const tlsThatHangs: Scenario = {
  title: 'a TLS handshake that never ends',
  row: 'connections that break',
  criterion: 'initialize settles by its timeout (500 ms); destroy ≤ 1 s and exit ≤ 1 s in the middle of it',
  limits: { destroyMs: 1000, exitMs: 1000 },
  async arrange({ listen }) {
    const origin = await listen((socket) => void socket.pause());
    return { options: { url: `${origin.replace('http', 'https')}/api` } };
  },
  async act({ create, time, note }) {
    const client = create();
    note(atMost('settled after', await time(() => client.initialize({ timeoutMs: 500 })), 700, ' ms'));
  },
};
