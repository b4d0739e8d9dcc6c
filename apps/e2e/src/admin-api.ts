import { tokens } from './tokens';

/** The environments of a fresh server. */
export type Environment = 'development' | 'production';

/** A constraint as the admin API takes it. */
export interface AdminConstraint {
  readonly contextName: string;
  readonly operator: string;
  readonly values?: readonly string[];
  readonly value?: string;
  readonly inverted?: boolean;
  readonly caseInsensitive?: boolean;
}

/** A variant as the admin API takes it; the server makes the weights add up to 1000 and sorts by name. */
export interface AdminVariant {
  readonly name: string;
  readonly weight: number;
  readonly weightType: 'variable' | 'fix';
  readonly stickiness: string;
  readonly payload?: { readonly type: 'string' | 'json' | 'csv' | 'number'; readonly value: string };
  readonly overrides?: readonly { readonly contextName: string; readonly values: readonly string[] }[];
}

/** A strategy as the admin API takes it; segments are ids. */
export interface AdminStrategy {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly constraints?: readonly AdminConstraint[];
  readonly segments?: readonly number[];
  readonly variants?: readonly Omit<AdminVariant, 'overrides'>[];
  readonly disabled?: boolean;
}

/** What a new flag is, strategies apart. */
export interface AdminFlag {
  readonly name: string;
  readonly type?: string;
  readonly impressionData?: boolean;
}

/** A label of a flag, by which clients can filter. `type` must be one that the server knows, such as `simple`. */
export interface AdminTag {
  readonly type: string;
  readonly value: string;
}

/** A flag on which another one depends. */
export interface AdminDependency {
  readonly feature: string;
  readonly enabled?: boolean;
  readonly variants?: readonly string[];
}

/** A row of {@link AdminApi.usageOf}. */
export interface FlagUsage {
  readonly appName: string;
  readonly environment: string;
  readonly yes: number;
  readonly no: number;
  readonly variants?: Readonly<Record<string, number>>;
}

/** An application as the server shows it. */
export interface Application {
  readonly appName: string;
  readonly strategies: readonly { readonly name: string }[];
  readonly instances: readonly {
    readonly instanceId: string;
    readonly sdkVersion: string;
    readonly environment: string;
  }[];
}

/** The part of Unleash's admin API that the tests need. Every method rejects with the server's words when it refuses. */
export interface AdminApi {
  createFlag(flag: AdminFlag): Promise<void>;
  archiveFlag(name: string): Promise<void>;
  addTag(flag: string, tag: AdminTag): Promise<void>;
  addStrategy(flag: string, environment: Environment, strategy: AdminStrategy): Promise<void>;
  setVariants(flag: string, environment: Environment, variants: readonly AdminVariant[]): Promise<void>;
  addDependency(flag: string, parent: AdminDependency): Promise<void>;
  /** A flag without strategies gets a rollout of 100 % from the server when it is switched on. */
  switchFlag(flag: string, environment: Environment, state: 'on' | 'off'): Promise<void>;
  /** Returns the segment's id. */
  createSegment(name: string, constraints: readonly AdminConstraint[]): Promise<number>;
  createStrategyType(name: string, parameters: readonly string[]): Promise<void>;
  /** How often a flag was asked for, by hour, environment and application; variants by name. */
  usageOf(flag: string): Promise<readonly FlagUsage[]>;
  /** What the server knows of an application; `undefined` before it knows it. */
  application(name: string): Promise<Application | undefined>;
  /** Evaluates all flags on the server; the answer as it came. */
  playground(environment: Environment, context: object): Promise<unknown>;
}

/** Talks to the server at `url`, which is given without `/api`. */
export const createAdminApi = (url: string): AdminApi => {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/admin${path}`, {
      method,
      headers: { authorization: tokens.admin, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${response.status} ${text.slice(0, 500)}`);
    }
    return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
  };
  const ofFlag = (name: string) => `/projects/default/features/${encodeURIComponent(name)}`;

  return {
    async createFlag(flag) {
      await call('POST', '/projects/default/features', flag);
    },
    async archiveFlag(name) {
      await call('DELETE', ofFlag(name));
    },
    async addTag(flag, tag) {
      await call('POST', `/features/${encodeURIComponent(flag)}/tags`, tag);
    },
    async addStrategy(flag, environment, strategy) {
      await call('POST', `${ofFlag(flag)}/environments/${environment}/strategies`, strategy);
    },
    async setVariants(flag, environment, variants) {
      await call('PUT', `${ofFlag(flag)}/environments/${environment}/variants`, variants);
    },
    async addDependency(flag, parent) {
      await call('POST', `${ofFlag(flag)}/dependencies`, parent);
    },
    async switchFlag(flag, environment, state) {
      await call('POST', `${ofFlag(flag)}/environments/${environment}/${state}`);
    },
    async createSegment(name, constraints) {
      const segment = await call('POST', '/segments', { name, constraints });
      if (typeof segment === 'object' && segment !== null && 'id' in segment) return Number(segment.id);
      throw new Error(`the server created the segment ${name} but told no id`);
    },
    async createStrategyType(name, parameters) {
      const typed = parameters.map((parameter) => ({ name: parameter, type: 'string' }));
      await call('POST', '/strategies', { name, parameters: typed });
    },
    async usageOf(flag) {
      const path = `/client-metrics/features/${encodeURIComponent(flag)}/raw`;
      return ((await call('GET', path)) as { readonly data: readonly FlagUsage[] }).data;
    },
    async application(name) {
      const path = `/metrics/applications/${encodeURIComponent(name)}`;
      return (await call('GET', path).catch(() => undefined)) as Application | undefined;
    },
    playground: (environment, context) =>
      call('POST', '/playground', { projects: ['default'], environment, context }),
  };
};
