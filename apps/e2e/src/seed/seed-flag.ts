import type { AdminDependency, AdminFlag, AdminStrategy, AdminTag, AdminVariant } from '../admin-api';

/** A strategy whose segments are named, since ids are only known once they are created. */
export interface SeedStrategy extends Omit<AdminStrategy, 'segments'> {
  readonly segments?: readonly string[];
}

/** Everything that makes one flag of the test server. */
export interface SeedFlag extends AdminFlag {
  readonly tags?: readonly AdminTag[];
  /** Empty: the server adds a rollout of 100 % when the flag is switched on. */
  readonly strategies?: readonly SeedStrategy[];
  readonly variants?: readonly AdminVariant[];
  readonly dependencies?: readonly AdminDependency[];
  /** Whether it is on in development; default true. */
  readonly on?: boolean;
  /** Whether it is on in production; default false. */
  readonly onInProduction?: boolean;
  /** The flag whose playground answer stands for this one's, where the playground itself hashes wrongly. */
  readonly oracle?: string;
  /** Whether it is only there to answer for another flag. */
  readonly isOracle?: boolean;
}
