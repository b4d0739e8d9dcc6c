import type { Incoming } from './read-incoming';

/** So many objects and lists are bearable, some 150 MB, and more only where more flags are allowed. */
const mostNodes = (flags: number): number => Math.max(1_500_000, flags * 15);
/** So many commas: each may stand behind a number, which takes less. */
const mostCommas = (flags: number): number => Math.max(6_000_000, flags * 60);
/** Shorter texts cannot hold enough to matter. */
const SHORT = 1024 * 1024;

/** Of each stretch of so many characters, so many are looked at to begin with. */
const STRETCH = 4096;
const SAMPLE = 64;

/**
 * Whether a text has far more nodes than flags of any kind need. `JSON.parse` makes up to a hundred bytes of every three
 * characters, so that the limit of bytes alone would let a few megabytes of `[[],[],…` take all memory.
 */
export function isTooDense(incoming: Incoming, mostFlags: number): boolean {
  const most = { nodes: mostNodes(mostFlags), commas: mostCommas(mostFlags) };
  // Samples first, from places that nobody can foresee: counting all would take a fifth of the time of parsing,
  // these a hundredth.
  const suspicious = {
    nodes: (most.nodes * SAMPLE) / STRETCH / 2,
    commas: (most.commas * SAMPLE) / STRETCH / 2,
  };
  return textsOf(incoming).some(
    (text) => text.length >= SHORT && hasMore(text, suspicious, SAMPLE) && hasMore(text, most, STRETCH),
  );
}

function textsOf(incoming: Incoming): readonly string[] {
  if (typeof incoming === 'string') return [incoming];
  if ('log' in incoming) return incoming.log;
  // What somebody has parsed has taken its memory already.
  return 'events' in incoming ? [incoming.events] : [];
}

/** Whether there are more, of one or the other, in so much of each stretch of a text; what stands in strings counts too. */
function hasMore(
  text: string,
  most: { readonly nodes: number; readonly commas: number },
  sample: number,
): boolean {
  let nodes = 0;
  let commas = 0;
  for (let stretch = 0; stretch < text.length; stretch += STRETCH) {
    const start = stretch + Math.floor(Math.random() * (STRETCH - sample));
    const end = Math.min(start + sample, text.length);
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 44) commas += 1;
      else if (unit === 123 || unit === 91) nodes += 1;
    }
    if (nodes > most.nodes || commas > most.commas) return true;
  }
  return false;
}
