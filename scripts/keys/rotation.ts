import { randomBytes } from 'node:crypto';
import type { KeyRing, Keys } from '../../functions/core/values/key-ring.ts';

export type KeyUse = keyof KeyRing;

/** The stage's secret, and time for every function to have read what was written: keys are held for ten seconds. */
export interface StageSecret {
  read(): Promise<KeyRing>;
  write(keys: KeyRing): Promise<void>;
  settle(): Promise<void>;
}

/**
 * Gives links or hashes a new key: first every function can read it, then new ones are made with it, so that none meets a
 * version that it doesn't know. Cut off between the two, it goes on with the key that is there.
 * @returns the version that is current now; older ones are read on
 */
export async function rotate(use: KeyUse, secret: StageSecret): Promise<string> {
  const before = await secret.read();
  if (newestOf(before[use]) === before[use].current) await secret.write(withKey(before, use));
  await secret.settle();
  const ring = await secret.read();
  const current = newestOf(ring[use]);
  await secret.write({ ...ring, [use]: { ...ring[use], current } });
  return current;
}

/**
 * Ends all that a version of the link keys signed. The current one gets its successor first, and time for everybody to sign
 * with that: no mail leaves with a link that is dead.
 * @throws when there is no such version
 */
export async function retire(version: string, secret: StageSecret): Promise<void> {
  const { links } = await secret.read();
  if (links.retired.includes(version)) return;
  if (!(version in links.keys)) throw new Error(`there is no link key of version ${version}`);
  if (links.current === version) {
    await rotate('links', secret);
    await secret.settle();
  }
  const ring = await secret.read();
  const { [version]: _, ...keys } = ring.links.keys;
  await secret.write({ ...ring, links: { ...ring.links, keys, retired: [...ring.links.retired, version] } });
}

/** What there is, without the keys themselves. */
export function described({ links, hashes }: KeyRing): string[] {
  const versions = ({ keys, current }: Keys) =>
    Object.keys(keys).map((version) => (version === current ? `${version} (current)` : version));
  const isShared = links.keys[links.current] === hashes.keys[hashes.current];
  return [
    `link keys: ${versions(links).join(', ')}${links.retired.length > 0 ? `; retired: ${links.retired.join(', ')}` : ''}`,
    `hashing keys: ${versions(hashes).join(', ')}`,
    ...(isShared ? ['One key serves both until links or hashes are rotated.'] : []),
  ];
}

const newestOf = ({ keys }: Keys) => String(Math.max(...Object.keys(keys).map(Number)));

/** With one more key, of a version that there never was. */
function withKey(ring: KeyRing, use: KeyUse): KeyRing {
  const used = [...Object.keys(ring[use].keys), ...(use === 'links' ? ring.links.retired : [])];
  const version = String(Math.max(...used.map(Number)) + 1);
  const key = randomBytes(32).toString('base64url');
  return { ...ring, [use]: { ...ring[use], keys: { ...ring[use].keys, [version]: key } } };
}
