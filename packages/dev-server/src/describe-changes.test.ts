import { expect, test } from 'vitest';
import { describeChanges } from './describe-changes';
import type { Change } from './store/change';

const updated = (name: string): Change => ({
  type: 'feature-updated',
  eventId: 2,
  feature: { name, enabled: true },
});

test('counts and names what has changed', () => {
  expect(describeChanges([updated('a')])).toBe('1 flag changed: a');
  expect(
    describeChanges([
      { type: 'segment-updated', eventId: 2, segment: { id: 1, name: 'staff' } },
      updated('a'),
      { type: 'feature-removed', eventId: 4, featureName: 'b', project: 'default' },
      { type: 'segment-removed', eventId: 5, segmentId: 2 },
    ]),
  ).toBe('2 flags changed: a, b (removed); 2 segments changed: staff, 2 (removed)');
});

test('keeps to one line when all has changed', () => {
  const line = describeChanges(Array.from({ length: 500 }, (_, index) => updated(`f${index}`)));
  expect(line).toMatch(/^500 flags changed: f0, f1, .* f19 and 480 more$/);
});
