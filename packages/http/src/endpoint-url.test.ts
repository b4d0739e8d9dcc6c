import { expect, test } from 'vitest';
import { endpointUrl } from './endpoint-url';

test('joins the address, the path and the query', () => {
  expect(endpointUrl('http://host/api', 'client/features')).toBe('http://host/api/client/features');
  expect(endpointUrl('http://host/api', 'client/features', [])).toBe('http://host/api/client/features');
});

test('encodes the query and keeps repeated names in order', () => {
  const query = [
    ['tag', 'team:web'],
    ['tag', 'a&b=c'],
    ['namePrefix', 'größe'],
  ] as const;
  expect(endpointUrl('http://host/api', 'client/features', query)).toBe(
    'http://host/api/client/features?tag=team%3Aweb&tag=a%26b%3Dc&namePrefix=gr%C3%B6%C3%9Fe',
  );
});
