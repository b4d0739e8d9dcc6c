import type { Context } from '../context/context';
import type { Fields } from '../context/fields';
import type { ReadField } from '../context/read-field';
import type { ConstraintDefinition } from '../definitions';
import type { World } from '../world';
import { compileDate } from './date-operator';
import { compileRanges } from './ip-ranges';
import { listOf } from './list-operator';
import { never } from './never';
import { compileNumber } from './number-operator';
import { compileRegex } from './regex-operator';
import { compileSemver } from './semver-operator';
import { compileString } from './string-operator';

/** A constraint ready to be asked; what it means and how it is tested stand side by side, for `explain`. */
export interface CompiledConstraint {
  readonly definition: ConstraintDefinition;
  readonly test: (context: Context) => boolean;
}

/** Compiles a constraint. One whose operand cannot be read is reported and never passes (rule 12). */
export function compileConstraint(
  definition: ConstraintDefinition,
  { world, fields }: { readonly world: World; readonly fields: Fields },
  path: string,
): CompiledConstraint {
  const test = compileTest(definition, world, fields);
  if (typeof test === 'function') return { definition, test };
  world.onIssue({
    kind: 'malformed',
    path,
    message: `${definition.operator} ${test.fault}; it never passes`,
  });
  return { definition, test: never };
}

interface Fault {
  readonly fault: string;
}

type Test = (context: Context) => boolean;

/** A reader and a condition make a test; each operator reads its field as what it compares. */
function compileTest(definition: ConstraintDefinition, world: World, fields: Fields): Test | Fault {
  const { operator, contextName } = definition;
  // Rule 11: on a missing field NOT_IN is true and the others are false, before inversion.
  const negate = (definition.inverted === true) !== (operator === 'NOT_IN');
  switch (operator) {
    case 'IN':
    case 'NOT_IN':
      return createListTest(fields.text(contextName ?? ''), listOf(definition), negate);
    case 'DATE_AFTER':
    case 'DATE_BEFORE': {
      const matches = compileDate(definition);
      if (matches === undefined) return { fault: 'compares with something that is no RFC 3339 date' };
      // Without a field, the date operators mean the current time (rule 16).
      return createTest(fields.time(contextName || 'currentTime'), matches, negate);
    }
    case 'NUM_EQ':
    case 'NUM_GT':
    case 'NUM_GTE':
    case 'NUM_LT':
    case 'NUM_LTE': {
      const matches = compileNumber(definition);
      if (matches === undefined) return { fault: 'compares with something that is no decimal number' };
      return createTest(fields.number(contextName ?? ''), matches, negate);
    }
    default: {
      const matches = compileMatch(definition, world);
      if (typeof matches !== 'function') return matches;
      return createTest(fields.text(contextName ?? ''), matches, negate);
    }
  }
}

const createTest =
  <T>(read: (context: Context) => T | undefined, matches: (value: T) => boolean, negate: boolean): Test =>
  (context) => {
    const value = read(context);
    return value === undefined ? negate : matches(value) !== negate;
  };

/** The same for lists, the most frequent of all, without a call in between. */
const createListTest =
  (read: ReadField, list: ReadonlySet<string>, negate: boolean): Test =>
  (context) => {
    const text = read(context);
    return text === undefined ? negate : list.has(text) !== negate;
  };

/** What the operators that compare texts make of a text. */
function compileMatch(definition: ConstraintDefinition, world: World): ((text: string) => boolean) | Fault {
  switch (definition.operator) {
    case 'STR_STARTS_WITH':
    case 'STR_ENDS_WITH':
    case 'STR_CONTAINS':
      return compileString(definition);
    case 'IN_CIDR':
      return compileRanges(definition.values ?? []) ?? { fault: 'has no valid address range' };
    case 'REGEX':
      if (world.regex === undefined) return { fault: 'needs a regular expression engine, the regex option' };
      return (
        findOverlength(definition, world) ??
        compileRegex(definition, world.regex) ?? { fault: 'has an invalid RE2 pattern' }
      );
    default:
      return compileSemver(definition) ?? { fault: 'compares with something that is no semantic version' };
  }
}

/** Before an engine sees the pattern: reading it is what takes the time. */
function findOverlength({ value }: ConstraintDefinition, { patternLength }: World): Fault | undefined {
  const length = value?.length ?? 0;
  if (length <= patternLength) return undefined;
  return {
    fault: `has a pattern of ${length} characters, more than ${patternLength}, the limit patternLength`,
  };
}
