/** Who reports. */
export interface ReporterIdentity {
  readonly appName: string;
  readonly instanceId: string;
  /** A UUID that lives as long as the client. */
  readonly connectionId: string;
  readonly platformName: string;
  readonly platformVersion: string;
  readonly specVersion: string;
}
