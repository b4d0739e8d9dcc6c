import { exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const body = JSON.stringify({
  version: 2,
  features: [
    {
      name: 'steady',
      enabled: true,
      strategies: [
        {
          name: 'flexibleRollout',
          parameters: { rollout: '100', stickiness: 'default', groupId: 'g' },
          constraints: [{ contextName: 'userId', operator: 'REGEX', value: '^[a-z]+$' }],
        },
      ],
    },
  ],
});

const runBy = (...flags: readonly string[]): Scenario => ({
  title: 'a strict Node.js',
  row: 'a process under stress',
  criterion: 'works as ever: flags, patterns, counts, cache; 0 warnings',
  async arrange({ serve }) {
    const server = await serve({ features: answer.text(body) });
    return {
      options: { url: server.url, refreshInterval: 100 },
      flags,
      judge: () => [exactly('reported', server.of('metrics').length, 1)],
    };
  },
  async act({ start, until, note, errors }) {
    const client = await start();
    await until(() => client.isEnabled('steady', { userId: 'anna' }), 3000);
    note(exactly('steady', client.isEnabled('steady', { userId: 'anna' }), true));
    note(
      exactly(
        'errors',
        errors.map(({ message }) => message),
        [],
      ),
    );
  },
});

/** Options by which careful people run their applications. */
export const strictNode = quickOnes(['unhandled-rejections', 'no-code-from-strings'], {
  'unhandled-rejections': runBy('--unhandled-rejections=strict', '--throw-deprecation', '--trace-warnings'),
  'no-code-from-strings': runBy('--disallow-code-generation-from-strings', '--disable-proto=throw'),
  'frozen-intrinsics': runBy('--frozen-intrinsics', '--no-warnings'),
  'little-memory': runBy('--max-old-space-size=40', '--max-semi-space-size=1'),
});
