const prototypes = [Object, Array, Function, Map, Promise].map(({ prototype }) => prototype);

const membersNow = (): string => prototypes.map((prototype) => Reflect.ownKeys(prototype).length).join();

/** Returns a check whether all still have the members that they have now: nothing was put on what all objects share. */
export function watchPrototypes(): () => boolean {
  const before = membersNow();
  return () => membersNow() === before && ({} as Readonly<Record<string, unknown>>).odd === undefined;
}
