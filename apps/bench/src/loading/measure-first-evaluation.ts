import { atMost, type Bound, createRow, type LoadingRow } from './loading-row';
import { startPayloadServer } from './payload-server';
import type { FirstEvaluationFigures } from './programs/first-evaluation';
import { startProgram } from './start-program';
import { withTempFolder } from './with-temp-folder';

/**
 * From a text to the first answer, next to `JSON.parse` of that text alone. The text comes from a cache in memory, as a
 * client has stored it, so that neither transfer nor disk count.
 */
export const measureFirstEvaluation = (flags: number, rounds: number): Promise<LoadingRow[]> =>
  withTempFolder(async (folder) => {
    const server = await startPayloadServer(flags);
    const program = await startProgram('first-evaluation', { words: [server.url, folder, String(rounds)] });
    const figures = await program.ask<FirstEvaluationFigures>({});
    await program.stop();
    await server.close();

    const name = 'text → first evaluation ÷ JSON.parse alone';
    const row = (way: string, ours: readonly number[], must?: Bound) =>
      createRow({
        name: `${name}${way}`,
        ...(must !== undefined && { must }),
        unit: 'ms CPU',
        ours,
        theirs: figures.parseAlone,
      });
    return [
      row('', figures.ours, atMost(1.15)),
      row(', by bootstrap', figures.oursByBootstrap, atMost(1.15)),
      row(', unleash-client', figures.official),
      row(', unleash-client with its file', figures.officialWithFile),
    ];
  });
