import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cacheRules } from './cache/cache-rules';
import { strategyRules } from './strategy/strategy-rules';

test('the README explains every rule by its id', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rules = Object.keys({ ...cacheRules, ...strategyRules });
  expect(rules.filter((id) => !readme.includes(`\`${id}\``))).toEqual([]);
});
