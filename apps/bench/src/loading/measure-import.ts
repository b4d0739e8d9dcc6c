import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { medianOf } from '../median-of';
import type { InstalledClients } from './install-clients';
import { atMost, type Bound, createRow, type LoadingRow } from './loading-row';

const run = promisify(execFile);

/** What a fresh process has used when it is where it should be, in milliseconds, one for each process. */
interface ImportCost {
  readonly cpuMs: number[];
  readonly wallMs: number[];
}

/** Imports both clients in fresh processes, in turns, as they were installed; what an empty process takes is taken off. */
export async function measureImport(
  { ours, official }: InstalledClients,
  rounds: number,
): Promise<LoadingRow[]> {
  const [empty, oursCost, officialCost] = [createCost(), createCost(), createCost()];
  const tell = 'console.log(JSON.stringify([process.cpuUsage(), performance.now()]))';
  const importing = `import('unleash-client').then(() => ${tell})`;
  for (let round = 0; round < rounds; round += 1) {
    await spawn(tell, ours.folder, empty);
    await spawn(importing, ours.folder, oursCost);
    await spawn(importing, official.folder, officialCost);
  }
  const row = (kind: keyof ImportCost, unit: string, must?: Bound) => {
    const less = medianOf(empty[kind]);
    return createRow({
      name: 'cold import over an empty node',
      ...(must !== undefined && { must }),
      isAbsolute: true,
      unit,
      ours: oursCost[kind].map((ms) => ms - less),
      theirs: officialCost[kind].map((ms) => ms - less),
    });
  };
  return [
    row('cpuMs', 'ms CPU', atMost(25, ' ms')),
    row('wallMs', 'ms'),
    createRow({
      name: 'files that the import reads',
      must: atMost(25),
      isAbsolute: true,
      unit: 'scripts',
      ours: [await countFiles(ours.folder)],
      theirs: [await countFiles(official.folder)],
    }),
  ];
}

const createCost = (): ImportCost => ({ cpuMs: [], wallMs: [] });

async function spawn(program: string, cwd: string, into: ImportCost): Promise<void> {
  const [{ user, system }, wallMs] = JSON.parse(await evaluate(program, cwd));
  into.cpuMs.push((user + system) / 1000);
  into.wallMs.push(wallMs);
}

/** The engine tells of every script that it compiles, however that was loaded. */
const countFiles = async (cwd: string): Promise<number> =>
  Number(
    await evaluate(
      `const { Session } = require('node:inspector');
      const files = new Set();
      const session = new Session();
      session.connect();
      session.on('Debugger.scriptParsed', ({ params }) => files.add(params.url));
      session.post('Debugger.enable');
      const isFile = (url) => url.includes('/node_modules/');
      import('unleash-client').then(() => console.log([...files].filter(isFile).length));`,
      cwd,
    ),
  );

const evaluate = async (program: string, cwd: string): Promise<string> =>
  (await run(process.execPath, ['-e', program], { cwd })).stdout;
