import { expectThat } from '../../expect-that';
import { show } from '../../show';
import type { CacheRules } from '../cache-rule';
import { isNothing } from '../expect-text';
import { type Follower, follow } from './follow';

const WRITES = 20;

/** Rules of `subscribe`. What counts is that a follower which reads when it is told to ends with the newest text. */
export const subscribeRules = {
  'subscribe-set': {
    needs: ['subscribe'],
    title: 'tells a subscriber of each text that another one sets, the first one included',
    async check({ open, freshKey, until }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      const follower = follow(reader, key);
      for (const text of ['first', 'second', 'third']) {
        await writer.set(key, text);
        await until(...hasRead(follower, text));
      }
    },
  },
  'subscribe-other-keys': {
    needs: ['subscribe'],
    title: 'does not tell a subscriber of each write of other keys',
    async check({ open, freshKey, until }) {
      const [reader, writer] = [await open(), await open()];
      const [key, otherKey] = [freshKey(), freshKey()];
      const [follower, other] = [follow(reader, key), follow(reader, otherKey)];
      await writer.set(key, 'text');
      await until(...hasRead(follower, 'text'));
      const before = follower.calls();
      for (let write = 1; write <= WRITES; write++) await writer.set(otherKey, `text ${write}`);
      await until(...hasRead(other, `text ${WRITES}`));
      const calls = follower.calls() - before;
      // A call too many now and then is allowed: it costs one read.
      expectThat(calls < WRITES / 2, `${WRITES} writes of another key called a subscriber ${calls} times`);
    },
  },
  'subscribe-undo': {
    needs: ['subscribe'],
    title: 'tells a subscriber nothing any more after its undo, and still tells the others',
    async check({ open, freshKey, until }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      const [stopped, other] = [follow(reader, key), follow(reader, key)];
      await writer.set(key, 'before');
      await until(...hasRead(stopped, 'before'));
      stopped.stop();
      const before = stopped.calls();
      await writer.set(key, 'after');
      await until(...hasRead(other, 'after'));
      expectThat(stopped.calls() === before, 'changed was called after its undo');
    },
  },
  'subscribe-undo-twice': {
    needs: ['subscribe'],
    title: 'takes an undo that is called twice for one',
    async check({ open, freshKey, until }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      const { stop } = follow(reader, key);
      stop();
      const later = follow(reader, key);
      stop();
      await writer.set(key, 'text');
      await until(...hasRead(later, 'text'));
    },
  },
  'subscribe-throwing': {
    needs: ['subscribe'],
    title: 'lets a subscriber that throws disturb neither the writer nor other subscribers',
    async check({ open, freshKey, until }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      follow(reader, key, () => {
        throw new Error('a subscriber of the conformance kit throws on purpose');
      });
      const follower = follow(reader, key);
      for (const text of ['first', 'second']) {
        await writer.set(key, text);
        await until(...hasRead(follower, text));
      }
    },
  },
  'subscribe-destroy': {
    needs: ['subscribe', 'destroy'],
    title: 'tells a subscriber that its text was deleted',
    async check({ open, freshKey, until }) {
      const [key, reader, writer] = [freshKey(), await open(), await open()];
      const follower = follow(reader, key);
      await writer.set(key, 'text');
      await until(...hasRead(follower, 'text'));
      await writer.destroy();
      await until(
        () => isNothing(follower.latest()),
        () => 'a subscriber that reads when changed is called must come to read that there is nothing',
      );
    },
  },
  'subscribe-close': {
    needs: ['subscribe', 'close'],
    title: 'tells a subscriber nothing any more after close',
    async check({ open, freshKey, until }) {
      const [key, closed, other, writer] = [freshKey(), await open(), await open(), await open()];
      const [stopped, follower] = [follow(closed, key), follow(other, key)];
      await writer.set(key, 'before');
      await until(...hasRead(stopped, 'before'));
      await closed.close();
      const before = stopped.calls();
      await writer.set(key, 'after');
      await until(...hasRead(follower, 'after'));
      expectThat(stopped.calls() === before, 'changed was called after close');
    },
  },
} satisfies CacheRules;

/** What to wait for, and what to say when it does not come. */
const hasRead = (follower: Follower, text: string): [condition: () => boolean, expected: () => string] => [
  () => follower.latest() === text,
  () => {
    const seen = `it was called ${follower.calls()} times and has read ${show(follower.latest())}`;
    return `a subscriber that reads when changed is called must come to read ${show(text)}; ${seen}`;
  },
];
