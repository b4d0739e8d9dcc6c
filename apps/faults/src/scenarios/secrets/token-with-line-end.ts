import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** Read from a file, as tokens are. */
export const tokenWithLineEnd: Scenario = {
  title: 'a token that ends in a line end',
  row: 'secrets in what is printed',
  criterion: 'is trimmed: the flags come, and the server sees the token alone',
  async arrange({ serve, secrets }) {
    const server = await serve();
    const seen = () => [...new Set(server.requests.map(({ headers }) => headers.authorization))];
    return {
      options: { url: server.url },
      judge: () => [
        exactly(
          'token seen',
          seen().every((one) => one === secrets.token),
          true,
        ),
      ],
    };
  },
  async act({ start, secrets, note }) {
    const client = await start({ customHeaders: { Authorization: `\t${secrets.token}\r\n` } });
    note(exactly('steady', client.isEnabled('steady'), true));
  },
};
