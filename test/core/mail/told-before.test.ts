import { beforeEach, describe, expect, test } from 'vitest';
import { addPart } from '../../../functions/core/attendee/add-part.ts';
import {
  confirmedPage,
  confirmPage,
  registrationPage,
  type ShownPage,
} from '../../../functions/core/attendee/pages.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { viewSignUp } from '../../../functions/core/registration/confirm.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { after } from '../../../functions/core/values/time.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { aylin, cem, laterDay, StatesWorld } from './template-worlds.ts';

/** Whoever was told a title or a time by a mail is told by the next one, and by its page, what of it is other now. */
let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made();
});

const movedText =
  /Seit der Anmeldung hat sich der Termin geändert\. Termin bisher:? Mittwoch, 28\. April 2027.* Termin neu:? Mittwoch, 5\. Mai 2027/;
const on = (date: string) => ({ startsAtLocal: `${date}T17:00`, endsAtLocal: `${date}T19:00` });

async function told(email = aylin) {
  await world.pass(3);
  return world.taken(email);
}

const read = (page: ShownPage) =>
  renderPage(page)
    .html.replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

async function pageOf(signUp: SignUpItem, isConfirmed: boolean): Promise<string> {
  const view = await viewSignUp(await world.fresh(signUp), world.context);
  const page = isConfirmed
    ? confirmedPage({ ...view, isRepeat: false }, world.context)
    : confirmPage(view, 'https://x.example/confirm/a', world.context);
  return read(page);
}

describe('who signed up before a move and confirms after it', () => {
  let signUp: SignUpItem;
  beforeEach(async () => {
    signUp = await world.signUp();
    await world.quiet();
    await world.move(laterDay);
    await world.quiet();
  });

  test('is told on the page to confirm, on the page after it and in the mail what was and what is, once', async () => {
    expect(await pageOf(signUp, false)).toMatch(movedText);
    await world.confirmed(signUp);
    expect(await pageOf(signUp, true)).toMatch(movedText);
    const [mail, ...more] = await told();
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(movedText);
    expect(mail?.text).toContain('Den Termin für Ihren Kalender finden Sie im Anhang');
    const view = await viewAttendee(await world.series.attendee(aylin), world.context);
    const own = read(registrationPage(view, 'https://x.example/registration/a', {}, world.context));
    expect(own).not.toContain('28. April');
  });

  test('is told by the reminder to confirm, and then no more', async () => {
    await world.takeBack(signUp);
    await world.nudging();
    const again = await world.signUp();
    await world.quiet();
    await world.move('2027-05-12');
    await world.at('2027-03-03T10:00:00.000Z');
    const [nudge] = world.taken(aylin);
    expect(nudge?.text).toMatch(/Termin bisher: Mittwoch, 5\. Mai 2027.* Termin neu: Mittwoch, 12\. Mai/);
    await world.confirmed(again);
    expect((await told())[0]?.text).not.toContain('bisher');
  });

  test('is told a new title, and a new title with a new time', async () => {
    await world.change('eins', { title: { de: 'Gesehen werden', en: 'Being seen' } }, 'none');
    await world.confirmed(signUp);
    const [mail] = await told();
    expect(mail?.text).toContain('Seit der Anmeldung haben sich Titel und Termin geändert.');
    expect(mail?.text).toMatch(/Titel bisher: Sichtbar machen Titel neu: Gesehen werden Termin bisher/);
  });

  test('gets no mail about a move that is told to others later, beside the confirmation', async () => {
    await world.change('eins', on('2027-05-12'), '2027-03-02T09:00:00.000Z');
    await world.confirmed(signUp);
    const [mail] = await told();
    expect(mail?.text).toMatch(/Termin bisher: Mittwoch, 28\. April 2027.* Termin neu: Mittwoch, 12\. Mai/);
    await world.at('2027-03-02T09:00:00.000Z');
    expect(await told()).toEqual([]);
  });
});

test('the first mail of a sign-up tells what is, and nothing that its reader was never told', async () => {
  await world.signUp();
  await world.meanwhile(() => world.move(laterDay));
  const [mail] = world.taken(aylin);
  expect(mail?.text).toContain('5. Mai 2027');
  expect(mail?.text).not.toContain('28. April');
});

