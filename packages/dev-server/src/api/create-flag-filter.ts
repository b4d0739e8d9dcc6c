import type { StoredFlag } from '../store/contents';
import type { ClientQuery } from './client-query';

/** Whether a flag passes all filters of a query. */
export function createFlagFilter({ tag, project, namePrefix = '' }: ClientQuery) {
  const wantedTags = tag?.map(([type, value]) => `${type}:${value}`);
  return ({ definition, tags }: StoredFlag): boolean =>
    (project === undefined || project.includes(definition.project ?? 'default')) &&
    definition.name.startsWith(namePrefix) &&
    (wantedTags === undefined || wantedTags.some((wanted) => tags.includes(wanted)));
}
