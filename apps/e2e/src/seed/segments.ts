import type { AdminConstraint } from '../admin-api';

/** The segments of the test server by name. */
export const segments: Readonly<Record<string, readonly AdminConstraint[]>> = {
  'paying customers': [{ contextName: 'plan', operator: 'IN', values: ['pro', 'enterprise', 'équipe'] }],
  'big carts': [{ contextName: 'cartTotal', operator: 'NUM_GTE', value: '10' }],
  'new versions, kundenkreis größe': [
    { contextName: 'appVersion', operator: 'SEMVER_GTE', value: '2.0.0' },
    { contextName: 'plan', operator: 'NOT_IN', values: ['free'], inverted: true },
  ],
  empty: [],
};
