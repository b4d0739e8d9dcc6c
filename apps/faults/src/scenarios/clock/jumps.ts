import { atLeast, atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const YEAR = 365 * 24 * 3_600_000;

const jumpingBy = (ms: number): Scenario => ({
  title: 'a system clock that is set while the client runs',
  row: 'clocks that jump',
  criterion: 'polls go on in their rhythm (≤ 1 per interval, ≥ 1 in three), counts arrive, a change is seen',
  async arrange({ serve, cue }) {
    const server = await serve();
    let before = 0;
    cue('jumped', () => {
      before = server.of('features').length;
    });
    cue('change', () => server.play({ features: answer.flags('steady', 'newer') }));
    const polls = () => server.of('features').length - before;
    const counted = () =>
      server
        .of('metrics')
        .map(
          ({ body }) => (JSON.parse(body) as { bucket: { toggles: Record<string, { yes: number }> } }).bucket,
        )
        .reduce((sum, { toggles }) => sum + (toggles.steady?.yes ?? 0), 0);
    return {
      options: { url: server.url, refreshInterval: 100, metricsInterval: 200 },
      judge: () => [
        atMost('polls in 20 intervals', polls(), 26),
        atLeast('polls', polls(), 7),
        exactly('counted', counted(), 20),
      ],
    };
  },
  async act({ start, cue, clock, pass, until, note }) {
    const client = await start();
    for (let times = 0; times < 10; times += 1) client.isEnabled('steady');
    clock.jump(ms);
    for (let times = 0; times < 10; times += 1) client.isEnabled('steady');
    await cue('jumped');
    await pass(2000);
    await cue('change');
    const isNewer = () => client.featureDefinitions().has('newer');
    note(atMost('a change is seen after', await until(isNewer), 400, ' ms'));
  },
});

/** Machines that sleep, lose their battery, or are corrected. */
export const jumps = quickOnes(['a-year-forward', 'a-year-back'], {
  'a-year-forward': jumpingBy(YEAR),
  'a-year-back': jumpingBy(-YEAR),
  'before-1970': jumpingBy(-100 * YEAR),
});
