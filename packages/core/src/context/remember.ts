/** Makes each thing once, and gives it to all who ask for it by that name. */
export function remember<T>(create: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    let thing = made.get(name);
    if (thing === undefined) {
      thing = create(name);
      made.set(name, thing);
    }
    return thing;
  };
}
