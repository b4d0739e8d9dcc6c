import type { SegmentDefinition } from '@unleash-client/core';
import { DevServerError } from './dev-server-error';
import type { FlagInput, FlagsInput, NamedFlagInput, SegmentInput } from './flags-input';
import { checkContents } from './input/check-contents';
import type { Conversion, FlagForm } from './input/conversion';
import { describeValue, expectKnownKeys, expectMap, expectString, type Node } from './input/expect-node';
import { flagKeys, fromFlag } from './input/from-flag';
import { fromFlagsInput } from './input/from-flags-input';
import { fromSegment } from './input/from-segments';
import { rolloutKeys } from './input/from-strategy';
import { jsonCopy } from './input/json-copy';
import { noOrigin } from './input/origin';
import { segmentIdByName } from './input/segment-id-by-name';
import type { FlagStore } from './store/flag-store';

/** The ways to change flags while they are served. A change is visible in the next answer. */
export interface FlagEditor {
  /** Adds a flag, or replaces the one of that name. Shorthand or wire form. */
  setFlag(flag: NamedFlagInput): void;
  /**
   * Replaces some keys of a flag. `strategies` replaces `rollout` and its like, and the other way round.
   * @throws DevServerError `UNKNOWN_FLAG` when there is none of that name.
   */
  updateFlag(name: string, patch: FlagInput): void;
  /** Whether there was such a flag. */
  removeFlag(name: string): boolean;
  /** Adds a segment, or replaces the one of that id. */
  setSegment(segment: SegmentInput): void;
  /** Whether there was such a segment. Strategies that use it do not pass from now on. */
  removeSegment(id: number): boolean;
  /** Serves these flags and segments and no others. */
  replace(flags: FlagsInput): void;
}

/** Edits the flags of a store. Wrong input throws a DevServerError `INVALID_FLAGS` and changes nothing. */
export function createFlagEditor(store: FlagStore): FlagEditor {
  const putFlag = (name: string, input: unknown, form: FlagForm) => {
    const { flags, segments } = store.contents;
    const flag = fromFlag(name, input, ['flags', name], conversionOf(form, segments.values()));
    checkContents([flag], []);
    store.update({ flags: new Map(flags).set(name, flag), segments });
  };
  return {
    setFlag(flag) {
      const input = expectMap(jsonCopy(flag), [], 'a flag');
      putFlag(expectString(input.name, ['name'], 'the name of the flag'), input, 'shorthand');
    },
    updateFlag(name, patch) {
      const flag = store.contents.flags.get(name);
      if (flag === undefined) {
        throw new DevServerError(
          'UNKNOWN_FLAG',
          `there is no flag ${describeValue(name)} to update; setFlag adds one`,
        );
      }
      const path = ['flags', name];
      const changed = expectMap(jsonCopy(patch), path);
      expectKnownKeys(changed, flagKeys, path);
      putFlag(name, patched(flag.source, changed), flag.form === 'shorthand' ? 'shorthand' : 'mixed');
    },
    removeFlag(name) {
      const flags = new Map(store.contents.flags);
      const existed = flags.delete(name);
      store.update({ ...store.contents, flags });
      return existed;
    },
    setSegment(segment) {
      const made = fromSegment(jsonCopy(segment), ['segment'], conversionOf('shorthand', []));
      checkContents([], [made]);
      store.update({ ...store.contents, segments: new Map(store.contents.segments).set(made.id, made) });
    },
    removeSegment(id) {
      const segments = new Map(store.contents.segments);
      const existed = segments.delete(id);
      store.update({ ...store.contents, segments });
      return existed;
    },
    replace: (flags) => void store.update(fromFlagsInput(jsonCopy(flags), noOrigin)),
  };
}

const conversionOf = (form: FlagForm, segments: Iterable<SegmentDefinition>): Conversion => ({
  form,
  origin: noOrigin,
  segmentId: segmentIdByName(segments),
});

function patched(source: Node, patch: Node): Node {
  // `stickiness` alone is no rollout: beside strategies it tells how the flag's own variants stick.
  const isRollout = rolloutKeys.some((key) => key !== 'stickiness' && key in patch);
  const dropped: readonly string[] = 'strategies' in patch ? rolloutKeys : isRollout ? ['strategies'] : [];
  return {
    ...Object.fromEntries(Object.entries(source).filter(([key]) => !dropped.includes(key))),
    ...patch,
  };
}
