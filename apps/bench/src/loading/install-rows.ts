import type { InstalledClients } from './install-clients';
import { atMost, createRow, type LoadingRow } from './loading-row';

/** The rows of the table that are about what an installation brings. */
export const installRows = ({ ours, official }: InstalledClients): LoadingRow[] => [
  createRow({
    name: 'npm install unleash-client: packages',
    must: atMost(18),
    isAbsolute: true,
    unit: 'packages',
    ours: [ours.packages],
    theirs: [official.packages],
  }),
  createRow({
    name: 'npm install unleash-client: size',
    must: atMost(3, ' MB'),
    isAbsolute: true,
    unit: 'MB',
    ours: [ours.bytes / 1e6],
    theirs: [official.bytes / 1e6],
  }),
];
