import type { ServerResponse } from 'node:http';
import { MemoryCache, type Scheduler, type UnleashClient } from 'unleash-client';
import { type Answers, askEverything, differences } from './ask-everything';
import { contexts } from './contexts';
import { changed, changesOf, hydrationOf } from './delta-bodies';
import { checkFaults, listenForFaults } from './faults-told';
import { inBatches } from './in-batches';
import type { MutationRun } from './mutation-run';
import { type StreamMutant, streamMutants } from './stream-mutants';
import type { Counter, Trial } from './tally';
import { namesOf, validPayload } from './valid-payload';

const PROBE = 'probe';
const DEADLINE_MS = 10_000;

const questions = { names: namesOf(validPayload), contexts, closely: [...changed] };

/** Reconnects within a moment, so that thousands of lost streams take no hours. */
const hasty: Scheduler = {
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs / 20);
    return () => clearTimeout(timer);
  },
};

const eventOf = (name: string, id: string, body: unknown) =>
  `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(body)}\n\n`;
const probe = { name: PROBE, enabled: true, strategies: [] };
const connected = eventOf('unleash-connected', '1', hydrationOf(validPayload, 1));
/** What a stream says that was opened again: by then the probe is there. */
const reconnected = eventOf(
  'unleash-connected',
  '100',
  hydrationOf({ ...validPayload, features: [...validPayload.features, probe] }, 100),
);
const farewell = eventOf('unleash-updated', '100', {
  events: [{ type: 'feature-updated', eventId: 100, feature: probe }],
});

/** Sends mutants of a message to clients that stream; the message after it, or a new stream, brings a flag. */
export async function mutateStreams(run: MutationRun, counter: Counter): Promise<void> {
  let valid: Answers | undefined;

  const tryMutant = async (mutant: StreamMutant, trial: Trial): Promise<void> => {
    const streams: ServerResponse[] = [];
    const address = run.server.open(({ url = '' }, response) => {
      // Polling, which helps out while there is no stream, must not be what saves the client here.
      if (!url.endsWith('streaming')) return;
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(streams.length === 0 ? connected : reconnected);
      streams.push(response);
    });
    const client = run.createClient({
      url: address.url,
      mode: 'streaming',
      cache: new MemoryCache(),
      scheduler: hasty,
    });
    const faults = listenForFaults(client);
    await client.initialize();
    valid ??= askEverything(client, questions, trial);
    await mutant.send(streams[0] as ServerResponse);
    if (streams[0]?.writableEnded === false) streams[0].write(farewell);
    if (!(await hasProbe(client))) trial.wrong('the stream is dead');
    const wrong = differences(valid, askEverything(client, questions, trial));
    const others = wrong.filter((name) => !changed.has(name));
    if (others.length > 0) trial.wrong(`other flags answer differently: ${others.slice(0, 3).join(', ')}`);
    checkFaults(faults.take(), trial, { flags: changed.size });
    await client.destroy({ flush: false });
    for (const stream of streams) stream.end();
    address.close();
  };

  await inBatches([...streamMutants(changesOf(10))].filter(run.isDue), 12, async (mutant) => {
    await tryMutant(mutant, counter.begin(mutant.name));
  });
}

/** Whether the probe arrives in time. */
function hasProbe(client: UnleashClient): Promise<boolean> {
  const isThere = () => client.featureDefinitions().has(PROBE);
  if (isThere()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve(isThere());
    };
    const timer = setTimeout(end, DEADLINE_MS);
    const stop = client.on('changed', () => {
      if (isThere()) end();
    });
  });
}
