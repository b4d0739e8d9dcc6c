import { describe, expect, test } from 'vitest';
import type { Ending } from '../run-scenario';
import type { Scenario } from '../scenario';
import { judgeProcess } from './judge-process';
import { createSecrets } from './secrets';

const secrets = createSecrets();
const scenario: Scenario = { title: '', row: '', criterion: '', act: () => undefined };
const good: Ending = {
  code: 0,
  signal: null,
  isDone: true,
  exitMs: 10,
  stdout: '',
  stderr: '',
  messages: [
    { kind: 'destroyed', ms: 20 },
    { kind: 'done', peakMb: 60, stallMs: 30 },
  ],
};

const wrongOf = (ending: Partial<Ending> = {}, texts = {}, more: Partial<Scenario> = {}) =>
  judgeProcess({ ...scenario, ...more }, { ...good, ...ending }, { seen: '', abroad: '', ...texts }, secrets)
    .findings.filter(({ isFine }) => !isFine)
    .map(({ what }) => what);

test('a process that ends as it should has nothing wrong', () => {
  expect(wrongOf()).toEqual([]);
  expect(
    wrongOf({ code: null, signal: 'SIGTERM', isDone: false }, {}, { ends: { signal: 'SIGTERM' } }),
  ).toEqual([]);
});

describe('what is wrong with a process is found:', () => {
  test.each<[string, Partial<Ending>, object, string]>([
    ['it failed', { code: 1 }, {}, 'end'],
    ['it ended before it was done, with code 0', { isDone: false }, {}, 'end'],
    ['it was killed', { code: null, signal: 'SIGKILL' }, {}, 'end'],
    ['it lived on', { exitMs: 1001 }, {}, 'exit'],
    ['its clients were slow to stop', { messages: [{ kind: 'destroyed', ms: 1001 }] }, {}, 'destroy'],
    ['it took too much memory', { messages: [{ kind: 'done', peakMb: 301, stallMs: 0 }] }, {}, 'memory'],
    ['it stood still', { messages: [{ kind: 'done', peakMb: 0, stallMs: 201 }] }, {}, 'stall'],
    ['a message was too long', { messages: [{ kind: 'lengthy', text: 'x' }] }, {}, 'messages over 1 kB'],
    [
      'Node.js warned of it',
      { stderr: '(node:7) MaxListenersExceededWarning: x' },
      {},
      'warnings of Node.js',
    ],
    ['a secret was seen', {}, { seen: `x ${secrets.token}` }, 'secrets found'],
    ['a secret went abroad', {}, { abroad: secrets.tenantKey }, 'credentials sent to others'],
  ])('%s', (_, ending, texts, what) => {
    expect(wrongOf(ending, texts)).toEqual([what]);
  });
});
