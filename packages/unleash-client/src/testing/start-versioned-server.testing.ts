import { bodyOf } from './body-of.testing';
import { startScriptedServer } from './start-scripted-server.testing';

/** A server whose one flag is named after its version, with ETags as Unleash sends them. */
export async function startVersionedServer() {
  let version = 1;
  const server = await startScriptedServer((_, { headers }) => {
    const etag = `"v${version}"`;
    return headers['if-none-match'] === etag
      ? { status: 304 }
      : { body: bodyOf(`v${version}`), headers: { etag } };
  });
  return {
    ...server,
    /** The name of the one flag that there is now. */
    current: () => `v${version}`,
    /** Puts another flag in its place; returns its name. */
    change: () => {
      version += 1;
      return `v${version}`;
    },
  };
}
