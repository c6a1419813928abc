import { expect, test } from 'vitest';
import { KeyRing } from '../../functions/core/values/key-ring.ts';
import { described, retire, rotate, type StageSecret } from '../../scripts/keys/rotation.ts';

const key = 'k'.repeat(64);

/** A secret in memory, with what was done to it in turn: the current version of links and of hashes, and pauses. */
class Memory implements StageSecret {
  ring: KeyRing = KeyRing.parse({ current: '1', 1: key });
  readonly steps: string[] = [];
  read = async () => KeyRing.parse(JSON.parse(JSON.stringify(this.ring)));
  write = async (ring: KeyRing) => {
    this.ring = KeyRing.parse(ring);
    const of = ({ current, keys }: KeyRing['hashes']) => `${current} of ${Object.keys(keys).join('+')}`;
    this.steps.push(`${of(ring.links)}, ${of(ring.hashes)}`);
  };
  settle = async () => void this.steps.push('pause');
}

test('a new key is read by everybody before it is used', async () => {
  const secret = new Memory();
  expect(await rotate('links', secret)).toBe('2');
  expect(secret.steps).toEqual(['1 of 1+2, 1 of 1', 'pause', '2 of 1+2, 1 of 1']);
  expect(await rotate('hashes', secret)).toBe('2');
  expect(secret.steps.slice(3)).toEqual(['2 of 1+2, 1 of 1+2', 'pause', '2 of 1+2, 2 of 1+2']);
  const { links, hashes } = secret.ring;
  expect(new Set([links.keys[1], links.keys[2], hashes.keys[1], hashes.keys[2]]).size).toBe(3);
  expect(links.keys[2]).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('a rotation that was cut off goes on with the key that is there', async () => {
  const secret = new Memory();
  const cutOff = {
    read: secret.read,
    write: secret.write,
    settle: () => Promise.reject(new Error('cut off')),
  };
  await expect(rotate('links', cutOff)).rejects.toThrow('cut off');
  const { 2: made } = secret.ring.links.keys;
  expect(await rotate('links', secret)).toBe('2');
  expect(secret.ring.links).toMatchObject({ current: '2', keys: { 1: key, 2: made } });
});

test('the current key gets its successor before it is retired; hashing keys stay', async () => {
  const secret = new Memory();
  await retire('1', secret);
  expect(secret.steps).toEqual(['1 of 1+2, 1 of 1', 'pause', '2 of 1+2, 1 of 1', 'pause', '2 of 2, 1 of 1']);
  expect(secret.ring).toMatchObject({ links: { retired: ['1'] }, hashes: { keys: { 1: key } } });
  await retire('1', secret);
  expect(secret.steps).toHaveLength(5);
});

test('another than the current one is retired at once, and no version comes again', async () => {
  const secret = new Memory();
  await rotate('links', secret);
  secret.steps.length = 0;
  await retire('2', secret);
  await retire('1', secret);
  expect(secret.ring.links.retired).toEqual(['2', '1']);
  expect(Object.keys(secret.ring.links.keys)).toEqual(['3']);
  expect(await rotate('links', secret)).toBe('4');
});

test('a version that there never was is refused, and nothing written', async () => {
  const secret = new Memory();
  await expect(retire('7', secret)).rejects.toThrow('there is no link key of version 7');
  expect(secret.steps).toEqual([]);
});

test('what there is is told without the keys', async () => {
  const secret = new Memory();
  expect(described(secret.ring)).toEqual([
    'link keys: 1 (current)',
    'hashing keys: 1 (current)',
    'One key serves both until links or hashes are rotated.',
  ]);
  await retire('1', secret);
  expect(described(secret.ring)).toEqual(['link keys: 2 (current); retired: 1', 'hashing keys: 1 (current)']);
});
