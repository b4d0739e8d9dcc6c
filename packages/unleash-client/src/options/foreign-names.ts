/**
 * Options that the official Node SDK or the Python SDK (or a guess) knows by another name. Unknown names in snake_case
 * need no entry: they are looked up in camelCase.
 */
const foreignNames: ReadonlyMap<string, string> = new Map([
  ['timeout', 'requestTimeout'],
  ['strategies', 'customStrategies'],
  ['customHeadersFunction', 'customHeaders (a function)'],
  ['storageProvider', 'cache'],
  ['repository', 'bootstrap or cache'],
  ['backupPath', 'cacheDirectory'],
  ['fetchToggles', 'an option of initialize: initialize({ fetchToggles })'],
  ['headers', 'customHeaders'],
  ['unleash_url', 'url'],
  ['httpOptions', 'agent, ca, rejectUnauthorized or fetch'],
  ['custom_options', 'agent, ca, rejectUnauthorized or fetch'],
  ['customOptions', 'agent, ca, rejectUnauthorized or fetch'],
  ['skipInstanceCountWarning', "multipleInstanceMode: 'silently-allow'"],
  ['disableAutoStart', 'new UnleashClient(…), which starts nothing before initialize()'],
  ['verbose_log_level', 'logLevel'],
  ['scheduler_executor', 'scheduler'],
  ['unleashUrl', 'url'],
  ['apiUrl', 'url'],
  ['token', 'customHeaders: { Authorization: token }'],
  ['apiToken', 'customHeaders: { Authorization: token }'],
  ['clientKey', 'customHeaders: { Authorization: token }'],
]);

/** What an unknown option is called here, if it is. */
export function ownNameOf(name: string, known: readonly string[]): string | undefined {
  const listed = foreignNames.get(name);
  if (listed !== undefined) return listed;
  const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return known.find((option) => option.toLowerCase() === camel.toLowerCase());
}
