import type { ReadingWorld } from '../world';
import type { Context } from './context';
import { createFieldReader, type FieldSource, type ReadField, readProperties } from './read-field';
import { createNumberReader, type ReadNumber } from './read-number';
import { type EvaluationClock, readOnce } from './read-once';
import { createTimeReader, type ReadTime } from './read-time';
import { remember } from './remember';

/** Where flags get their readers: one for all who ask for the same field. */
export interface Fields {
  text(name: string): ReadField;
  number(name: string): ReadNumber;
  time(name: string): ReadTime;
}

/** Readers that read whenever they are asked. */
export const createFields = (world: ReadingWorld): Fields =>
  fieldsOf({ world, properties: readProperties }, (read) => read);

/** Readers that read once in an evaluation, whoever asks. */
export const createSharedFields = (world: ReadingWorld, clock: EvaluationClock): Fields =>
  fieldsOf({ world, properties: readOnce(readProperties, clock) }, (read) => readOnce(read, clock));

function fieldsOf(
  source: FieldSource,
  wrap: <T>(read: (context: Context) => T) => (context: Context) => T,
): Fields {
  const share = <T>(create: (name: string, source: FieldSource) => (context: Context) => T) =>
    remember((name) => wrap(create(name, source)));
  return { text: share(createFieldReader), number: share(createNumberReader), time: share(createTimeReader) };
}
