import { expect, test } from 'vitest';
import { resolvesSegments, specHeaderProblem } from './spec-header';

test.each([
  [undefined, false],
  ['', false],
  ['4.1.9', false],
  ['4.2.0', true],
  ['4.10.0', true],
  ['5.2.0', true],
  ['6.1.0-beta.1', true],
])('knows from the specification %s whether a client resolves segments: %s', (header, resolves) => {
  expect(specHeaderProblem(header)).toBeUndefined();
  expect(resolvesSegments(header)).toBe(resolves);
});

test.each([
  ['v5.2', 'Invalid prefix in the Unleash-Client-Spec header: "v5.2".'],
  ['=1.2.3', 'Invalid prefix in the Unleash-Client-Spec header: "=1.2.3".'],
  ['5.2', 'Invalid SemVer in the Unleash-Client-Spec header: "5.2".'],
  ['1.2.3.4', 'Invalid SemVer in the Unleash-Client-Spec header: "1.2.3.4".'],
])('refuses %s in the words of a server', (header, problem) => {
  expect(specHeaderProblem(header)).toBe(problem);
});
