import type { Payload } from './definitions';
import { type CompiledConstraint, compileConstraint } from './operators/compile-constraint';
import type { World } from './world';

/** The segments of a payload, each compiled on its first use and shared by all strategies that name it. */
export interface SegmentIndex {
  /** The constraints of a segment; `undefined`, and reported, when it is missing or malformed (rule 20). */
  get(id: number, usedAt: string): readonly CompiledConstraint[] | undefined;
}

export function createSegmentIndex({ segments }: Payload, world: World): SegmentIndex {
  const compiled = new Map<number, readonly CompiledConstraint[]>();
  return {
    get(id, usedAt) {
      const found = compiled.get(id);
      if (found !== undefined) return found;
      const definition = segments.get(id);
      if (definition === undefined) {
        const message = `there is no segment ${id}; the strategy never passes`;
        world.onIssue({ kind: 'missing-segment', path: `${usedAt}.segments`, message });
      }
      if (definition === undefined || definition === null) return undefined;
      const constraints = (definition.constraints ?? []).map((constraint, index) =>
        compileConstraint(
          constraint,
          { world, fields: world.sharedFields },
          `segments[${id}].constraints[${index}]`,
        ),
      );
      compiled.set(id, constraints);
      return constraints;
    },
  };
}
