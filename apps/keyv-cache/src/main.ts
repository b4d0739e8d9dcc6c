import { runExample } from './run-example';

await runExample((text) => console.log(text));
