import { RedisCache } from '@unleash-client/cache-redis';
import type { World } from '../../child/world';
import { exactly } from '../../judge/findings';
import type { Secrets } from '../../judge/secrets';
import type { Scenario } from '../../scenario';

type Mistake = (world: World, secrets: Secrets) => unknown;

const inUrl = ({ urlPassword }: Secrets) => `http://user:${encodeURIComponent(urlPassword)}@127.0.0.1:1/api`;

/** Each is a mistake that an error must tell without repeating it. */
const mistakes: Readonly<Record<string, Mistake>> = {
  'a password in the url': ({ create }, secrets) => create({ url: inUrl(secrets) }),
  'a token for the url': ({ create }, { token }) => create({ url: token }),
  'a token in the query': ({ create }, { token }) => create({ url: `http://127.0.0.1:1/api?token=${token}` }),
  'a token with a line end within': ({ create }, { token }) =>
    create({ customHeaders: { Authorization: `${token}\n${token}` } }),
  'a token as the name of a header': ({ create }, { token }) => create({ customHeaders: { [token]: 'x' } }),
  'a token as headers': ({ create }, { token }) => create({ customHeaders: token as never }),
  'a token as an option': ({ create }, { token }) => create({ apiToken: token } as never),
  'a password in the bootstrap': ({ library }, secrets) => library.fromUrl(inUrl(secrets)),
  'a token as the bootstrap': ({ library }, { token }) => library.fromUrl(token),
  'a line end in headers of the bootstrap': ({ library }, { token }) =>
    library.fromUrl('http://127.0.0.1:1', { headers: { Authorization: `a\n${token}` } }),
  'a wrong address of Redis': (_, { redisPassword }) =>
    new RedisCache({ url: `redis://:${redisPassword}@127.0.0.1:port` }),
  'another scheme of Redis': (_, { redisPassword }) =>
    new RedisCache({ url: `http://:${redisPassword}@127.0.0.1` }),
};

/** What people get wrong with credentials in hand. */
export const misplacedSecrets: Scenario = {
  title: 'credentials where they do not belong',
  row: 'secrets in what is printed',
  criterion: 'each refused with an error that does not repeat them',
  act(world) {
    const accepted: string[] = [];
    for (const [name, mistake] of Object.entries(mistakes)) {
      try {
        mistake(world, world.secrets);
        accepted.push(name);
      } catch (error) {
        console.error(error);
        world.show(error);
        world.show((error as Error).cause);
      }
    }
    world.note(exactly('accepted', accepted, []));
  },
};
