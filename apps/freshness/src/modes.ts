/** All ways to keep flags fresh. */
export const MODES = ['streaming', 'delta', 'polling'] as const;

export type Mode = (typeof MODES)[number];
