import { fileURLToPath } from 'node:url';
import { listFiles } from './list-files';
import { isScenario, type Scenario, type Scenarios } from './scenario';

/** Beside this program where it is built; there is no other list of them. */
const folder = new URL('./scenarios/', import.meta.url);

/** The scenarios of a file by their ids: `area/file`, or `area/file#variant` where it has several. */
async function loadFile(file: string): Promise<readonly (readonly [id: string, scenario: Scenario])[]> {
  const module = (await import(new URL(`${file}.js`, folder).href)) as Readonly<Record<string, Scenarios>>;
  return Object.values(module).flatMap((scenarios) =>
    isScenario(scenarios)
      ? [[file, scenarios] as const]
      : Object.entries(scenarios).map(([variant, scenario]) => [`${file}#${variant}`, scenario] as const),
  );
}

/** All scenarios by their ids, in the order of the alphabet. */
export async function findScenarios(): Promise<ReadonlyMap<string, Scenario>> {
  const files = listFiles(fileURLToPath(folder))
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -'.js'.length))
    .sort();
  return new Map((await Promise.all(files.map(loadFile))).flat());
}

/** One scenario. Loads nothing of the others. Throws for an id that is none. */
export async function findScenario(id: string): Promise<Scenario> {
  const found = (await loadFile(id.split('#', 1)[0] ?? '')).find(([name]) => name === id);
  if (found === undefined) throw new Error(`there is no scenario ${id}`);
  return found[1];
}
