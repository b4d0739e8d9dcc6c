import { atLeast, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { certificate } from '../../stage/certificate';

const trusted = (options: Readonly<Record<string, unknown>>, isTrusted: boolean): Scenario => ({
  title: 'a certificate that nobody has signed',
  row: 'connections that break',
  criterion: isTrusted ? 'the flags arrive' : 'is refused with an error; the server receives nothing',
  async arrange({ serve, foreign }) {
    const server = await (isTrusted ? serve : foreign)({}, { isSecure: true });
    return {
      options: { url: server.url, refreshInterval: 200, ...options },
      judge: () => (isTrusted ? [] : [exactly('requests', server.requests.length, 0)]),
    };
  },
  async act({ start, until, note, errors }) {
    const client = await start({}, { timeoutMs: 500 });
    await until(() => (isTrusted ? client.isEnabled('steady') : errors.length > 0));
    note(exactly('steady', client.isEnabled('steady'), isTrusted));
    if (!isTrusted) note(atLeast('errors', errors.length, 1));
  },
});

/** TLS of one's own making, with and without the client's consent. */
export const selfMadeCertificate: Readonly<Record<string, Scenario>> = {
  refused: trusted({}, false),
  'given-as-ca': trusted({ ca: certificate.cert }, true),
  'let-through': trusted({ rejectUnauthorized: false }, true),
};
