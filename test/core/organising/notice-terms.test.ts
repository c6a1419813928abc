import { expect, test } from 'vitest';
import { publicSeriesView } from '../../../functions/core/attendee/public-view.ts';
import { renameSender } from '../../../functions/core/organising/senders.ts';
import { createSeries, replaceSeries } from '../../../functions/core/organising/series.ts';
import { seriesView } from '../../../functions/core/organising/views.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { noticeReference, textHash } from '../../../functions/core/table/notices.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { SeriesInput, seriesInputOf } from '../../../functions/core/table/series.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { sampleSeries } from '../samples.ts';
import { Series } from '../series.ts';

const written = { de: 'Gelöscht nach {retentionDays} Tagen.', en: 'Deleted after {retentionDays} days.' };

function inputOf(changes: object = {}, privacy: object = {}): SeriesInput {
  const { notices, ...sample } = seriesInputOf(sampleSeries({ seriesId: 'fristen' }));
  const news = { version: '2027-01', sender: 'Stiftung Marktplatz', text: { de: 'Ja.', en: 'Yes.' } };
  const shown = { ...notices.privacy, text: written, ...privacy };
  return SeriesInput.parse({ ...sample, notices: { privacy: shown, news }, ...changes });
}

async function made(changes: object = {}) {
  const table = new MemoryTable();
  const world = await Series.create(table, 'andere', []);
  const series = await createSeries(inputOf(changes), owner, world.context);
  return { table, world, series };
}

test('a notice’s text has the number of its series, in what is shown, hashed and proved; its organisers see what they wrote', async () => {
  const { table, world, series } = await made();
  const shown = { de: 'Gelöscht nach 90 Tagen.', en: 'Deleted after 90 days.' };
  expect([series.retentionDays, series.notices.privacy.text]).toEqual([90, shown]);
  expect(publicSeriesView({ series, events: [] }, world.context).notices.privacy).toMatchObject({
    text: shown,
    hash: { de: textHash(shown.de), en: textHash(shown.en) },
  });
  expect((await table.get(refs.notice('fristen', 'privacy', '2027-01')))?.text).toEqual(shown);
  const view = seriesView(series);
  expect(view.notices.privacy).toMatchObject({ text: written });
  expect(JSON.stringify(view)).not.toContain('"written"');
  expect(seriesInputOf(series).notices.privacy.text).toEqual(written);
  // What was read goes back as it is, and changes nothing.
  const again = await replaceSeries('fristen', seriesInputOf(series), undefined, owner, world.context);
  expect(again.notices.privacy).toEqual(series.notices.privacy);
});

test('another term needs another version of the notice, whether its text has a number or not', async () => {
  const { world } = await made();
  const put = (input: SeriesInput) => replaceSeries('fristen', input, undefined, owner, world.context);
  for (const text of [written, { de: 'Ohne Zahl.', en: 'No number.' }]) {
    const version = `2027-${text.de.length}`;
    await put(inputOf({ retentionDays: 90 }, { version, text }));
    for (const retentionDays of [30, 365])
      await expect(put(inputOf({ retentionDays }, { version, text }))).rejects.toMatchObject({
        faults: [{ pointer: '/notices/privacy/version', code: 'termNeedsVersion', params: { version } }],
      });
  }
  const { notices } = await put(inputOf({ retentionDays: 30 }, { version: '2027-02' }));
  expect(notices.privacy.text.de).toBe('Gelöscht nach 30 Tagen.');
});

test('who signs up has the term of the text that they were shown, also when the setting changes before they confirm', async () => {
  const { table, world, series } = await made();
  const of = world.in(table);
  Object.assign(of, { series });
  await of.publish({ eventId: 'teil' });
  const text = series.notices.privacy.text.de ?? '';
  const privacy = noticeReference({ version: '2027-01', text });
  const signUp = await of.signUp('a@a.example', ['teil'], { locale: 'de', notices: { privacy } });
  expect([signUp.retentionDays, signUp.notices.privacy?.text]).toEqual([90, text]);
  await replaceSeries(
    'fristen',
    inputOf({ retentionDays: 365 }, { version: '2027-02' }),
    undefined,
    owner,
    of.context,
  );
  await expect(
    of.signUp('b@b.example', ['teil'], { locale: 'de', notices: { privacy } }),
  ).rejects.toMatchObject({
    faults: [{ code: 'noticeVersionUnknown', params: { version: '2027-02' } }],
  });
  await confirm(signUp, of.context);
  expect(await of.attendee('a@a.example')).toMatchObject({ retentionDays: 90 });
});

