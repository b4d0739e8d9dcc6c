import { runEvaluation } from './evaluation/run-evaluation';

/** Runs the evaluations in the Node.js that runs this, and prints the result as JSON. */
const [rounds = '9', runMs = '20'] = process.argv.slice(2);
const result = await runEvaluation({ rounds: Number(rounds), runMs: Number(runMs) });
process.stdout.write(`${JSON.stringify(result)}\n`);
// Clients of others may leave timers behind.
process.exit(0);
