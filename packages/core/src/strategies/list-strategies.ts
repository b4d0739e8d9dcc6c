import { compileRanges } from '../operators/ip-ranges';
import { never } from '../operators/never';
import type { BuiltInStrategy } from './built-in-strategies';
import { commaList } from './parameters';
import { always } from './rule';

/** `userWithId`: the users on a list. */
export const userWithId: BuiltInStrategy = (definition, { world }) => {
  const ids = new Set(commaList(definition, 'userIds'));
  const read = world.fields.text('userId');
  return (context) => {
    const id = read(context);
    return id !== undefined && ids.has(id);
  };
};

/** `remoteAddress`: single addresses and ranges; invalid ones are skipped (rule 19). */
export const remoteAddress: BuiltInStrategy = (definition, { world }) => {
  const contains = compileRanges(commaList(definition, 'IPs'));
  const read = world.fields.text('remoteAddress');
  if (contains === undefined) return never;
  return (context) => {
    const address = read(context);
    return address !== undefined && contains(address);
  };
};

/** `applicationHostname`: this machine is on the list, whatever the context says; names compare without case. */
export const applicationHostname: BuiltInStrategy = (definition, { world }) => {
  const hostname = world.hostname?.toLowerCase();
  const names = commaList(definition, 'hostNames').map((name) => name.toLowerCase());
  return hostname !== undefined && names.includes(hostname) ? always : never;
};