test('a series stores its term when it is written: a stage’s later default changes nothing', async () => {
  const { world, series } = await made();
  expect(series.retentionDays).toBe(90);
  const later = { ...world.context, stage: { ...world.context.stage, retentionDays: 365 } };
  expect((await replaceSeries('fristen', inputOf(), undefined, owner, later)).retentionDays).toBe(90);
});

test('a placeholder that there is not is a fault that names those that there are', async () => {
  const { world } = await made();
  const input = inputOf({ seriesId: 'neu' }, { text: { de: 'Nach {tagen} Tagen.' } });
  await expect(createSeries(input, owner, world.context)).rejects.toMatchObject({
    faults: [{ pointer: '/notices/privacy/text/de', params: { name: 'tagen', possible: ['retentionDays'] } }],
  });
});

test('a term that is typed, in figures or in words, is refused where the placeholder is not there, in either language', async () => {
  const { world } = await made();
  const put = (privacy: object) =>
    replaceSeries(
      'fristen',
      inputOf({}, { version: '2027-09', ...privacy }),
      undefined,
      owner,
      world.context,
    );
  for (const text of [
    { de: 'Gelöscht nach 90 Tagen.' },
    { de: 'Gelöscht nach [90] Kalendertagen.' },
    { de: 'Wir löschen nach 3 Monaten.' },
    { en: 'Deleted after 90 days.' },
    { de: 'Nach {retentionDays} Tagen.', en: 'We keep it for 1 year.' },
    { de: 'Wir löschen nach **drei Monaten**.' },
    { de: 'Wir löschen zwei Jahre nach der letzten Veranstaltung.' },
    { de: 'Ein Jahr danach ist alles gelöscht.' },
    { de: 'Wir speichern Ihre Angaben unbefristet.' },
    { de: 'Wir bewahren Ihre Angaben dauerhaft auf.' },
    { en: 'Deleted after ninety days.' },
    { en: 'We keep your details indefinitely.' },
  ])
    await expect(put({ text })).rejects.toMatchObject({
      faults: [{ pointer: expect.stringMatching(/^\/notices\/privacy\/text\/(de|en)$/), code: 'termTyped' }],
    });
  // Beside the placeholder another number may be another term; without a unit it is none.
  await put({
    text: { de: 'Protokolle 7 Tage, alles andere {retentionDays} Tage; siehe Abschnitt 3.', en: 'See 3.' },
  });
  await put({
    version: '2027-10',
    text: {
      de: 'Der zweite Tag und jeder Monat der Reihe, zehn Veranstaltungen im Jahr.',
      en: 'All day, each year.',
    },
  });
});

test('what a version links and whose news it is for stay as they are: another needs another version', async () => {
  const { table, world } = await made();
  const put = (input: SeriesInput) => replaceSeries('fristen', input, undefined, owner, world.context);
  const url = { de: 'https://www.stiftung-marktplatz.example/neu' };
  await expect(put(inputOf({}, { url }))).rejects.toMatchObject({
    faults: [{ pointer: '/notices/privacy/url/de', code: 'noticeTextFixed', params: { version: '2027-01' } }],
  });
  await put(inputOf({}, { url, version: '2027-02' }));
  expect((await table.get(refs.notice('fristen', 'privacy', '2027-02')))?.url).toEqual(url);
  const { senderId = '' } = (await table.get(refs.series('fristen')))?.notices.news ?? {};
  await renameSender(senderId, { name: 'Marktplatz e. V.' }, undefined, owner, world.context);
  const current = async () => {
    const series = await table.get(refs.series('fristen'));
    if (series === undefined) throw new Error('no series');
    return series;
  };
  // What is shown with the version is the name that it was shown with, until there is another.
  const shown = publicSeriesView({ series: await current(), events: [] }, world.context);
  expect(shown.notices.news?.sender).toBe('Stiftung Marktplatz');
  const named = (version: string) => {
    const input = inputOf({}, { url, version: '2027-02' });
    const news = { version, senderId, text: { de: 'Ja.', en: 'Yes.' } };
    return { ...input, notices: { ...input.notices, news } };
  };
  await expect(put(named('2027-01'))).rejects.toMatchObject({
    faults: [
      { pointer: '/notices/news/version', code: 'senderNeedsVersion', params: { version: '2027-01' } },
    ],
  });
  await put(named('2027-02'));
  expect((await current()).notices.news?.sender).toBe('Marktplatz e. V.');
});
