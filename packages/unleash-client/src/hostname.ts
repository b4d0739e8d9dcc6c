/** The name of this machine for `applicationHostname`: `$HOSTNAME`, else the system's; `undefined` where there is none. */
export function hostname(): string | undefined {
  const host = (globalThis as { readonly process?: Partial<NodeJS.Process> }).process;
  // Asked for at run time, so that runtimes without node:os can load this module.
  return host?.env?.HOSTNAME || host?.getBuiltinModule?.('node:os').hostname() || undefined;
}
