import { beforeEach, describe, expect, test } from 'vitest';
import { confirmedCertificate, ownCertificate } from '../../../functions/core/attendee/certificate.ts';
import { registrationPage } from '../../../functions/core/attendee/pages.ts';
import { changeRestriction } from '../../../functions/core/attendee/restriction.ts';
import { putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { markAttendance } from '../../../functions/core/participants/attendance.ts';
import { certificatesPage } from '../../../functions/core/participants/certificate.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { goneAt } from '../../../functions/core/table/retention.ts';
import { certificateNumber } from '../../../functions/core/values/certificate-number.ts';
import type { Locale } from '../../../functions/core/values/locale.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { MailWorld, owner } from '../mail/mail-world.ts';

const [ada, bea, cem] = ['ada@verein.example', 'bea@rathaus.example', 'cem@dorf.example'];
const own = (locale: Locale) => locale;

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([
    { eventId: 'eins', startsAtLocal: '2027-04-10T17:00', endsAtLocal: '2027-04-10T18:30' },
  ]);
  for (const [name, email] of Object.entries({ Ada: ada, Bea: bea, Cem: cem }))
    await world.series.join(email, ['eins'], { name });
  await world.table.commit([
    {
      step: 'put',
      item: { ...world.series.series, certificate: { signatory: 'Dr. Muster, Vorstand', inMail: true } },
      when: 'any',
    },
  ]);
  world.series.now = '2027-04-11T09:00:00.000Z';
  const [attended, absent] = await Promise.all([idOf(ada), idOf(bea)]);
  await markAttendance('eins', { attended: [attended], absent: [absent] }, owner, world.context);
});

const idOf = async (email: string) => (await world.series.registration(email, 'eins'))?.registrationId ?? '';
const numberOf = async (email: string) =>
  certificateNumber(world.context.keys, { eventId: 'eins', registrationId: await idOf(email) }) ?? '';
const confirmed = (number: string) => confirmedCertificate(number, own, world.context);
const unknown = { type: 'not-found', detail: { code: 'certificateUnknown' } };
const ofOwn = async (email: string) =>
  ownCertificate(await world.series.attendee(email), { eventId: 'eins', seat: 1 }, world.context);

describe('a certificate', () => {
  test('is on the own page of who took part, and of nobody else', async () => {
    const urls = await Promise.all(
      [ada, bea, cem].map(async (email) => {
        const view = await viewAttendee(await world.series.attendee(email), world.context);
        const { content } = registrationPage(view, 'https://x.example', {}, world.context);
        return content.page === 'registration' ? content.events.map((one) => one.certificateUrl) : [];
      }),
    );
    expect(urls).toEqual([
      [expect.stringMatching(/\/registration\/[^/]+\/certificate\?eventId=eins&seat=1$/)],
      [undefined],
      [undefined],
    ]);
    expect(await ofOwn(ada)).toMatchObject({ content: { certificates: [{ name: 'Ada' }] } });
    for (const email of [bea, cem])
      await expect(ofOwn(email)).rejects.toMatchObject({ detail: { code: 'certificateNotDue' } });
  });

  test('says who, what, how long and who signs, in either language, and until when it is confirmed', async () => {
    const page = await ofOwn(ada);
    const until = goneAt({ ...(await world.series.registration(ada, 'eins')) });
    expect(page.content.certificates[0]?.until).toBe(until);
    const { html } = renderPage(page);
    for (const text of ['Ada', 'Dauer: 1,5 Stunden', 'Dr. Muster, Vorstand', await numberOf(ada)])
      expect(html).toContain(text);
    const english = renderPage({ ...page, frame: { ...page.frame, locale: 'en' } }).html;
    expect(english).toContain('Duration: 1.5 hours');
  });

  test('says before that it ends with the data', async () => {
    world.series.now = '2027-03-02T09:00:00.000Z';
    const view = await viewAttendee(await world.series.attendee(cem), world.context);
    const { html } = renderPage(registrationPage(view, 'https://x.example', {}, world.context));
    expect(html).toContain('Danach kann sie niemand mehr ausstellen oder bestätigen.');
  });
});

describe('its number', () => {
  test('confirms what the paper says, and tells nothing more', async () => {
    const page = await confirmed(await numberOf(ada));
    const { html } = renderPage(page);
    expect(html).toContain('Diese Bescheinigung ist echt');
    for (const secret of [ada, await idOf(ada), '/registration/', '/go/', 'meet.example'])
      expect(html).not.toContain(secret);
    expect(page.content.certificates[0]?.event.joinUrl).toBeUndefined();
  });

  test('is nobody’s for who did not come, for what is made up, and for an id that somebody knows', async () => {
    for (const number of [
      await numberOf(bea),
      await numberOf(cem),
      `eins.1-${'0'.repeat(26)}`,
      `eins.${await idOf(ada)}`,
      'eins',
    ])
      await expect(confirmed(number)).rejects.toMatchObject(unknown);
  });

  test('ends with the data, and while its person’s is restricted', async () => {
    const number = await numberOf(ada);
    const { personHash, seriesId } = await world.series.attendee(ada);
    const person = { personHash, seriesId };
    const { now } = world.context;
    const restriction = { kind: 'request', since: now, reason: 'x', reviewAt: now } as const;
    await changeRestriction(person, () => restriction, world.context);
    await expect(confirmed(number)).rejects.toMatchObject(unknown);
    expect((await all()).content.certificates).toEqual([]);
    await changeRestriction(person, () => undefined, world.context);
    expect((await confirmed(number)).content.isConfirmed).toBe(true);
    world.series.now = goneAt({ ...(await world.series.registration(ada, 'eins')) }) ?? '';
    await expect(confirmed(number)).rejects.toMatchObject(unknown);
  });

  test('is none of an event that was called off', async () => {
    const event = await world.table.get(refs.event('eins'));
    if (event)
      await world.table.commit([{ step: 'put', item: { ...event, status: 'cancelled' }, when: 'any' }]);
    await expect(confirmed(await numberOf(ada))).rejects.toMatchObject(unknown);
  });
});

const all = () => certificatesPage('eins', { locale: undefined, limit: 100 }, owner, world.context);

describe('all of an event', () => {
  test('are one page to print, and the audit has it', async () => {
    await markAttendance('eins', { attended: [await idOf(cem)], absent: [] }, owner, world.context);
    const { content, next } = await all();
    expect(content.certificates.map(({ name }) => name).toSorted()).toEqual(['Ada', 'Cem']);
    expect(next).toBeUndefined();
  });

  test('are for who may download, and after the event', async () => {
    const viewer = { ...owner, role: 'viewer' as const };
    await expect(
      certificatesPage('eins', { locale: 'de', limit: 100 }, viewer, world.context),
    ).rejects.toMatchObject({ type: 'forbidden' });
    world.series.now = '2027-04-10T16:00:00.000Z';
    await expect(all()).rejects.toMatchObject({ detail: { code: 'certificateNotDue' } });
  });
});

test('the mail with the documentation leads to it, for who took part, where the series wants it', async () => {
  const documentation = {
    links: [{ title: { de: 'Folien' }, url: 'https://files.example/1.pdf' }],
    ...{ public: false, audience: 'confirmed' as const, release: 'now' as const },
  };
  await putDocumentation('eins', documentation, undefined, owner, world.context);
  await world.pass(3);
  const led = world.sent.filter(({ text }) => text.includes('/certificate?eventId=eins'));
  expect(led.map(({ to }) => to)).toEqual([ada]);
  expect(
    world.sent.filter(({ subject }) => subject.startsWith('Dokumentation')).map(({ to }) => to),
  ).toHaveLength(3);
});
