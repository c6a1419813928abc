import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  RegistrationInput,
} from '../../../functions/core/participants/registration-actions.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { owner } from './mail-world.ts';
import { aylin, cem, type Row, type StatesWorld, scene } from './template-worlds.ts';

const other = 'aylin@neu.example';
const team = 'das Team von Stiftung Marktplatz hat';

const idOf = async (world: StatesWorld) => (await world.registration()).registrationId;

async function entered(world: StatesWorld): Promise<void> {
  const input = RegistrationInput.parse({ name: 'Aylin', email: aylin, locale: 'de' });
  await addRegistration('eins', input, owner, world.context);
}

async function corrected(world: StatesWorld): Promise<void> {
  await correctAddress('eins', await idOf(world), { email: other }, owner, world.context);
  await world.pass(1);
}

/** What an organiser did is told as theirs. */
export const organiserRows: Row[] = [
  {
    ...{ template: 'verification', state: 'entered by an organiser' },
    ...{
      says: `${team} diese E-Mail-Adresse bei einer Anmeldung`,
      never: ['Aylin', 'jemand', 'Wenn Sie das waren'],
    },
    run: scene(async (world) => {
      await entered(world);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'verification', state: 'its address corrected by an organiser', to: other },
    ...{ says: `${team} diese E-Mail-Adresse bei einer Anmeldung`, never: ['Aylin', 'jemand'] },
    run: scene(
      async (world) => {
        await world.signUp();
        await world.quiet();
        await corrected(world);
      },
      { to: other },
    ),
  },
  {
    ...{ template: 'verification', state: 'sent again by an organiser' },
    ...{ says: 'Wenn Sie das waren, bestätigen Sie die Anmeldung bitte', never: ['Aylin'] },
    run: scene(async (world) => {
      await world.signUp();
      await world.quiet();
      await world.resend();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'nudge', state: 'entered by an organiser' },
    ...{ says: 'Sie möchten nicht teilnehmen?', never: ['Sie haben sich nicht angemeldet'] },
    run: scene(async (world) => {
      await world.nudging();
      await entered(world);
      await world.quiet();
      await world.at('2027-03-03T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'unconfirmedCancelled', state: 'entered by an organiser' },
    ...{ says: `${team} diese E-Mail-Adresse bei einer Anmeldung`, never: ['jemand', 'nicht angemeldet'] },
    run: scene(async (world) => {
      await entered(world);
      await world.quiet();
      await world.cancel('eins');
      await world.pass(7);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'a place, sent again by an organiser' },
    ...{ says: 'schickt Ihnen noch einmal, was zu Ihrer Anmeldung gehört', never: ['vielen Dank'] },
    run: scene(async (world) => {
      await world.join();
      await world.resend();
      await world.pass(1);
    }),
  },
  {
    ...{
      template: 'confirmation',
      state: 'sent again by an organiser, after a move that nobody was told of',
    },
    ...{ says: 'ersetzt den bisherigen Eintrag', never: ['Den Termin für Ihren Kalender finden Sie'] },
    run: scene(async (world) => {
      await world.join();
      await world.change('eins', { startsAtLocal: '2027-04-28T18:00' }, 'none');
      await world.resend();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'on the waiting list, sent again by an organiser' },
    ...{ says: 'Status: auf der Warteliste, Position 1', never: ['vielen Dank', 'Sie haben einen Platz'] },
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.resend();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'promoted', state: 'moved up by an organiser' },
    ...{ says: `${team} Ihnen einen Platz gegeben`, never: ['aufgerückt'] },
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.change('eins', { capacity: 2, promoteUntil: 'P60D' });
      await moveUpByHand('eins', await idOf(world), owner, world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'cancellation', state: 'cancelled by an organiser' },
    ...{ says: `${team} Sie von der folgenden Veranstaltung abgemeldet`, never: ['Sie sind von der'] },
    run: scene(async (world) => {
      await world.join();
      await cancelRegistration('eins', await idOf(world), undefined, owner, world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'link', state: 'to the old address, when its person asks for another' },
    says: 'Ihrer Anmeldung sollen künftig an eine andere Adresse gehen',
    run: scene(async (world) => {
      await world.join();
      await askForNewAddress(await world.series.attendee(aylin), other, world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'link', state: 'to the new address, once it is confirmed', to: other },
    ...{
      says: 'ab jetzt kommen die E-Mails zu Ihrer Anmeldung hierher',
      never: ['nicht angefordert', 'hier ist Ihr Link'],
    },
    run: scene(
      async (world) => {
        await world.join();
        await askForNewAddress(await world.series.attendee(aylin), other, world.context);
        await world.quiet(other);
        const { newAddressId: signUpId = '' } = await world.series.attendee(aylin);
        const asked = await world.table.get(refs.signUp(signUpId));
        if (asked === undefined) throw new Error('no other address was asked for');
        await moveAddress(asked, world.context);
        await world.pass(1);
      },
      { to: other },
    ),
  },
  {
    ...{ template: 'link', state: 'to the old address, when an organiser corrects it' },
    ...{
      says: `${team} für die E-Mails zu Ihrer Anmeldung eine andere Adresse`,
      never: ['Waren Sie das nicht'],
    },
    run: scene(async (world) => {
      await world.join();
      await corrected(world);
    }),
  },
  {
    ...{ template: 'link', state: 'to the new address, when an organiser corrects the old one', to: other },
    ...{ says: `${team} diese Adresse für die E-Mails zu einer Anmeldung eingetragen`, never: ['Aylin'] },
    run: scene(
      async (world) => {
        await world.join();
        await corrected(world);
      },
      { to: other },
    ),
  },
];

/** Somebody's mailbox is full for an hour, and in it they cancel one event and sign up for another. */
async function severalSteps(world: StatesWorld): Promise<void> {
  await world.join();
  for (let mail = 0; mail < 2; mail++) {
    await world.signUp(aylin, ['zwei']);
    await world.quiet();
  }
  await world.leave();
  await addPart(
    await world.series.attendee(aylin),
    { eventId: 'zwei', seat: 1 },
    { answers: {} },
    world.context,
  );
}

/** What was done on one's own page while a mail about it waited. */
export const stepsRows: Row[] = [
  {
    ...{ template: 'confirmation', state: 'several steps on the own page, in one mail' },
    ...{ says: 'Sie haben auf Ihrer Seite mehreres geändert', never: ['vielen Dank'] },
    run: scene(async (world) => {
      await severalSteps(world);
      await world.pass(62);
    }),
  },
  {
    ...{ template: 'confirmation', state: 'the same, and one of its events can’t be read' },
    ...{ says: 'Zweiter Teil', never: ['Sichtbar machen'] },
    reports: ['Error: a mail went without a part: event of eins'],
    run: scene(async (world) => {
      await severalSteps(world);
      await world.spoil('eins');
      await world.pass(62);
    }),
  },
];
