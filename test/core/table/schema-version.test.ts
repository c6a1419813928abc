import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { stored, unstored } from '../../../functions/adapters/transaction-steps.ts';
import {
  AddressedRegistration,
  DeliveryItem,
  ErasureItem,
  EventItem,
  RegistrationItem,
  ReportedRegistration,
  SeriesItem,
  SubscriptionItem,
  type WaitingItem,
} from '../../../functions/core/table/items.ts';
import { TokenItem } from '../../../functions/core/table/organiser-items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { NewerItem, readItem, schemaVersion } from '../../../functions/core/table/schema-version.ts';
import { changedItems, ItemForms, itemForms } from '../../../scripts/item-forms.ts';
import { sampleEvent, sampleSeries } from '../samples.ts';

const waiting: WaitingItem = { type: 'waiting', eventId: 'eins', position: 3, registrationId: 'a1' };
const ref = refs.waiting('eins', 3);

test('what is stored carries the version of its form, and is read back without it', () => {
  const row = stored(waiting);
  expect(row).toMatchObject({ schemaVersion });
  expect(unstored(ref, row)).toEqual(waiting);
});

test('a row without a version is of the first, and is brought up to today', () => {
  const { schemaVersion: _, ...row } = stored(waiting);
  expect(unstored(ref, row)).toEqual(waiting);
  const token = {
    type: 'token',
    tokenHash: 'a',
    name: 'b',
    role: 'owner',
    createdAt: '2040-01-01T00:00:00.000Z',
  };
  expect(readItem(TokenItem, token).version).toBe(0);
  expect(readItem(ErasureItem, { type: 'erasure', eventId: 'eins', seriesId: 'reihe' }).step).toBe('all');
  expect(() => readItem(TokenItem, { ...token, schemaVersion })).toThrow();
});

test('texts from before controls were refused have blanks in their place, and keep their lines where they have any', () => {
  const row = sampleSeries({});
  const found = readItem(SeriesItem, { ...row, title: { de: 'Reihe\r\nBEGIN:VEVENT' }, schemaVersion: 5 });
  expect(found.title).toEqual({ de: 'Reihe  BEGIN:VEVENT' });
  expect(
    readItem(SeriesItem, { ...row, summary: { de: 'eins\r\nzwei\u0007' }, schemaVersion: 5 }).summary,
  ).toEqual({
    de: 'eins\r\nzwei ',
  });
});

test('a sender that a series named by a text has the id that its subscriptions have had since', () => {
  const { notices, ...row } = sampleSeries({});
  const news = { version: '1', text: { de: 'Ja.' }, sender: ' Stiftung Marktplatz ' };
  for (const version of [1, 3, 6]) {
    const found = readItem(SeriesItem, { ...row, notices: { ...notices, news }, schemaVersion: version });
    // SHA-256 of “stiftung marktplatz”.
    expect(found.notices.news?.senderId).toBe('9f29d9bfc459c876');
    expect(found.notices.news?.sender.trim()).toBe('Stiftung Marktplatz');
  }
  const without = { ...notices, news: undefined };
  expect(readItem(SeriesItem, { ...row, notices: without, schemaVersion: 6 }).notices.news).toBeUndefined();
});

test('a direct entry of more than six hours before the start is one of six', () => {
  for (const [was, is] of [
    ['P300D', 'PT6H'],
    ['PT6H1M', 'PT6H'],
    ['PT2H', 'PT2H'],
  ])
    for (const version of [1, 6])
      expect(
        readItem(EventItem, { ...sampleEvent(), directEntry: was, schemaVersion: version }).directEntry,
      ).toBe(is);
});

test('a subscription that has the whole notice of its series in it is read without', () => {
  const proof = {
    ...{
      version: '2027-01',
      text: 'Ja.',
      locale: 'de',
      formUrl: 'https://x.example/confirm',
      signUpId: 's1',
    },
    ...{ signedUpAt: '2027-03-01T08:00:00.000Z', verifiedAt: '2027-03-01T08:00:00.000Z' },
  };
  const subscription = {
    ...{ type: 'subscription', personHash: 'p1', senderId: 'a1', sender: 'Stiftung', state: 'subscribed' },
    ...{ email: 'a@x.example', locale: 'de', proof, createdAt: proof.verifiedAt },
  };
  const row = { ...subscription, version: '2027-01', text: { de: 'Ja.' } };
  for (const version of [6, 8])
    expect(readItem(SubscriptionItem, { ...row, schemaVersion: version })).toMatchObject(subscription);
});

