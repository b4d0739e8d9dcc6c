import type { Context } from 'unleash-client';

/** Contexts that tell the flags of the valid payload apart: one says nothing, one everything, one something else. */
export const contexts: readonly Context[] = [
  {},
  {
    userId: '7',
    sessionId: 's-1',
    remoteAddress: '10.1.2.3',
    properties: {
      country: 'NO',
      age: '30',
      version: '1.2.3',
      email: 'ada@example.org',
      companyId: 'acme',
      joined: '2024-05-01T00:00:00Z',
    },
  },
  {
    userId: 'jos\u00e9',
    sessionId: 's-9',
    remoteAddress: '192.168.7.7',
    currentTime: new Date('2026-11-24T12:00:00Z'),
    appName: 'other',
    environment: 'staging',
    properties: { country: 'DK', age: '17', version: '2.1.0', email: 'bob@example.com', companyId: 'globex' },
  },
];
