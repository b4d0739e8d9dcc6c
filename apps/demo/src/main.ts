import colors from 'picocolors';
import { runDemo } from './run-demo';

await runDemo({ print: (text) => console.log(text), colors });
