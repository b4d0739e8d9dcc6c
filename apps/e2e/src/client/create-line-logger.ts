/** Collects what a client would have printed. */
export const createLineLogger = () => {
  const lines: string[] = [];
  const keep = (...parts: readonly unknown[]) => {
    lines.push(parts.map(String).join(' '));
  };
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
};
