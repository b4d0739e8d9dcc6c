import { atLeast, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';
import { certificate } from '../../stage/certificate';

interface Kind {
  readonly isSecure: boolean;
  readonly toSecure: boolean;
  /** Through `fetch`, which follows redirects by itself unless it is told not to. */
  readonly usesFetch?: true;
  readonly mode?: 'polling' | 'delta' | 'streaming';
}

const redirected = ({ isSecure, toSecure, usesFetch, mode = 'polling' }: Kind): Scenario => ({
  title: 'a redirect to another origin',
  row: 'redirects to elsewhere',
  criterion: 'refused with an error that names both; the other origin receives no request at all',
  async arrange({ serve, foreign, secrets }) {
    const other = await foreign({}, { isSecure: toSecure });
    const away = answer.redirect(`${other.url}/client/features?token=${secrets.token}`, 307);
    const everything = { features: away, delta: away, streaming: away, metrics: away, register: away };
    const server = await serve(everything, { isSecure });
    return {
      options: { url: server.url, refreshInterval: 200, mode, ...(isSecure ? { ca: certificate.cert } : {}) },
      props: { fetch: usesFetch === true ? 'yes' : '' },
      judge: () => [
        exactly('requests at the other origin', other.requests.length, 0),
        atLeast('requests at its own', server.requests.length, 2),
      ],
    };
  },
  async act({ start, props, until, note, errors }) {
    const client = await start(props.fetch === '' ? {} : { fetch }, { timeoutMs: 500 });
    client.isEnabled('steady');
    await client.flushMetrics();
    await client.refresh();
    await until(() => errors.some(({ code }) => code === 'REDIRECT'));
    note(atLeast('refused', errors.filter(({ code }) => code === 'REDIRECT').length, 1));
  },
});

/** Redirects that would carry credentials away, and such that would put them in clear. */
export const otherOrigin: Readonly<Record<string, Scenario>> = {
  'another-port': redirected({ isSecure: false, toSecure: false }),
  'from-https-to-http': redirected({ isSecure: true, toSecure: false }),
  'through-fetch': redirected({ isSecure: false, toSecure: false, usesFetch: true }),
  'in-delta': redirected({ isSecure: false, toSecure: false, mode: 'delta' }),
  'in-streaming': redirected({ isSecure: false, toSecure: false, mode: 'streaming' }),
};
