import type { BootstrapData, BootstrapSource } from '@unleash-client/bootstrap';
import type { Cache } from '@unleash-client/cache';
import type { Strategy } from '@unleash-client/core';
import type { UnleashEvent } from '@unleash-client/events';
import type { Mode } from '@unleash-client/fetcher';
import type { CustomHeaders, Scheduler, TransportOptions } from '@unleash-client/http';
import type { UsageExporter } from '@unleash-client/metrics';
import type { Logger, LogLevel } from '../report/logger';
import type { LimitsOption } from './limits';
import type { Tag } from './tags';

/** What to do when a second client for the same server, token and application is made in one process. */
export type MultipleInstanceMode = 'warn' | 'block' | 'silently-allow';

/** How an {@link UnleashClient} is set up. Only `url` and `appName` are required. All durations are milliseconds. */
export interface UnleashOptions {
  /** The address of the Unleash API or of Edge: `https://unleash.example.com/api`. */
  readonly url: string;
  /** The name of your application; also the context's `appName` where a call sets none. */
  readonly appName: string;
  /** The context's `environment` where a call sets none. The flags are those of the token's environment. Default `'default'`. */
  readonly environment?: string | undefined;
  /** Tells this process from others of the application. Default: generated. */
  readonly instanceId?: string | undefined;

  /**
   * Sent with every request, above all `{ Authorization: token }` with a backend token. A function, which may be async,
   * is called before each request, so that tokens can rotate.
   */
  readonly customHeaders?: CustomHeaders | undefined;
  /**
   * How the flags are kept fresh: `polling` asks for all, `delta` for what changed, `streaming` hears of each change as it
   * happens. Where the server offers no such thing, polling takes its place. Default `'polling'`.
   */
  readonly mode?: Mode | undefined;
  /** Milliseconds between two polls; `0` turns polling off, for `refresh()` alone. Default 15000. */
  readonly refreshInterval?: number | undefined;
  /** Up to this many random milliseconds are added to each interval, so that a fleet spreads. Default: a tenth of the interval. */
  readonly refreshJitter?: number | undefined;
  /** Milliseconds that one request may take, body included. Default 30000. */
  readonly requestTimeout?: number | undefined;
  /** How often the very first fetch is tried again, 0.5 to 2 s apart, before the normal rhythm sets in. Default 3. */
  readonly requestRetries?: number | undefined;

  /** Milliseconds between two reports of usage; `0` for none but those of `flushMetrics()` and `destroy()`. Default 60000. */
  readonly metricsInterval?: number | undefined;
  /** Up to this many random milliseconds are added to each. Default: a tenth of the interval. */
  readonly metricsJitter?: number | undefined;
  /** `true` counts nothing and reports nothing. Default `false`. */
  readonly disableMetrics?: boolean | undefined;
  /** `true` does not register the application with the server. Default `false`. */
  readonly disableRegistration?: boolean | undefined;
  /** Where usage is reported to instead of the Unleash server. */
  readonly metricsExporter?: UsageExporter | undefined;
  /**
   * `true` reports what is counted when the process ends by itself, by SIGTERM or by SIGINT. For applications that do not
   * call `destroy()` then. Default `false`.
   */
  readonly flushOnExit?: boolean | undefined;

  /** Only flags of this project. */
  readonly projectName?: string | undefined;
  /** Only flags whose names begin so. */
  readonly namePrefix?: string | undefined;
  /** Only flags that bear any of these tags. */
  readonly tags?: readonly Tag[] | undefined;

  /** Your own activation strategies by name: `{ Weekend: { apply: (parameters, context) => … } }`. */
  readonly customStrategies?: Readonly<Record<string, Strategy>> | undefined;

  /**
   * Flags to start with: an object as the server would send it, or `fromObject`, `fromFile`, `fromUrl`. Those of an object
   * answer before `initialize`, which fetches the others.
   */
  readonly bootstrap?: BootstrapData | BootstrapSource | undefined;
  /** Whether bootstrapped flags win over cached ones. Flags of the server win over both. Default `true`. */
  readonly bootstrapOverride?: boolean | undefined;
  /** Where the flags are kept for the next start. Default: files in the user's cache folder, where there are files. */
  readonly cache?: Cache | undefined;
  /** The folder for those files, such as a volume of a container. Default: the user's cache folder. */
  readonly cacheDirectory?: string | undefined;
  /** Stands for the token in the cache's keys; give one when `customHeaders` is a function and several environments share a cache. */
  readonly cacheKey?: string | undefined;

  /** Where messages go that no listener receives. Default: the console. */
  readonly logger?: Logger | undefined;
  /** The least severe messages to log; `'silent'` for none. Default `'warn'`. */
  readonly logLevel?: LogLevel | undefined;
  /** Receives every event, told apart by `eventType`. */
  readonly eventCallback?: ((event: UnleashEvent) => unknown) | undefined;
  /** What to do about a second client for the same server, token and application. Default `'warn'`. */
  readonly multipleInstanceMode?: MultipleInstanceMode | undefined;
  /** Runs delayed work. Default: timers that never keep the process alive. */
  readonly scheduler?: Scheduler | undefined;

  /** A `node:http` or `node:https` agent for all requests, such as one for a proxy. */
  readonly agent?: TransportOptions['agent'];
  /** Certificates (PEM) to trust instead of the well-known ones. */
  readonly ca?: TransportOptions['ca'];
  /** `false` accepts any certificate of the server, and warns once. Default `true`. */
  readonly rejectUnauthorized?: boolean | undefined;
  /** Sends all requests through this function instead of `node:http`. */
  readonly fetch?: typeof fetch | undefined;

  /** How much a client takes: bytes of an answer, flags, names to count, listeners. What is beyond is refused with one event. */
  readonly limits?: LimitsOption | undefined;
}