test('the mail of a direct entry tells what is, too', async () => {
  world.series.now = '2027-04-28T14:30:00.000Z';
  await world.signUp();
  await world.meanwhile(() =>
    world.change('eins', { startsAtLocal: '2027-04-28T17:05', endsAtLocal: '2027-04-28T19:00' }, 'now'),
  );
  const [moved, entry] = world.taken(aylin);
  expect(entry?.text).toContain('17:05');
  expect(entry?.text).not.toContain('geändert');
  // It was the first to carry a file.
  expect(moved?.text).not.toContain('ersetzt');
  expect(moved?.text).toContain('Den Termin für Ihren Kalender finden Sie im Anhang');
});

describe('who was not told of another title and time is told what they knew it as', () => {
  const known =
    /Titel bisher: Sichtbar machen Titel neu: Gesehen werden Termin bisher: Mittwoch, 28\. April 2027.* Termin neu: Mittwoch, 5\. Mai/;
  beforeEach(async () => {
    await world.join();
    const title = { de: 'Gesehen werden', en: 'Being seen' };
    await world.change('eins', { title, ...on(laterDay) }, 'none');
  });

  test('when it is called off', async () => {
    await world.cancel('eins');
    const [mail, ...more] = await told();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Fällt aus: Gesehen werden (bisher: Sichtbar machen)');
    expect(mail?.text).toMatch(known);
  });

  test('when they cancel', async () => {
    await world.leave();
    const [mail] = await told();
    expect(mail?.subject).toBe('Sie sind abgemeldet: Gesehen werden (bisher: Sichtbar machen)');
    expect(mail?.text).toMatch(known);
  });
});

test('who waits while an event is moved without a mail is told when they move up', async () => {
  await world.join(cem);
  await world.join();
  await world.change('eins', on(laterDay), 'none');
  await world.leave(cem);
  const [mail, ...more] = await told();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Sie haben jetzt einen Platz: Sichtbar machen');
  expect(mail?.text).toMatch(movedText);
});

test('a reminder tells a move that was told to nobody, in both languages', async () => {
  await world.join();
  await world.join(cem, ['zwei'], { locale: 'en' });
  await world.change('eins', on(laterDay), 'none');
  await world.change('zwei', on('2027-05-19'), 'none');
  await world.at('2027-05-04T15:00:00.000Z');
  expect(world.taken(aylin)[0]?.text).toMatch(movedText);
  await world.change('zwei', { reminders: ['P1D'] });
  await world.at('2027-05-18T15:00:00.000Z');
  expect(world.taken(cem)[0]?.text).toMatch(
    /The date has changed since the sign-up\. Previous date: Wednesday, 12 May 2027.* New date: Wednesday, 19 May/,
  );
});

test('what is added on the own page later tells of the others what they were', async () => {
  await world.join();
  await world.change('eins', on(laterDay), 'none');
  const view = await viewAttendee(await world.series.attendee(aylin), world.context);
  expect(read(registrationPage(view, 'https://x.example/registration/a', {}, world.context))).toMatch(
    movedText,
  );
});

describe('of a move that is told later, or to nobody, the first mail that shows the new time', () => {
  const planned = '2027-05-04T16:00:00.000Z';
  const reminded = '2027-05-04T15:00:00.000Z';

  test.each(['none', planned] as const)('brings the file along as a reminder (notice %s)', async (notice) => {
    await world.join();
    await world.change('eins', on(laterDay), notice);
    await world.at(reminded);
    const [reminder, ...more] = world.taken(aylin);
    expect(more).toEqual([]);
    expect([reminder?.files, reminder?.uids]).toEqual([['PUBLISH'], ['eins']]);
    expect(reminder?.text).toContain('Die angehängte Kalenderdatei ersetzt den bisherigen Eintrag.');
    await world.at(planned);
    expect(await told()).toEqual([]);
    expect(await world.reason(aylin, 'moved')).toBe(notice === planned ? 'knowsAlready' : undefined);
  });

  test('brings the file along as an announcement, once', async () => {
    await world.join();
    await world.change('eins', on(laterDay), planned);
    await world.announce();
    const [first] = await told();
    expect([first?.subject, first?.files]).toEqual(['Hinweis', ['PUBLISH']]);
    expect(first?.text).toContain('Die angehängte Kalenderdatei ersetzt den bisherigen Eintrag.');
    await world.announce();
    await world.at(reminded);
    const mails = world.taken(aylin);
    expect(mails.map(({ files }) => files)).toEqual([[], []]);
    for (const { text } of mails) expect(text).not.toMatch(/Kalenderdatei|im Anhang/);
    await world.at(planned);
    expect(await told()).toEqual([]);
  });

  test('tells who waits without a file', async () => {
    await world.join(cem);
    await world.join();
    await world.change('eins', on(laterDay), planned);
    await world.announce({ audience: { eventIds: ['eins'], status: ['waitlisted'] } });
    const [mail] = await told();
    expect(mail?.text).toContain('5. Mai 2027');
    expect([mail?.files, mail?.text.includes('Kalenderdatei')]).toEqual([[], false]);
  });

  test('is not the one that asks to confirm something else: the file still follows', async () => {
    await world.join();
    await world.change('eins', on(laterDay), '2027-03-02T09:00:00.000Z');
    await world.signUp(aylin, ['eins', 'zwei']);
    const [verification] = await told();
    expect([verification?.text.includes('5. Mai 2027'), verification?.files]).toEqual([true, []]);
    await world.at('2027-03-02T09:00:00.000Z');
    const [moved] = await told();
    expect([moved?.subject, moved?.files]).toEqual(['Neuer Termin: Sichtbar machen', ['PUBLISH']]);
  });
});

