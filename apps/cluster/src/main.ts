import colors from 'picocolors';
import { runCluster } from './run-cluster';

await runCluster({ workers: Number(process.argv[2] ?? 4), print: console.log, colors });
