import { cacheFiles } from '../../child/cache-files';
import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Tokens of two environments beside each other on one machine. */
export const twoEnvironments: Scenario = {
  title: 'two environments in one cache folder',
  row: 'cache files of others',
  criterion: 'never read each other’s flags, with the server down',
  async arrange({ serve, cue }) {
    const server = await serve({
      features(request, response) {
        const environment = /:(\w+)\./.exec(request.headers.authorization ?? '')?.[1] ?? '';
        answer.flags(`of-${environment}`)(request, response);
      },
    });
    cue('down', () => server.shut());
    return { options: { url: server.url, refreshInterval: 0, requestRetries: 0 } };
  },
  async act({ start, cue, until, note }) {
    const tokens = ['development', 'production'].map((name) => `default:${name}.${'0'.repeat(30)}`);
    for (const Authorization of tokens) await start({ customHeaders: { Authorization } });
    await until(() => cacheFiles().length === 2);
    await cue('down');
    const seen: unknown[] = [];
    for (const Authorization of tokens) {
      const client = await start({
        customHeaders: { Authorization },
        multipleInstanceMode: 'silently-allow',
      });
      seen.push([...client.featureDefinitions().keys()]);
    }
    note(exactly('flags', seen, [['of-development'], ['of-production']]));
  },
};