describe('a calendar file is said to replace an entry', () => {
  test('where its SEQUENCE rose, and not where it is the same entry again', async () => {
    await world.join();
    await world.change('eins', { joinInfo: { de: 'Kennwort: Eiche', en: 'Password: oak' } }, 'now');
    const [same] = await told();
    expect([same?.files, same?.text.includes('ersetzt')]).toEqual([['PUBLISH'], false]);
    expect(same?.text).toContain('Den Termin für Ihren Kalender finden Sie im Anhang');
    await world.move(laterDay);
    const [moved] = await told();
    expect([moved?.files, moved?.text.includes('ersetzt den bisherigen Eintrag')]).toEqual([
      ['PUBLISH'],
      true,
    ]);
  });

  test('to be deleted where one was sent: not by a confirmation that is the first of a cancelled event', async () => {
    const signUp = await world.signUp(aylin, ['eins', 'zwei']);
    await world.quiet();
    await world.confirmed(signUp);
    await world.meanwhile(() => world.cancel('eins'));
    const mails = world.taken(aylin);
    const confirmation = mails.find(({ subject }) => subject.startsWith('Ihre Anmeldung'));
    expect(confirmation?.files).toEqual(['PUBLISH']);
    for (const { text } of mails) expect(text).not.toContain('aus Ihrem Kalender');
  });

  test('to be deleted where one was sent: by every mail that ends a place', async () => {
    await world.join(aylin, ['eins', 'zwei']);
    await world.cancel('eins');
    await world.leave(aylin, 'zwei');
    const mails = await told();
    expect(mails.map(({ files }) => files)).toEqual([['CANCEL'], ['CANCEL']]);
    for (const { text } of mails) expect(text).toContain('aus Ihrem Kalender, falls er dort noch steht');
  });

  test.each([
    ['alone', false],
    ['with another, in one mail', true],
  ])(
    'to be deleted where one was sent: not when a part is added and given up, %s, before its mail left',
    async (_, isLeft) => {
      await world.join();
      for (let mail = 0; mail < 2; mail++) {
        await world.signUp(aylin, ['eins']);
        await world.quiet();
      }
      if (isLeft) await world.leave();
      world.series.now = after(world.series.now, 'PT1M');
      const part = { eventId: 'zwei', seat: 1 };
      await addPart(await world.series.attendee(aylin), part, { answers: {} }, world.context);
      world.series.now = after(world.series.now, 'PT1M');
      await world.leave(aylin, 'zwei');
      await world.pass(62);
      const [mail, ...more] = world.taken(aylin);
      expect(more).toEqual([]);
      expect(mail?.uids).toEqual(isLeft ? ['eins'] : []);
      expect(mail?.text).toContain('Zweiter Teil');
      expect(mail?.text).not.toMatch(/noch eingetragen: .*Zweiter/);
    },
  );

  test('to be deleted where one was sent: not when a place is given up before its mail left', async () => {
    const signUp = await world.signUp();
    await world.quiet();
    await world.confirmed(signUp);
    await world.meanwhile(() => world.leave());
    const [mail, ...more] = world.taken(aylin);
    expect(more).toEqual([]);
    expect([mail?.subject, mail?.files]).toEqual(['Sie sind abgemeldet: Sichtbar machen', []]);
    expect(mail?.text).not.toContain('aus Ihrem Kalender');
  });
});
