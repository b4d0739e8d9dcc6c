import { AssertionError } from 'node:assert';
import type { Rule } from './rule';
import { show } from './show';
import type { TestFunction } from './test-function';

/** Registers one test a rule. What breaks one arrives with its id and sentence, and what was thrown as `cause`. */
export function registerRules<Subject>(
  test: TestFunction,
  rules: Iterable<readonly [id: string, rule: Rule<Subject>]>,
  withSubject: (check: (subject: Subject) => Promise<void>) => Promise<void>,
): void {
  for (const [id, { title, check }] of rules) {
    test(`${title} (${id})`, async () => {
      try {
        await withSubject(check);
      } catch (reason) {
        throw brokenRule(id, title, reason);
      }
    });
  }
}

function brokenRule(id: string, title: string, reason: unknown): AssertionError {
  const { message, cause } = describe(reason);
  const error = new AssertionError({
    message: `rule ${id}, "${title}", is broken: ${message}`.slice(0, 900),
  });
  return cause === undefined ? error : Object.assign(error, { cause });
}

/** What our own assertions say is the message itself; anything else came from outside. */
function describe(reason: unknown): { readonly message: string; readonly cause?: unknown } {
  if (reason instanceof AssertionError) return { message: reason.message, cause: reason.cause };
  return { message: reason instanceof Error ? reason.message : show(reason), cause: reason };
}
