import type { Context } from 'unleash-client';

/** The people who visit the demo's shop. */
export const users: ReadonlyMap<string, Context> = new Map<string, Context>([
  [
    'Astrid',
    { userId: '1001', properties: { country: 'SE', basketTotal: 740, email: 'astrid@mail.example' } },
  ],
  ['Björn', { userId: '1002', properties: { country: 'NO', basketTotal: 120, email: 'bjorn@mail.example' } }],
  [
    'Carmen',
    { userId: '1003', properties: { country: 'ES', basketTotal: 990, email: 'carmen@mail.example' } },
  ],
  ['David', { userId: '1004', properties: { country: 'DK', basketTotal: 510, email: 'david@shop.example' } }],
  ['Emi', { userId: '絵美-1005', properties: { country: 'JP', basketTotal: 60, email: 'emi@mail.example' } }],
  ['Farid', { userId: '1006', properties: { country: 'SE', basketTotal: 35, email: 'farid@mail.example' } }],
]);
