import { exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';
import type { Received } from '../../stage/start-server';

const MOST = 20_000;
const tooLarge: Answer = (request, response) => {
  const isLarge = Number(request.headers['content-length']) > MOST;
  answer.status(isLarge ? 413 : 202)(request, response);
};

const answers: Readonly<Record<string, readonly [Answer, arrives: boolean]>> = {
  '413': [tooLarge, true],
  '400': [answer.firstly(1, answer.status(400), answer.status(202)), false],
  '501': [answer.firstly(1, answer.status(501), answer.status(202)), true],
  '401': [answer.firstly(1, answer.status(401), answer.status(202)), true],
  '429': [answer.firstly(1, answer.status(429, { 'retry-after': '1' }), answer.status(202)), true],
  reset: [answer.firstly(1, answer.reset, answer.status(202)), true],
};

const sumOf = (reports: readonly Received[], isTaken: (report: Received) => boolean) => {
  let sum = 0;
  for (const report of reports.filter(isTaken)) {
    const { bucket } = JSON.parse(report.body) as {
      bucket: { toggles: Record<string, { yes: number; no: number }> };
    };
    for (const { yes, no } of Object.values(bucket?.toggles ?? {})) sum += yes + no;
  }
  return sum;
};

const refusedWith = (name: string, given: Answer, arrives: boolean): Scenario => ({
  title: 'reports of usage that are refused',
  row: 'refusals that end',
  criterion: arrives
    ? 'every count arrives once'
    : 'the report is dropped with an event, the next one arrives whole',
  async arrange({ serve }) {
    const server = await serve({ metrics: given });
    // All refusals but those of size concern the first request.
    const isTaken = (report: Received) =>
      name === '413' ? report.body.length <= MOST : report !== server.of('metrics')[0];
    return {
      options: { url: server.url, metricsInterval: 200, refreshInterval: 0 },
      judge: () => [exactly('counted', sumOf(server.of('metrics'), isTaken), arrives ? 3000 : 1000)],
    };
  },
  async act({ start, until, errors }) {
    const client = await start();
    for (let index = 0; index < 2000; index += 1) client.isEnabled(`unknown-${index % 1000}`);
    await client.flushMetrics();
    if (name !== '413') await until(() => errors.length > 0, 2000);
    for (let index = 0; index < 1000; index += 1) client.isEnabled('steady');
    await client.destroy();
  },
});

/** Refusals of a server that minds what it is told. */
export const refusedReports = quickOnes(
  ['413', '400', '429'],
  Object.fromEntries(
    Object.entries(answers).map(([name, [given, arrives]]) => [name, refusedWith(name, given, arrives)]),
  ),
);
