/** What the subscribers of one key are told, and its version that finds what no notice told. */
export interface Watch {
  /** Returns its undo, which says how many are left. */
  join(changed: () => void): () => number;
  /** Takes the news of a version; what is known already is no news. */
  tell(version: string): void;
  /** Looks now, and then at intervals. */
  look(): void;
  stop(): void;
}

const LOOK_EVERY_MS = 4500;
/** Sooner while Redis is out of reach: a look costs nothing then. */
const LOOK_AGAIN_MS = 1000;
const JITTER_MS = 500;

export function createWatch(readVersion: () => Promise<string>): Watch {
  const subscribers = new Set<{ readonly changed: () => void }>();
  /** Before the first look nothing is known; then no text is what nobody needs to hear of. */
  let known = '';
  let isFailing = false;
  let isLooking = false;
  let isOutdated = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const tellAll = () => {
    for (const subscriber of [...subscribers]) {
      // One that was undone by another a moment ago hears nothing any more.
      if (!subscribers.has(subscriber)) continue;
      try {
        subscriber.changed();
      } catch {
        // What a reader makes of the news is not the writer's concern, nor the other readers'.
      }
    }
  };
  const tell = (version: string) => {
    if (isStopped || version === known) return;
    known = version;
    tellAll();
  };
  const lookOnce = async () => {
    const before = known;
    try {
      const version = await readVersion();
      const wasFailing = isFailing;
      isFailing = false;
      // Overtaken by a notice, it may be the older version of the two.
      if (known !== before) isOutdated = true;
      else if (version !== known) tell(version);
      // After an outage readers may also want to write what they could not.
      else if (wasFailing && !isStopped) tellAll();
    } catch {
      isFailing = true;
    }
  };
  const look = async () => {
    // What a look under way answers may be older than the reason for this one.
    isOutdated = true;
    if (isLooking) return;
    isLooking = true;
    clearTimeout(timer);
    while (isOutdated && !isStopped) {
      isOutdated = false;
      await lookOnce();
    }
    isLooking = false;
    if (isStopped) return;
    const pauseMs = (isFailing ? LOOK_AGAIN_MS : LOOK_EVERY_MS) + Math.random() * JITTER_MS;
    timer = setTimeout(look, pauseMs).unref();
  };

  void look();
  return {
    join(changed) {
      // An object of its own, so that one function may subscribe twice.
      const subscriber = { changed };
      subscribers.add(subscriber);
      return () => {
        subscribers.delete(subscriber);
        return subscribers.size;
      };
    },
    tell,
    look: () => void look(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
      subscribers.clear();
    },
  };
}
