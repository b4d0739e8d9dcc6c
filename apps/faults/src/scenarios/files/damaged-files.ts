import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cacheFiles } from '../../child/cache-files';
import { dropRights } from '../../child/drop-rights';
import { atMost, exactly, holds } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { giveAway } from '../../stage/give-away';

type Damage = (file: string, text: string) => unknown;

const replaceBy =
  (make: (file: string) => unknown): Damage =>
  (file) => {
    rmSync(file);
    make(file);
  };
const cutTo =
  (share: number): Damage =>
  (file, text) =>
    writeFileSync(file, text.slice(0, text.length * share));

const damages: Readonly<Record<string, Damage>> = {
  empty: cutTo(0),
  'a-tenth': cutTo(0.1),
  half: cutTo(0.5),
  'all-but-the-end': cutTo(0.99),
  twice: (file, text) => writeFileSync(file, text + text),
  'one-letter-changed': (file, text) => writeFileSync(file, text.replace('steady', 'sTeady')),
  'random-bytes': (file) => writeFileSync(file, randomBytes(10_000)),
  'json-of-others': (file) =>
    writeFileSync(file, '{"version":2,"features":[{"name":"forged","enabled":true}]}'),
  'deep-json': (file) => writeFileSync(file, '['.repeat(1_000_000)),
  'zeros-after-a-crash': (file, text) => writeFileSync(file, Buffer.alloc(text.length)),
  unreadable: (file) => chmodSync(file, 0),
  'writable-by-all': (file) => chmodSync(file, 0o666),
  'a-folder': replaceBy((file) => mkdirSync(file)),
  'a-named-pipe': replaceBy((file) => execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', file])),
  'a-link': (file, text) => {
    writeFileSync(`${file}.elsewhere`, text);
    rmSync(file);
    symlinkSync(`${file}.elsewhere`, file);
  },
  'a-link-to-a-device': replaceBy((file) => symlinkSync('/dev/zero', file)),
};

const damagedBy = (damage: Damage): Scenario => ({
  title: 'a cache file that is not what was written',
  row: 'cache files that are damaged',
  criterion: 'a miss with ≤ 1 error; start ≤ 1.2 s; no wrong flag; the server’s flags come; destroy ≤ 1 s',
  limits: { destroyMs: 1000, exitMs: 1000 },
  async arrange({ serve, cue, folder }) {
    const server = await serve();
    cue('down', () => server.shut());
    cue('up', () => server.reopen());
    giveAway(folder);
    return { options: { url: server.url, refreshInterval: 100, multipleInstanceMode: 'silently-allow' } };
  },
  async act({ start, create, cue, until, time, note, errors }) {
    dropRights();
    const first = await start();
    await until(() => cacheFiles().length > 0);
    await first.destroy();
    const [file = ''] = cacheFiles();
    damage(file, readFileSync(file, 'utf8'));
    await cue('down');
    const client = create();
    note(atMost('started after', await time(() => client.initialize({ timeoutMs: 1000 })), 1200, ' ms'));
    note(exactly('flags', [...client.featureDefinitions().keys()], []));
    note(atMost('errors of the cache', errors.filter(({ code }) => code === 'CACHE').length, 1));
    await cue('up');
    note(holds('recovered', Number.isFinite(await until(() => client.isEnabled('steady')))));
  },
});

/** What crashes, people and attackers leave in the place of a file. */
export const damagedFiles = quickOnes(
  ['half', 'one-letter-changed', 'a-named-pipe', 'a-link', 'unreadable', 'empty'],
  Object.fromEntries(Object.entries(damages).map(([name, damage]) => [name, damagedBy(damage)])),
);