test('a registration has the mark by which lists named it that were handed out before', () => {
  const row = {
    ...{ type: 'registration', registrationId: 'r1', eventId: 'eins', seriesId: 'reihe', personHash: 'p1' },
    ...{
      state: 'confirmed',
      holdsPlace: true,
      answers: {},
      name: 'Aylin',
      email: 'a@a.example',
      locale: 'de',
    },
    ...{ signUpId: 's1', createdAt: '2040-01-01T00:00:00.000Z', round: 0, version: 0 },
  };
  // SHA-256 of “s1|eins|1” and “s1|eins|2”.
  for (const [seat, mark] of [
    [undefined, createHash('sha256').update('s1|eins|1').digest('hex').slice(0, 10)],
    [2, createHash('sha256').update('s1|eins|2').digest('hex').slice(0, 10)],
  ])
    for (const version of [1, 8])
      expect(
        readItem(RegistrationItem, { ...row, ...(seat ? { seat } : {}), schemaVersion: version }).marks,
      ).toEqual([mark]);
});

describe('a registration of before that ended', () => {
  const at = '2040-01-01T00:00:00.000Z';
  const row = {
    ...{ type: 'registration', registrationId: 'r1', eventId: 'eins', seriesId: 'reihe', personHash: 'p1' },
    ...{ holdsPlace: false, email: 'a@a.example', locale: 'de', signUpId: 's1', marks: ['m'] },
    ...{ name: 'Rufen Sie 0900 an', answers: { wunsch: '0900' }, workingGroupId: 'g1', way: 'online' },
    ...{ createdAt: at, round: 0, version: 0 },
  };
  const read = (fields: object, version = 9) =>
    readItem(RegistrationItem, { ...row, ...fields, schemaVersion: version });

  test.each([
    ['before anybody confirmed it', { state: 'cancelled' }],
    ['with its hold', { state: 'expired' }],
    ['as an entry that nobody confirmed', { state: 'cancelled', confirmedAt: at, isUnverified: true }],
  ])('%s holds nothing that somebody typed', (_how, fields) => {
    for (const version of [1, 9]) {
      expect(JSON.stringify(read(fields, version))).not.toMatch(/0900|g1|online/);
      expect(read(fields, version)).toMatchObject({ name: '', answers: {}, email: 'a@a.example' });
    }
  });

  test.each([
    ['by who had confirmed it', { state: 'cancelled', confirmedAt: at }],
    ['not at all', { state: 'pending' }],
  ])('%s is as it was', (_how, fields) => {
    expect(read(fields)).toMatchObject({ name: row.name, answers: row.answers, workingGroupId: 'g1' });
  });
});

test('soft bounces of before are of the time from which the last one’s term runs', () => {
  const { schema } = refs.softBounces('p');
  const row = { type: 'softBounces', personHash: 'p', version: 1, expiresAt: 2_000_000_000 };
  expect(readItem(schema, { ...row, messageIds: ['a', 'b'], schemaVersion: 8 })).toEqual({
    ...row,
    bounces: ['a', 'b'].map((messageId) => ({ messageId, at: '2032-11-19T03:33:20.000Z' })),
  });
});

test('of a later version’s row what is known is read, at any depth', () => {
  const token = {
    type: 'token',
    tokenHash: 'a',
    name: 'b',
    role: 'owner',
    createdAt: '2040-01-01T00:00:00.000Z',
    version: 4,
  };
  const later = { ...token, schemaVersion: schemaVersion + 1, colour: { is: 'red' }, more: [1] };
  expect(readItem(TokenItem, later)).toEqual(token);
  const audit = {
    ...{ type: 'audit', auditId: 'a', at: '2040-01-01T00:00:00.000Z', action: 'x', item: '/x' },
    ...{ who: { tokenId: 't', name: 'n', mood: 'good' }, schemaVersion: schemaVersion + 1 },
  };
  const { schema } = {
    schema: refs.audit({ ...audit, type: 'audit', who: { tokenId: 't', name: 'n' } }).schema,
  };
  expect(readItem(schema, audit)).toMatchObject({ who: { tokenId: 't', name: 'n' } });
});

