import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parseFlagsText } from './file/parse-flags-text';
import { flagKeys } from './input/from-flag';
import { defaultToken } from './options';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const readme = await readFile(`${packageFolder}/README.md`, 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code ?? '');

test('the flags file of the README says what it seems to say', () => {
  const [text = ''] = blocks('yaml');
  const { contents, doubts } = parseFlagsText(text, 'flags.yaml');
  expect(doubts).toEqual([]);
  expect([...contents.flags.keys()]).toHaveLength(8);
  const flag = (name: string) => contents.flags.get(name)?.definition;
  expect(flag('new-checkout')).toMatchObject({
    description: 'One page instead of four',
    strategies: [{ parameters: { rollout: '25' }, segments: [1] }],
  });
  expect(flag('search-ranking')?.variants).toMatchObject([
    { name: 'control', weight: 50, stickiness: 'sessionId' },
    { name: 'semantic', weight: 25 },
    { name: 'hybrid', weight: 25, payload: { type: 'json', value: '{"boost":1.5}' } },
  ]);
  expect(flag('beta-editor')?.strategies).toMatchObject([
    { name: 'userWithId', parameters: { userIds: 'ada,grace' } },
    { name: 'flexibleRollout', segments: [2] },
  ]);
  expect(flag('offline-maps')?.strategies?.[0]?.constraints).toMatchObject([
    { contextName: 'platform', operator: 'IN', values: ['ios', 'android'] },
    { contextName: 'appVersion', operator: 'SEMVER_GTE', value: '2.4.0' },
    { contextName: 'currentTime', operator: 'DATE_AFTER', value: '2026-12-01T08:00:00Z' },
  ]);
  expect(flag('kitchen-display')).toMatchObject({
    enabled: false,
    strategies: [{ parameters: { rollout: '50' } }],
  });
});

test('the README knows every key of a flag and the default token', () => {
  for (const key of flagKeys.filter((name) => !['name', 'createdAt', 'lastSeenAt'].includes(name))) {
    expect(readme).toContain(`\`${key}\``);
  }
  expect(readme).toContain(defaultToken);
});

test('the example of the README runs', async () => {
  const [code = ''] = blocks('ts');
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: packageFolder,
  });
  const { stdout } = await run;
  expect(stdout).toMatch(/^200 "[^"]+" \{"version":2,"features":\[\{"name":"new-checkout"/);
  expect(stdout).toMatch(/rollout: '100'/);
  expect(stdout).toContain("[ 'GET /api/client/features 200' ]");
});
