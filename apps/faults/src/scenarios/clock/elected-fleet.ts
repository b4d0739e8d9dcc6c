import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Leases of a fleet are times, too. */
export const electedFleet: Scenario = {
  title: 'an elected fleet whose clock is set',
  row: 'clocks that jump',
  criterion:
    'somebody goes on polling: a change reaches all three members ≤ 3 s after a jump of a day, either way',
  async arrange({ serve, cue }) {
    const server = await serve();
    let version = 0;
    cue('change', () => {
      version += 1;
      server.play({ features: answer.flags('steady', `version-${version}`) });
    });
    return { options: { url: server.url, refreshInterval: 300, multipleInstanceMode: 'silently-allow' } };
  },
  async act({ start, clock, cue, until, note, errors }) {
    const members = [await start({}, { fetchToggles: 'elected' })];
    members.push(await start({}, { fetchToggles: 'elected' }), await start({}, { fetchToggles: 'elected' }));
    const day = 24 * 3_600_000;
    for (const [index, ms] of [day, -day, -day].entries()) {
      clock.jump(ms);
      await cue('change');
      const hasAll = () => members.every((one) => one.featureDefinitions().has(`version-${index + 1}`));
      note(atMost('reached all after', await until(hasAll), 3000, ' ms'));
    }
    note(
      exactly(
        'errors',
        errors.map(({ message }) => message),
        [],
      ),
    );
  },
};
