import type { DevServer } from '@unleash-client/dev-server';
import { startUnleash } from 'unleash-client';
import { type Contestant, type Question, toContext } from '../question';
import { USERS } from '../users';

/** The client of this repository, as it comes: usage is counted and reported. */
export async function createOurs(server: DevServer): Promise<Contestant> {
  const client = await startUnleash({
    url: server.url,
    appName: 'bench',
    customHeaders: { Authorization: server.token },
  });
  const contexts = USERS.map(toContext);

  const prepareFlag = (flag: string) => ({
    answer: (user: number) => client.isEnabled(flag, contexts[user]),
    ask(calls: number) {
      let on = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        if (client.isEnabled(flag, contexts[user])) on++;
        if (++user === contexts.length) user = 0;
      }
      return on;
    },
  });
  const prepareVariant = (flag: string) => ({
    answer: (user: number) => client.getVariant(flag, contexts[user]).name,
    ask(calls: number) {
      let letters = 0;
      for (let call = 0, user = 0; call < calls; call++) {
        letters += client.getVariant(flag, contexts[user]).name.length;
        if (++user === contexts.length) user = 0;
      }
      return letters;
    },
  });

  return {
    name: 'ours',
    prepare: ({ kind, flag }: Question) => (kind === 'flag' ? prepareFlag(flag) : prepareVariant(flag)),
    close: () => client.destroy(),
  };
}
