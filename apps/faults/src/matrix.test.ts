import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listFiles } from './list-files';
import { isScenario, type Scenarios } from './scenario';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The rows of the table: the fault, and what shows it. */
const rows = readFileSync(at('../../../docs/faults.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!fault\b|---)/.test(line))
  .map((line) => {
    const [, fault = '', , shownBy = ''] = line.split('|').map((cell) => cell.trim());
    return {
      fault: fault.replaceAll('\\', ''),
      shownBy: [...shownBy.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    };
  });
const listed = listFiles(at('scenarios')).filter((name) => name.endsWith('.ts'));
const files = await Promise.all(
  listed.map(async (file) => {
    const module = (await import(at(`scenarios/${file}`))) as Readonly<Record<string, Scenarios>>;
    const scenarios = Object.values(module).flatMap((one) => (isScenario(one) ? [one] : Object.values(one)));
    return { name: file.slice(0, -'.ts'.length), exported: Object.keys(module).length, scenarios };
  }),
);
const names = new Set(files.map(({ name }) => name));

test('the table has rows', () => {
  expect(rows.length).toBeGreaterThan(20);
  expect(files.length).toBeGreaterThan(50);
});

describe.each(rows)('the row $fault', ({ shownBy }) => {
  test('names only scenarios and test files that exist', () => {
    const isThere = (name: string) =>
      names.has(name) || (/\.test\.ts$/.test(name) && existsSync(at(`../../../${name}`)));
    expect(shownBy.filter((name) => !isThere(name))).toEqual([]);
    expect(shownBy).not.toEqual([]);
  });
});

test.each(files)(
  '$name exports one thing, and is in the row that it says',
  ({ name, exported, scenarios }) => {
    expect(exported).toBe(1);
    expect(scenarios).not.toEqual([]);
    for (const { row } of scenarios) {
      expect(rows.find(({ fault }) => fault === row)?.shownBy ?? []).toContain(name);
    }
  },
);

test.each(files)('$name states a criterion in one line', ({ scenarios }) => {
  for (const { criterion, title } of scenarios) {
    expect(criterion).toMatch(/^[^\n|]{10,200}$/);
    expect(title).not.toBe('');
  }
});
