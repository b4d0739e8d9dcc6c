import { atLeast, atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';

const odd: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new Error('no token');
  },
  rejects: () => Promise.reject(new Error('no token')),
  'never-settles': () => new Promise(() => undefined),
  'answers-nothing': () => undefined,
  'answers-a-text': () => 'token',
  'answers-symbols': () => ({ Authorization: Symbol('token') }),
  'answers-line-ends': () => ({ Authorization: 'a\r\nb: c' }),
};

const failingBy = (failure: () => unknown): Scenario => ({
  title: 'a header function that fails',
  row: 'odd options and header functions',
  criterion: 'errors, no request without headers, destroy on time; flags ≤ 10 intervals after it works again',
  async arrange({ serve }) {
    const server = await serve();
    return {
      options: { url: server.url, refreshInterval: 100, requestTimeout: 300, requestRetries: 0 },
      judge: () => [
        exactly(
          'requests without a token',
          server.requests.filter(({ headers }) => headers.authorization !== 'good').length,
          0,
        ),
      ],
    };
  },
  async act({ start, until, note, errors }) {
    let works = false;
    const customHeaders = () => (works ? { Authorization: 'good' } : failure());
    const client = await start({ customHeaders: customHeaders as never }, { timeoutMs: 500 });
    await until(() => errors.length > 1);
    works = true;
    note(atMost('recovered after', await until(() => client.isEnabled('steady')), 1500, ' ms'));
    note(atLeast('errors', errors.length, 2));
  },
});

/** Functions that fetch tokens from somewhere that is down. */
export const oddHeaderFunctions = quickOnes(
  ['rejects', 'never-settles', 'answers-line-ends'],
  Object.fromEntries(Object.entries(odd).map(([name, failure]) => [name, failingBy(failure)])),
);
