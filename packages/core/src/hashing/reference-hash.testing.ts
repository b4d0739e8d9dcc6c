import MurmurHash3 from 'imurmurhash';

/** The normalised hash by another murmur3 library; it hashes characters, so it is given one for each UTF-8 byte. */
export function referenceHash(group: string, id: string, normaliser: number, seed: number): number {
  const bytes = Buffer.from(`${group}:${id}`, 'utf8').toString('latin1');
  return (MurmurHash3(bytes, seed).result() % normaliser) + 1;
}
