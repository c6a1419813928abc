import { beforeEach, describe, expect, test } from 'vitest';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  RegistrationInput,
} from '../../../functions/core/participants/registration-actions.ts';
import { owner, type SentMail } from './mail-world.ts';
import { aylin, cem, StatesWorld } from './template-worlds.ts';

/** What an organiser did is told as theirs, by name, and what its reader did as the reader's. */
const team = 'Team von Stiftung Marktplatz';
const inEnglish = 'The team of Stiftung Marktplatz';
const moved = 'aylin@neu.example';

let world: StatesWorld;
beforeEach(async () => {
  world = await StatesWorld.made();
});

async function told(email = aylin): Promise<SentMail[]> {
  await world.pass(3);
  return world.taken(email);
}

async function enter(email: string, locale: 'de' | 'en' = 'de', eventId = 'eins') {
  const input = RegistrationInput.parse({ name: 'Aylin', email, locale });
  await addRegistration(eventId, input, owner, world.context);
}

const idOf = async (email = aylin) => (await world.registration(email)).registrationId;

describe('entered by hand', () => {
  test('the mail to confirm, the reminder and the end of an event say who entered the address', async () => {
    await world.nudging();
    await enter(aylin);
    const [verification] = await told();
    expect(verification?.text).toContain(
      `das ${team} hat diese E-Mail-Adresse bei einer Anmeldung für die folgende Veranstaltung eingetragen. Wenn Sie teilnehmen möchten, bestätigen Sie`,
    );
    expect(verification?.text).not.toMatch(/jemand|Wenn Sie das waren|Sie haben sich nicht angemeldet/);
    await world.at('2027-03-03T10:00:00.000Z');
    const [nudge] = world.taken(aylin);
    expect(nudge?.text).toContain('Sie möchten nicht teilnehmen?');
    await world.cancel('eins');
    await world.pass(6);
    const [off] = await told();
    expect(off?.text).toContain(`das ${team} hat diese E-Mail-Adresse`);
    expect(off?.text).toContain('Leider fällt sie aus.');
    expect(off?.text).not.toMatch(/jemand|nicht angemeldet/);
  });

  test('in English', async () => {
    await enter(cem, 'en');
    const [mail] = await told(cem);
    expect(mail?.text).toContain(
      `${inEnglish} entered this e-mail address in a registration for the following event. If you would like`,
    );
    expect(mail?.text).not.toContain('Someone');
  });

  test('again, who is registered hears that nothing changed', async () => {
    await world.join();
    await enter(aylin);
    const [mail] = await told();
    expect(mail?.text).toContain(`das ${team} hat diese E-Mail-Adresse noch einmal eingetragen.`);
    expect(mail?.text).not.toMatch(/jemand|Das waren nicht Sie/);
  });

  test('shortly before the start', async () => {
    world.series.now = '2027-04-28T14:30:00.000Z';
    await enter(aylin);
    const [mail] = await told();
    expect(mail?.text).toContain(`das ${team} hat diese E-Mail-Adresse`);
    expect(mail?.text).toContain('ist der Platz schon für Sie eingetragen');
    expect(mail?.text).not.toMatch(/jemand|nicht angemeldet|bestätigt/);
  });

  test('what its person confirms is told as confirmed', async () => {
    await enter(aylin);
    await world.quiet();
    const { signUpId } = await world.registration();
    const found = await world.fresh({ ...(await world.signUp(cem)), signUpId });
    await world.confirmed(found);
    expect((await told())[0]?.text).toContain('vielen Dank, Ihre Anmeldung ist bestätigt');
  });
});

describe('an address that an organiser corrected', () => {
  test('before anybody confirmed it', async () => {
    await world.signUp();
    await world.quiet();
    await correctAddress('eins', await idOf(), { email: moved }, owner, world.context);
    const [mail] = await told(moved);
    expect(mail?.text).toContain(`das ${team} hat diese E-Mail-Adresse`);
    expect(mail?.text).not.toContain('jemand');
  });

  test('of somebody registered, to the new address and to the old one', async () => {
    await world.join();
    await correctAddress('eins', await idOf(), { email: moved }, owner, world.context);
    const [there] = await told(moved);
    expect(there?.text).toContain(
      `das ${team} hat diese Adresse für die E-Mails zu einer Anmeldung eingetragen`,
    );
    expect(there?.text).not.toContain('nicht angefordert');
    const [here] = await told();
    expect(here?.text).toContain(`das ${team} hat für die E-Mails zu Ihrer Anmeldung eine andere Adresse`);
    expect(here?.text).not.toContain('Waren Sie das nicht');
  });

  test('by its person is told as theirs', async () => {
    await world.join();
    await world.moveAddress(moved);
    for (const { text } of [...(await told(moved)), ...(await told())])
      expect(text).not.toContain('Team von');
  });
});

describe('cancelled', () => {
  test('by an organiser, in words of its own also where the series has others', async () => {
    await world.ownWords({
      cancellation: { de: { subject: 'Schade', paragraphs: ['dass Sie nicht kommen.'] } },
    });
    await world.join();
    await cancelRegistration('eins', await idOf(), undefined, owner, world.context);
    const [mail] = await told();
    expect(mail?.subject).toBe('Sie sind abgemeldet: Sichtbar machen');
    expect(mail?.text).toContain(
      `das ${team} hat Sie von der folgenden Veranstaltung abgemeldet. Stimmt das nicht`,
    );
  });

  test('by its person', async () => {
    await world.join(aylin, ['eins'], { locale: 'en' });
    await world.leave();
    const [mail] = await told();
    expect(mail?.text).toContain('Your registration for the following event is cancelled.');
    expect(mail?.text).not.toContain('The team');
  });
});

test('moved up by an organiser, and by a place that became free', async () => {
  await world.join(cem);
  await world.join();
  await world.change('eins', { capacity: 2, promoteUntil: 'P60D' });
  await moveUpByHand('eins', await idOf(), owner, world.context);
  const [mail] = await told();
  expect(mail?.text).toContain(`das ${team} hat Ihnen einen Platz gegeben.`);
  expect(mail?.text).not.toContain('aufgerückt');
});

test('sent again by an organiser, it thanks for nothing', async () => {
  await world.join();
  await world.resend();
  const [mail] = await told();
  expect(mail?.subject).toBe('Ihre Anmeldung: Sichtbar machen');
  expect(mail?.text).toContain(`das ${team} schickt Ihnen noch einmal, was zu Ihrer Anmeldung gehört`);
  expect(mail?.text).not.toContain('vielen Dank');
});

test.each(['its person', 'the team'])(
  'an entry of %s that nobody confirmed is told as theirs when an organiser sends it again',
  async (who) => {
    world.series.now = '2027-04-28T14:10:00.000Z';
    await (who === 'the team' ? enter(aylin) : world.signUp());
    const [first] = await told();
    await world.resend();
    const [again] = await told();
    expect([again?.subject, again?.text]).toEqual([first?.subject, first?.text]);
    expect(again?.text.includes(team)).toBe(who === 'the team');
  },
);
