import type { FlagDefinition, Payload } from '@unleash-client/core';
import { hashedId, hashingsOf } from './flag-facts';
import type { ServerContext } from './server-context';

/**
 * The text whose char codes are the UTF-8 bytes of `text`. The server hashes the low bytes of UTF-16 code units where
 * everybody else hashes UTF-8; of this text it hashes the right bytes.
 */
export const asByteText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Whether both ways of hashing agree. */
export const isAscii = (text: string | undefined): boolean => text === undefined || /^[\0-\x7f]*$/.test(text);

/** The fields that seeded flags hash. */
export const garbledFields: readonly string[] = ['userId', 'sessionId', 'tenant'];

/** The context in which the server's hash comes out as UTF-8; `undefined` when the context itself will do. */
export const hashableContext = (context: ServerContext): ServerContext | undefined => {
  const garble = <T extends object>(fields: T): T => ({
    ...fields,
    ...Object.fromEntries(
      Object.entries(fields)
        .filter(
          ([name, value]) => garbledFields.includes(name) && typeof value === 'string' && !isAscii(value),
        )
        .map(([name, value]) => [name, asByteText(String(value))]),
    ),
  });
  const garbled = { ...garble(context), properties: garble(context.properties) };
  return JSON.stringify(garbled) === JSON.stringify(context) ? undefined : garbled;
};

/** Whether a flag or one of its parents hashes an id that is not ASCII. */
export const hashesNonAscii = (flag: FlagDefinition, context: ServerContext, payload: Payload): boolean => {
  const family = [flag, ...(flag.dependencies ?? []).map(({ feature }) => payload.flags.get(feature))];
  return family.some(
    (member) => member && hashingsOf(member).some((hashing) => !isAscii(hashedId(hashing, context))),
  );
};
