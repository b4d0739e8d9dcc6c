import { fromUrl } from '@unleash-client/bootstrap';
import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** The address of the bootstrap is bounded as the server is. */
export const largeBootstrap: Scenario = {
  title: 'a bootstrap address that answers without end',
  row: 'answers that are too large',
  criterion: 'one BOOTSTRAP error; the flags of the server come; ≤ 300 MB of memory, stall ≤ 200 ms',
  limits: { peakMb: 300, stallMs: 200 },
  async arrange({ serve, foreign }) {
    const server = await serve();
    const other = await foreign({ other: answer.endless });
    return { options: { url: server.url }, props: { address: `${other.origin}/flags.json` } };
  },
  async act({ start, until, props, note, errors }) {
    const client = await start({ bootstrap: fromUrl(props.address ?? '', { retries: 0 }) });
    await until(() => errors.length > 0, 20_000);
    note(exactly('steady', client.isEnabled('steady'), true));
    note(
      exactly(
        'errors',
        errors.map(({ code }) => code),
        ['BOOTSTRAP'],
      ),
    );
  },
};
