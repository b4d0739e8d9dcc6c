import { atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const refusedWith = (status: number): Scenario => ({
  title: `a token that is refused for a while (${status})`,
  row: 'refusals that end',
  criterion: 'one error for all refusals; the flags come ≤ 10 intervals (3 s) after the token is good again',
  async arrange({ serve, cue }) {
    const server = await serve({ features: answer.status(status), register: answer.status(status) });
    cue('take the token', () => server.play({ features: answer.flags('steady') }));
    return { options: { url: server.url, refreshInterval: 300, requestRetries: 0 } };
  },
  async act({ start, cue, until, errors, note }) {
    const client = await start({}, { timeoutMs: 1000 });
    await until(() => errors.length > 0);
    await cue('take the token');
    note(atMost('recovered after', await until(() => client.isEnabled('steady')), 3500, ' ms'));
    note(
      exactly(
        'errors',
        errors.map(({ code }) => code),
        ['UNAUTHORIZED'],
      ),
    );
  },
});

/** 401 and 403 that are withdrawn. */
export const refusedToken = quickOnes(['401'], { 401: refusedWith(401), 403: refusedWith(403) });
