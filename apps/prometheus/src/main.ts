import { runExample } from './run-example';

console.log(await runExample());
