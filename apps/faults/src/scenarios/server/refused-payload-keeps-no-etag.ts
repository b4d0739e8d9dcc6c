import { exactly, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** An ETag of what could not be used would make the server say "unchanged" for ever. */
export const refusedPayloadKeepsNoEtag: Scenario = {
  title: 'the ETag of a payload that was refused',
  row: 'refusals that end',
  criterion: 'is never sent back, so that the payload that follows is fetched whole',
  async arrange({ serve }) {
    const broken = answer.text('{"version": 2, "features": "none"}');
    const server = await serve({ features: answer.firstly(2, broken, answer.flags('steady')) });
    return {
      options: { url: server.url, refreshInterval: 100, requestRetries: 0 },
      judge: () => {
        const sent = server
          .of('features')
          .slice(0, 3)
          .map(({ headers }) => headers['if-none-match']);
        return [holds('not sent', sent.length === 3 && sent.every((etag) => etag === undefined))];
      },
    };
  },
  async act({ start, until, note, errors }) {
    const client = await start({}, { timeoutMs: 1 });
    await until(() => client.isEnabled('steady'));
    note(
      exactly(
        'errors',
        errors.map(({ code }) => code),
        ['INVALID_PAYLOAD', 'INVALID_PAYLOAD'],
      ),
    );
  },
};
