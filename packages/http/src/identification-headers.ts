import { encodeHeaderValue } from './encode-header-value';
import { SPEC_VERSION } from './spec-version';

/** Who is asking. */
export interface Identification {
  readonly appName: string;
  /** Names this process among others of the same application. */
  readonly instanceId: string;
  /** A UUID per client instance. */
  readonly connectionId: string;
  /** Name and version of the client library: `unleash-client:0.1.0`. */
  readonly sdk: string;
}

/** The headers by which an Unleash server tells clients apart; on every request, and not open to `customHeaders`. */
export function identificationHeaders({
  appName,
  instanceId,
  connectionId,
  sdk,
}: Identification): Readonly<Record<string, string>> {
  return {
    'unleash-appname': encodeHeaderValue(appName),
    'unleash-instanceid': encodeHeaderValue(instanceId),
    'unleash-connection-id': encodeHeaderValue(connectionId),
    'unleash-sdk': encodeHeaderValue(sdk),
    'unleash-client-spec': SPEC_VERSION,
  };
}
