// Writes the address of the repository into the manifests that are about to be published: npm takes a provenance only where
// they name the repository that it was made in, and a fork is another one. Usage: node tooling/set-repository.mjs ADDRESS
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const [, , address] = process.argv;
if (address === undefined || !URL.canParse(address)) throw new Error('give the address of the repository');

const packages = new URL('../packages/', import.meta.url);
for (const folder of readdirSync(packages)) {
  const path = new URL(`${folder}/package.json`, packages);
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.repository = { type: 'git', url: `git+${address}.git`, directory: `packages/${folder}` };
  writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
