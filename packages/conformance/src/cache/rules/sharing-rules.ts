import { setImmediate as nextTurn } from 'node:timers/promises';
import { expectThat } from '../../expect-that';
import { show } from '../../show';
import type { CacheRules } from '../cache-rule';
import type { CheckedCache } from '../checked-cache';
import { expectText } from '../expect-text';

const WRITERS = 3;
const WRITES = 24;
/** Larger than the pieces in which files, sockets and databases write. */
const LENGTH = 200_000;

/** A text of which a half, or a mixture with another one, can be told from the whole. Each has a length of its own. */
const wholeText = (index: number): string =>
  `${index}:${String.fromCharCode(97 + index).repeat(LENGTH + index)}`;

export const sharingRules = {
  persistent: {
    title: 'hands out what was set before it was opened',
    async check({ open, freshKey }) {
      const key = freshKey();
      await (await open()).set(key, 'text');
      await expectText(await open(), key, 'text');
    },
  },
  shared: {
    title: 'hands out what another one set after it was opened',
    async check({ open, freshKey }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      for (const text of ['first', 'second']) {
        await writer.set(key, text);
        await expectText(reader, key, text);
      }
    },
  },
  'concurrent-sets': {
    title: 'has one whole text after many were set at once',
    async check({ open, freshKey }) {
      const key = freshKey();
      const writers = await Promise.all(Array.from({ length: WRITERS }, open));
      const texts = Array.from({ length: WRITES }, (_, index) => wholeText(index));
      await Promise.all(texts.map((text, index) => writers[index % WRITERS]?.set(key, text)));
      expectOneOf(texts, await (await open()).get(key));
    },
  },
  'whole-reads': {
    title: 'never shows half a text, or none, while another one is written in its place',
    async check({ open, freshKey }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      const texts = Array.from({ length: WRITES }, (_, index) => wholeText(index));
      await writer.set(key, wholeText(0));
      let isWriting = true;
      const reading = readUntil(() => !isWriting, reader, key, texts);
      const writing = writeAll(writer, key, texts).finally(() => {
        isWriting = false;
      });
      await Promise.all([writing, reading]);
    },
  },
} satisfies CacheRules;

async function writeAll(cache: CheckedCache, key: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await cache.set(key, text);
    await nextTurn();
  }
}

async function readUntil(isOver: () => boolean, cache: CheckedCache, key: string, texts: readonly string[]) {
  while (!isOver()) {
    expectOneOf(texts, await cache.get(key));
    await nextTurn();
  }
}

function expectOneOf(texts: readonly string[], got: unknown): void {
  const isWhole = texts.some((text) => text === got);
  expectThat(isWhole, `get must answer one of the texts that were set, whole, got ${show(got)}`);
}
