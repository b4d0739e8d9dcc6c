import { parsePayload, type SegmentDefinition } from '@unleash-client/core';
import { invalidFlags } from '../dev-server-error';
import type { StoredFlag } from '../store/contents';
import { type Path, parsePath } from './path';
import { pathAsWritten } from './path-as-written';

/**
 * Lets the client's own parser judge what is going to be served. An operator that only newer clients may know is no
 * fault, so that the answer of a newer server can be served.
 * @throws DevServerError for the first fault it finds, with the path where the flag was written.
 */
export function checkContents(flags: readonly StoredFlag[], segments: readonly SegmentDefinition[]): void {
  const features = flags.map(({ definition }) => definition);
  const body = { version: 2, features, segments };
  for (const issue of parsePayload(body).issues) {
    const path = parsePath(issue.path);
    if (isUnknownOperator(body, path)) continue;
    const findFlag = (index: string | number) => flags[Number(index)];
    throw invalidFlags(pathAsWritten(path, findFlag), issue.message);
  }
}

function isUnknownOperator(body: unknown, path: Path): boolean {
  const node = path.reduce<unknown>(
    (parent, key) => (parent as Record<string | number, unknown> | undefined)?.[key],
    body,
  );
  return path.at(-1) === 'operator' && typeof node === 'string';
}
