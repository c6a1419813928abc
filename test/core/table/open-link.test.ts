import { expect, test } from 'vitest';
import { openLink } from '../../../functions/core/table/open-link.ts';
import { KeyRing } from '../../../functions/core/values/key-ring.ts';
import { type LinkPurpose, linkToken } from '../../../functions/core/values/link-token.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { keyRing, unnamedToken } from '../samples.ts';
import { Series } from '../series.ts';

const personHash = `1x${'0'.repeat(32)}`;
const ids: Record<LinkPurpose, string> = {
  confirm: '0'.repeat(32),
  registration: `reihe~${personHash}`,
  data: `reihe~${personHash}~12345`,
  go: `eins~${personHash}`,
  unsubscribe: `${personHash}~0123456789abcdef`,
  login: '0'.repeat(32),
};
const [old, rotated] = [keyRing('1', '1'), keyRing('2', '1', '2')];
const retired = KeyRing.parse({
  links: { current: '2', keys: { 2: rotated.links.keys[2] }, retired: ['1'] },
  hashes: old.hashes,
});

async function at(keys: KeyRing) {
  const series = await Series.create(new MemoryTable(), 'reihe', []);
  return { ...series.context, keys };
}

test('a link of a key that is not the current one any more opens what it did', async () => {
  const link = linkToken(old, 'unsubscribe', ids.unsubscribe, 0);
  expect(await openLink(link, 'unsubscribe', await at(rotated))).toMatchObject({ personHash });
});

test.each(Object.entries(ids))(
  'a link for %s of a retired key says so, whatever it leads to, and where to ask for another one',
  async (purpose, id) => {
    const of = { registration: { seriesId: 'reihe' }, data: { seriesId: 'reihe' }, go: { eventId: 'eins' } };
    const { store, ...context } = await at(retired);
    const seen: PropertyKey[] = [];
    const watched = new Proxy(store, {
      get(target, name) {
        seen.push(name);
        return Reflect.get(target, name);
      },
    });
    for (const made of [linkToken(old, 'login', id, 7), `${id}.1.${'A'.repeat(22)}`]) {
      const opening = openLink(
        made,
        Object.keys(ids).find((one): one is LinkPurpose => one === purpose) ?? 'go',
        { ...context, store: watched },
      );
      await expect(opening).rejects.toMatchObject({
        type: 'link-retired',
        linkRequest: new Map<string, object>(Object.entries(of)).get(purpose),
      });
    }
    expect(seen).toEqual([]);
  },
);

test('a link of earlier mails, which names no key, goes on until one is retired that may have made it', async () => {
  const unnamed = unnamedToken(old, 'unsubscribe', ids.unsubscribe, 0);
  for (const keys of [old, rotated])
    expect(await openLink(unnamed, 'unsubscribe', await at(keys))).toMatchObject({ personHash });
  await expect(openLink(unnamed, 'unsubscribe', await at(retired))).rejects.toMatchObject({
    type: 'link-retired',
  });
});

test('a link that no key has made is none, and neither is one of a version that there never was', async () => {
  const forged = linkToken(keyRing('3', '3'), 'unsubscribe', ids.unsubscribe, 0);
  await expect(openLink(forged, 'unsubscribe', await at(rotated))).rejects.toMatchObject({
    type: 'link-invalid',
  });
});

test('a link of another purpose is none', async () => {
  const link = linkToken(rotated, 'unsubscribe', ids.unsubscribe, 0);
  await expect(openLink(link, 'registration', await at(rotated))).rejects.toMatchObject({
    type: 'link-expired',
  });
  const login = linkToken(rotated, 'confirm', ids.unsubscribe, 0);
  await expect(openLink(login, 'unsubscribe', await at(rotated))).rejects.toMatchObject({
    type: 'link-invalid',
  });
});
