import type { DevServer } from '@unleash-client/dev-server';
import { startUnleash } from 'official-client';
import { type Contestant, type Question, toContext, type User } from '../question';
import { USERS } from '../users';

/** The official client, with its usage counts switched off, which favours it. */
export async function createOfficial(server: DevServer): Promise<Contestant> {
  const client = await startUnleash({
    url: server.url,
    appName: 'bench',
    customHeaders: { Authorization: server.token },
    disableMetrics: true,
    skipInstanceCountWarning: true,
  });
  // Its type asks for properties that are texts or numbers, which these are.
  const contexts = USERS.map((user: User) => toContext(user) as Parameters<typeof client.isEnabled>[1]);

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
    name: 'official',
    prepare: ({ kind, flag }: Question) => (kind === 'flag' ? prepareFlag(flag) : prepareVariant(flag)),
    close: async () => client.destroy(),
  };
}
