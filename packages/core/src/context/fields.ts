import type { ReadingWorld } from '../world';
import type { Context } from './context';
import { createFieldReader, type FieldSource, type ReadField, readProperties } from './read-field';
import { createNumberReader, type ReadNumber } from './read-number';
import { type EvaluationClock, readOnce } from './read-once';
import { createTimeReader, type ReadTime } from './read-time';

/** Where constraints get their readers. */
export interface Fields {
  text(name: string): ReadField;
  number(name: string): ReadNumber;
  time(name: string): ReadTime;
}

/** A reader of its own for everybody who asks. */
export const createFields = (world: ReadingWorld): Fields => fieldsOf({ world, properties: readProperties });

/** One reader for all who ask for a field; each reads it once in an evaluation. */
export function createSharedFields(world: ReadingWorld, clock: EvaluationClock): Fields {
  const fields = fieldsOf({ world, properties: readOnce(readProperties, clock) });
  const share = <T>(create: (name: string) => (context: Context) => T) => {
    const readers = new Map<string, (context: Context) => T>();
    return (name: string) => {
      let reader = readers.get(name);
      if (reader === undefined) {
        reader = readOnce(create(name), clock);
        readers.set(name, reader);
      }
      return reader;
    };
  };
  return { text: share(fields.text), number: share(fields.number), time: share(fields.time) };
}

const fieldsOf = (source: FieldSource): Fields => ({
  text: (name) => createFieldReader(name, source),
  number: (name) => createNumberReader(name, source),
  time: (name) => createTimeReader(name, source),
});
