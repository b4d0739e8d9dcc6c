import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../child/cache-files';
import { dropRights } from '../../child/drop-rights';
import { atMost, exactly } from '../../judge/findings';
import type { Scenario, Setting } from '../../scenario';
import { giveAway } from '../../stage/give-away';

const OTHER_USER = 12_345;

interface Place {
  readonly setting?: Setting;
  /** Before rights are dropped, and after. */
  readonly asRoot?: () => void;
  readonly spoil?: () => void;
}

const parent = () => dirname(cacheFolder());
const home = () => dirname(parent());

const places: Readonly<Record<string, Place>> = {
  'a-folder-that-is-read-only': { spoil: () => chmodSync(home(), 0o500) },
  'a-folder-that-is-a-file': {
    spoil() {
      mkdirSync(parent(), { recursive: true });
      writeFileSync(cacheFolder(), 'mine');
    },
  },
  'a-folder-that-is-a-link': {
    spoil() {
      mkdirSync(parent(), { recursive: true });
      mkdirSync(join(home(), 'elsewhere'));
      symlinkSync(join(home(), 'elsewhere'), cacheFolder());
    },
  },
  'a-folder-of-another-user': {
    asRoot() {
      mkdirSync(cacheFolder(), { recursive: true });
      if (process.geteuid?.() === 0) {
        chownSync(cacheFolder(), OTHER_USER, OTHER_USER);
        chmodSync(cacheFolder(), 0o777);
      } else {
        // Only root can give folders away; what is asked for is the same.
        process.geteuid = () => OTHER_USER;
      }
    },
  },
  'no-home': { setting: { env: { HOME: '/nonexistent', XDG_CACHE_HOME: '' } } },
  'a-home-that-is-a-device': { setting: { env: { XDG_CACHE_HOME: '/dev/null' } } },
  'a-proc-file-system': { setting: { env: { XDG_CACHE_HOME: '/proc/self' } } },
};

const placed = ({ setting = {}, asRoot = () => undefined, spoil = () => undefined }: Place): Scenario => ({
  title: 'a cache folder that cannot or must not be used',
  row: 'cache files of others',
  criterion: 'the flags come all the same, errors tell of it, nothing is written there; destroy ≤ 1 s',
  limits: { destroyMs: 1000 },
  async arrange({ serve, folder }) {
    const server = await serve();
    giveAway(folder);
    return { options: { url: server.url, refreshInterval: 100 }, ...setting };
  },
  async act({ start, pass, note, errors }) {
    asRoot();
    dropRights();
    spoil();
    const client = await start();
    await pass(500);
    note(exactly('steady', client.isEnabled('steady'), true));
    note(exactly('kinds of errors', [...new Set(errors.map(({ code }) => code))], ['CACHE']));
    note(atMost('errors', errors.length, 2));
    const files = existsSync(cacheFolder()) ? listFiles(cacheFolder()) : [];
    note(exactly('files', files, []));
  },
});

const listFiles = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

/** Folders that somebody else prepared. */
export const placesOfOthers = Object.fromEntries(
  Object.entries(places).map(([name, place]) => [name, placed(place)]),
);