test('a later version’s row that says something else is refused by name, and an unknown field of today’s too', () => {
  const later = { ...waiting, position: 'third', schemaVersion: schemaVersion + 1 };
  expect(() => unstored(ref, later)).toThrow(NewerItem);
  expect(() => unstored(ref, later)).toThrow(`version ${schemaVersion + 1}`);
  expect(() => unstored(ref, { ...stored(waiting), colour: 'red' })).toThrow('colour');
});

test('what mails to organisers are about is read from the ids of rows before it was a field', () => {
  const delivery = {
    ...{ type: 'delivery', recipientId: 'o1', kind: 'announcement', template: 'announcement' },
    ...{ lane: 'transactional', state: 'queued', seriesId: 'reihe', personHash: 'p1', eventIds: [] },
    ...{ createdAt: '2040-01-01T00:00:00.000Z', attempts: 0, schemaVersion: 4 },
  };
  const of = (notificationId: string) => readItem(DeliveryItem, { ...delivery, notificationId });
  expect(of('test-en-0a1b2c-77ff').trial).toEqual({ announcementId: '0a1b2c', locale: 'en' });
  expect(of('erasurenotice-reihe-2-2208988800').erasedAt).toBe('2040-01-01T00:00:00.000Z');
  expect(of('login-1x77ff').loginId).toBe('1x77ff');
  const { schemaVersion: _, ...other } = { ...delivery, notificationId: 'announcement-0a1b2c' };
  expect(of(other.notificationId)).toEqual(other);
});

const upgrades = path.resolve(import.meta.dirname, '../../upgrades');
const keepIt = `Run npm run keep-version, which writes down the rows and forms of version ${schemaVersion}.`;

test('the form of an item changes with the schema version', () => {
  const kept = ItemForms.parse(JSON.parse(readFileSync(path.join(upgrades, 'item-forms.json'), 'utf8')));
  const changed = changedItems(kept.items, itemForms()).join(', ');
  const whatToDo =
    kept.schemaVersion < schemaVersion
      ? `The form of version ${schemaVersion} is not kept yet. ${keepIt}`
      : `The form of these items has changed, and schemaVersion is still ${schemaVersion}: ${changed}. The code before would refuse their rows, even for one optional field. Raise schemaVersion in functions/core/table/schema-version.ts and give it an upgrade from the version before, (row) => row where its rows stay as they are. Then run npm run keep-version. (See docs/decisions/075-schema-version.md.)`;
  expect({ schemaVersion: kept.schemaVersion, changed }, whatToDo).toEqual({ schemaVersion, changed: '' });
});

test('rows of each version are kept, for the upgrades from it to be tested with', () => {
  const versions = Array.from({ length: schemaVersion }, (_, index) => `version-${index + 1}.json`);
  expect(globSync('version-*.json', { cwd: upgrades }), keepIt).toEqual(expect.arrayContaining(versions));
});

test('a registration of before, read in part, gets nothing that was not asked for', () => {
  const at = '2027-03-01T09:00:00.000Z';
  for (const schema of [ReportedRegistration, AddressedRegistration])
    for (let version = 1; version < schemaVersion; version++) {
      const whole: Record<string, unknown> = {
        ...{
          type: 'registration',
          registrationId: 'r1',
          eventId: 'eins',
          seriesId: 'reihe',
          personHash: 'p1',
        },
        ...{
          state: 'confirmed',
          holdsPlace: true,
          answers: {},
          name: 'A',
          email: 'a@a.example',
          locale: 'de',
        },
        ...{ signUpId: 's1', createdAt: at, confirmedAt: at, round: 0, version: 0 },
      };
      const part = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, whole[name]]));
      const row = Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
      expect(() => readItem<unknown>(schema, { ...row, schemaVersion: version })).not.toThrow();
    }
});
