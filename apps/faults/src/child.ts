import type { Assignment } from './child/assignment';
import { installClock } from './child/clock';
import { createWorld } from './child/create-world';
import { say } from './child/say';
import { watchProcess } from './child/watch-process';
import { findScenario } from './find-scenarios';

// Before the client is loaded, which may remember the clock it finds.
const clock = installClock();
const assignment = JSON.parse(process.env.ASSIGNMENT ?? '') as Assignment;
delete process.env.ASSIGNMENT;
// Replies to cues come this way; nothing else does, and waiting for them is no reason to live.
process.channel?.unref();

const scenario = await findScenario(assignment.id);
const watch = watchProcess();
const world = await createWorld(assignment, clock, watch);
await scenario.act(world);
for (const client of world.clients) world.show(client);
if (scenario.keepsClients !== true) {
  const ms = await world.time(() => Promise.all(world.clients.map((client) => client.destroy())));
  say({ kind: 'destroyed', ms });
}
await world.close();
say({ kind: 'done', peakMb: watch.peakMb(), stallMs: watch.longestStallMs() });
