import { expect, test } from 'vitest';
import { openLink } from '../../../functions/core/table/open-link.ts';
import { linkToken } from '../../../functions/core/values/keys.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { keyRing } from '../samples.ts';
import { Series } from '../series.ts';

/** A link that was made with the second version of the keys, and an instance that has read the first alone. */
const [before, after] = [keyRing('1', '1'), keyRing('2', '1', '2')];
const id = `1x${'0'.repeat(32)}~0123456789abcdef`;
const link = linkToken(after, 'unsubscribe', id, 0);

async function instance() {
  const series = await Series.create(new MemoryTable(), 'reihe', []);
  let reads = 0;
  const newerKeys = async () => {
    reads += 1;
    return after;
  };
  return { at: { ...series.context, keys: before, newerKeys }, reads: () => reads };
}

test('a link of a version that an instance has not read yet makes it read the keys, and go on with them', async () => {
  const { at } = await instance();
  expect(await openLink(link, 'unsubscribe', at)).toMatchObject({ senderId: '0123456789abcdef' });
  expect(at.keys).toBe(after);
});

test('a link of a version that is known makes it read nothing', async () => {
  const { at, reads } = await instance();
  await openLink(linkToken(before, 'unsubscribe', id, 0), 'unsubscribe', at);
  expect(reads()).toBe(0);
});

test('a link that no key has made is none, with the newest keys too', async () => {
  const { at, reads } = await instance();
  const forged = linkToken(keyRing('3', '3'), 'unsubscribe', id, 0);
  await expect(openLink(forged, 'unsubscribe', at)).rejects.toMatchObject({ type: 'link-invalid' });
  expect(reads()).toBe(1);
  expect(at.keys).toBe(before);
});

test('a link of another purpose is none, and where there are no others, the known keys are all', async () => {
  const { at } = await instance();
  await expect(openLink(link, 'registration', at)).rejects.toMatchObject({ type: 'link-expired' });
  const { newerKeys, ...alone } = at;
  await expect(openLink(link, 'unsubscribe', alone)).rejects.toMatchObject({ type: 'link-invalid' });
});
