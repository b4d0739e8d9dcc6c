import type { Context } from '../context/context';
import { parseDate } from '../context/parse-date';
import { createFieldReader } from '../context/read-field';
import { createTimeReader } from '../context/read-time';
import type { ConstraintDefinition } from '../definitions';
import type { World } from '../world';
import { compileRanges } from './ip-ranges';
import { compileList } from './list-operator';
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
  world: World,
  path: string,
): CompiledConstraint {
  const test = compileTest(definition, world);
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

function compileTest(
  definition: ConstraintDefinition,
  world: World,
): ((context: Context) => boolean) | Fault {
  // Rule 11: on a missing field NOT_IN is true and the others are false, before inversion.
  const negate = (definition.inverted === true) !== (definition.operator === 'NOT_IN');
  if (definition.operator === 'DATE_AFTER' || definition.operator === 'DATE_BEFORE') {
    return compileDate(definition, negate, world);
  }
  const matches = compileMatch(definition, world);
  if (typeof matches !== 'function') return matches;
  const read = createFieldReader(definition.contextName ?? '', world);
  return (context) => {
    const text = read(context);
    return text === undefined ? negate : matches(text) !== negate;
  };
}

function compileMatch(definition: ConstraintDefinition, world: World): ((text: string) => boolean) | Fault {
  switch (definition.operator) {
    case 'IN':
    case 'NOT_IN':
      return compileList(definition);
    case 'STR_STARTS_WITH':
    case 'STR_ENDS_WITH':
    case 'STR_CONTAINS':
      return compileString(definition);
    case 'IN_CIDR':
      return compileRanges(definition.values ?? []) ?? { fault: 'has no valid address range' };
    case 'REGEX':
      if (world.regex === undefined) return { fault: 'needs a regular expression engine, the regex option' };
      return compileRegex(definition, world.regex) ?? { fault: 'has an invalid or overlong RE2 pattern' };
    case 'SEMVER_EQ':
    case 'SEMVER_GT':
    case 'SEMVER_GTE':
    case 'SEMVER_LT':
    case 'SEMVER_LTE':
      return compileSemver(definition) ?? { fault: 'compares with something that is no semantic version' };
    default:
      return compileNumber(definition) ?? { fault: 'compares with something that is no decimal number' };
  }
}

/** `DATE_AFTER` and `DATE_BEFORE`, bounds exclusive; without a field they mean `currentTime` (rule 16). */
function compileDate(
  definition: ConstraintDefinition,
  negate: boolean,
  world: World,
): ((context: Context) => boolean) | Fault {
  const bound = parseDate(definition.value ?? '');
  if (bound === undefined) return { fault: 'compares with something that is no RFC 3339 date' };
  const read = createTimeReader(definition.contextName || 'currentTime', world);
  const isAfter = definition.operator === 'DATE_AFTER';
  return (context) => {
    const time = read(context);
    if (time === undefined) return negate;
    return (isAfter ? time > bound : time < bound) !== negate;
  };
}
