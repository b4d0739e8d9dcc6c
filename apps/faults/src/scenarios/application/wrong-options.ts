import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';

const wrong: readonly Readonly<Record<string, unknown>>[] = [
  { url: 'no url' },
  { url: '' },
  { url: 7 },
  { url: 'file:///etc/passwd' },
  { appName: '' },
  { appName: null },
  ...['refreshInterval', 'refreshJitter', 'metricsInterval', 'metricsJitter', 'requestTimeout'].flatMap(
    (name) =>
      [Number.NaN, -1, 2 ** 31, Number.POSITIVE_INFINITY, '15', null, {}].map((value) => ({ [name]: value })),
  ),
  { requestRetries: -1 },
  { customHeaders: 'token' },
  { customHeaders: { 'no name': 'x' } },
  { customHeaders: { Authorization: 'a\nb' } },
  { mode: 'push' },
  { cache: {} },
  { cache: 'redis' },
  { bootstrap: 'flags.json' },
  { customStrategies: { Odd: true } },
  { logger: {} },
  { logLevel: 'loud' },
  { scheduler: {} },
  { eventCallback: 'call me' },
  { multipleInstanceMode: 'many' },
  { tags: 'a:b' },
  { timeout: 1 },
  { __proto: 1 },
  { ['y'.repeat(10_000)]: 1 },
];

/** All that can be seen to be wrong before anything happens. */
export const wrongOptions: Scenario = {
  title: 'options that cannot work',
  row: 'odd options and header functions',
  criterion: 'each refused at construction as INVALID_OPTION, in less than 1 kB, naming what was given',
  act({ create, show, note }) {
    const accepted: string[] = [];
    const otherwise: string[] = [];
    let longest = 0;
    for (const options of wrong) {
      try {
        create(options as never);
        accepted.push(JSON.stringify(options));
      } catch (error) {
        const { code, message } = error as { code?: unknown; message: string };
        show(error);
        longest = Math.max(longest, message.length);
        const [name = ''] = Object.keys(options);
        if (code !== 'INVALID_OPTION' || !message.includes(name.slice(0, 20))) otherwise.push(message);
      }
    }
    note(exactly('accepted', accepted, []), exactly('refused otherwise', otherwise, []));
    note(atMost('longest message', longest, 1000, ' characters'));
  },
};
