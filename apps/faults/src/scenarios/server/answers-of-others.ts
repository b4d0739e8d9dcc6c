import { atLeast, atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';

const answers: Readonly<Record<string, Answer>> = {
  'a page of HTML': answer.text('<!doctype html><title>Sign in to the network</title>'),
  'nothing at all': answer.text(''),
  null: answer.text('null'),
  'a list': answer.text('[]'),
  'half of JSON': answer.text('{"version":2,"features":[{"name":"st'),
  'no text': (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01])),
  'status 204': answer.status(204),
  'status 418': answer.status(418),
  'a redirect to nowhere': answer.status(302, { location: 'http://[' }),
  'a redirect to itself': (request, response) => answer.redirect(request.url ?? '')(request, response),
};

const answeredWith = (given: Answer): Scenario => ({
  title: 'an answer that is not of Unleash',
  row: 'answers that are no flags',
  criterion: 'the flags in use stay, errors tell of it, and the next good answer is taken',
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('spoil', () => server.play({ features: given }));
    cue('mend', () => server.play({ features: answer.flags('steady', 'newer') }));
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, cue, note, errors }) {
    const client = await start();
    await cue('spoil');
    for (let times = 0; times < 3; times += 1) await client.refresh();
    note(exactly('flags', [...client.featureDefinitions().keys()], ['steady']));
    note(atLeast('errors', errors.length, 1), atMost('errors', errors.length, 3));
    await cue('mend');
    await client.refresh();
    note(exactly('newer', client.isEnabled('newer'), true));
  },
});

/** Captive portals, load balancers and mistaken addresses. */
export const answersOfOthers = quickOnes(
  ['a-page-of-HTML', 'status-204', 'a-redirect-to-itself'],
  Object.fromEntries(
    Object.entries(answers).map(([name, given]) => [name.replaceAll(' ', '-'), answeredWith(given)]),
  ),
);
