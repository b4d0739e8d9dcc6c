import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serverUrl } from './server-url';
import { tokens } from './tokens';

const folder = fileURLToPath(new URL('..', import.meta.url));
const built = fileURLToPath(new URL('../../../packages/unleash-client/dist/index.js', import.meta.url));

/** Runs a program that uses the built package, as an application would; resolves when it has ended by itself. */
const run = async (program: string) => {
  expect(existsSync(built), 'the packages are built (npm run build)').toBe(true);
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    env: { URL_: `${serverUrl()}/api`, TOKEN: tokens.development, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  let output = '';
  let lastLineAt = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      lastLineAt = performance.now();
    });
  }
  const [code] = await once(child, 'close');
  return { code, output, msAfterLastLine: performance.now() - lastLineAt };
};

const start = (load: string) => `
${load}
const client = new UnleashClient({
  url: process.env.URL_,
  appName: 'e2e-child',
  customHeaders: { Authorization: process.env.TOKEN },
  refreshInterval: 1000,
});
const { source } = await client.initialize();
console.log(source, client.isEnabled('strategy.default'), client.getVariant('variant.strategy.single').name);
`;

const asModule = start("import { UnleashClient } from 'unleash-client';");
const asCommonJs = start(
  "import { createRequire } from 'node:module'; const { UnleashClient } = createRequire(process.cwd() + '/x.js')('unleash-client');",
);

test.each([
  ['ES module', asModule],
  ['CommonJS', asCommonJs],
])('a program with the built %s ends by itself after destroy', async (_, program) => {
  const { code, output, msAfterLastLine } = await run(
    `${program} await client.destroy(); console.log('destroyed');`,
  );
  expect(output).toBe('server true only\ndestroyed\n');
  expect(code).toBe(0);
  expect(msAfterLastLine).toBeLessThan(1000);
});

test('a program that never destroys its client still ends by itself', async () => {
  const { code, output, msAfterLastLine } = await run(asModule);
  expect(output).toBe('server true only\n');
  expect(code).toBe(0);
  expect(msAfterLastLine).toBeLessThan(1000);
});
