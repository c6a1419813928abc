import { addPart } from '../../../functions/core/attendee/add-part.ts';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { changePerson, changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { erasePersonInSeries } from '../../../functions/core/attendee/erase.ts';
import { mailLink } from '../../../functions/core/attendee/fresh-link.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import {
  addRegistration,
  cancelRegistration,
  moveUpByHand,
  resendMail,
} from '../../../functions/core/participants/registration-actions.ts';
import { cancel, sweepWaitingList } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { stepSignUp } from '../../../functions/core/registration/sign-up-steps.ts';
import { deleteSignUp } from '../../../functions/core/registration/take-back.ts';
import { Busy } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/**
 * What a use case reads is not read at one moment. Whatever else is done between any two of its reads, it plans a
 * transaction that can be one, or plans anew.
 */
const [own, other, next] = ['ida@rathaus.example', 'cem@verein.example', 'ida@privat.example'];

interface World {
  table: MemoryTable;
  series: Series;
}

/** A person with a place, a position, a sign-up and an address that wait for their buttons, and a mail that waits. */
export async function made(): Promise<World> {
  const table = new MemoryTable();
  const series = await Series.create(table, 'reihe', [
    { eventId: 'one', capacity: 5, seatsPerAddress: 3 },
    { eventId: 'full', capacity: 1, waitingList: true },
    { eventId: 'left' },
    { eventId: 'open', capacity: 3, waitingList: true },
  ]);
  await series.join(other, ['full']);
  await series.join(own, ['one', 'full', 'left']);
  await series.signUp(own, ['open']);
  series.advance('PT2H');
  await askForNewAddress(await series.attendee(own), next, series.context);
  const attendee = await series.attendee(own);
  // The notice to the old address has left.
  const notice = refs.delivery(`addressnotice-${attendee.newAddressId}`, attendee.personHash);
  const queued = await table.get(notice);
  if (queued === undefined) throw new Error('the old address is told');
  const { dueAt, dueLane, ...sent } = queued;
  await table.commit([{ step: 'put', item: { ...sent, state: 'sent' }, when: 'any' }]);
  // Its mailbox has its mails of the hour, and one of a step that waits.
  for (const purpose of ['data', 'delete'] as const) await mailLink(attendee, purpose, series.context);
  await series.cancel(own, 'left');
  return { table, series };
}

/** The same shortly before the start, where all of the person is what somebody typed, but what they cancelled of it. */
export async function entered(): Promise<World> {
  const table = new MemoryTable();
  const direct = { directEntry: 'PT60M', capacity: 3 } as const;
  const series = await Series.create(table, 'reihe', [
    { eventId: 'one', ...direct, seatsPerAddress: 3 },
    { eventId: 'full', capacity: 1, waitingList: true, directEntry: 'PT60M', promoteUntil: 'PT5M' },
    { eventId: 'left', ...direct },
    { eventId: 'open', ...direct, directEntry: 'PT0M' },
  ]);
  series.client = '198.51.100.1';
  await series.join(other, ['full']);
  series.now = '2027-04-28T14:20:00.000Z';
  await series.signUp(own, ['one', 'left', 'open']);
  await series.signUp(own, ['one', 'open'], { name: 'Stranger' });
  await series.signUp(own, ['one']);
  await series.cancel(own, 'left');
  return { table, series };
}

export type UseCase = (series: Series) => Promise<unknown>;
const person = async (series: Series) => {
  const found = await series.table.get(refs.attendee(series.identity(own).personHash, 'reihe'));
  if (found === undefined) throw new Problem('not-found');
  return found;
};
const of = async (series: Series, eventId: string, email: string = own) => {
  const found = await series.registration(email, eventId);
  if (found === undefined) throw new Problem('not-found');
  return found;
};
const signUpOf = async (series: Series, id: string | undefined) => {
  const found = await series.table.get(refs.signUp(id ?? '-'));
  if (found === undefined) throw new Problem('not-found');
  return found;
};
const choice = { answers: {} };

export const useCases: Record<string, UseCase> = {
  adds: async (at) => addPart(await person(at), { eventId: 'open', seat: 1 }, choice, at.context),
  'adds a person': async (at) =>
    addPart(await person(at), { eventId: 'one', seat: 2 }, { ...choice, name: 'Max' }, at.context),
  'comes back': async (at) => addPart(await person(at), { eventId: 'left', seat: 1 }, choice, at.context),
  cancels: async (at) => cancel(await of(at, 'one'), at.context),
  'leaves the list': async (at) => cancel(await of(at, 'full'), at.context),
  'leaves for them': async (at) => cancel(await of(at, 'full', other), at.context),
  changes: async (at) =>
    changeRegistration(await person(at), { eventId: 'one', seat: 1 }, choice, at.context),
  'is called otherwise': async (at) =>
    changePerson(await person(at), { name: 'Ida E.', locale: 'en' }, at.context),
  answers: async (at) => answerForEntries(await person(at), at.context),
  'signs up': (at) => at.signUp(own, ['open', 'left']),
  confirms: async (at) => confirm(await signUpOf(at, (await of(at, 'open')).signUpId), at.context),
  'takes back': async (at) => deleteSignUp(await signUpOf(at, (await of(at, 'open')).signUpId), at.context),
  'lets it end': async (at) => {
    const later = at.in(at.table);
    later.advance('P8D');
    await stepSignUp(await signUpOf(at, (await of(at, 'open')).signUpId), later.context);
  },
  moves: async (at) => moveAddress(await signUpOf(at, (await person(at)).newAddressId), at.context),
  'asks to move': async (at) => askForNewAddress(await person(at), 'ida@buero.example', at.context),
  'asks for data': async (at) => mailLink(await person(at), 'data', at.context),
  'is erased': async (at) => erasePersonInSeries((await person(at)).personHash, 'reihe', at.context),
  'is mailed again': async (at) => resendMail('one', (await of(at, 'one')).registrationId, owner, at.context),
  'is cancelled': async (at) =>
    cancelRegistration('one', (await of(at, 'one')).registrationId, undefined, owner, at.context),
  'is moved up': async (at) => moveUpByHand('full', (await of(at, 'full')).registrationId, owner, at.context),
  'is corrected': async (at) =>
    correctAddress('open', (await of(at, 'open')).registrationId, { email: next }, owner, at.context),
  'is entered': (at) => addRegistration('open', { name: 'Ida', email: own, answers: {} }, owner, at.context),
  'is swept': (at) => sweepWaitingList('full', at.context),
};

/** What is refused, or was too contended, is an answer. */
async function answered(asked: Promise<unknown>): Promise<unknown> {
  try {
    await asked;
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof Busy)) return error;
  }
  return undefined;
}

/** No use case reads more often, of one person. */
const mostReads = 200;

/** What fails in a use case when another comes between any two of its calls of the table. */
export async function metBetween(
  { table, series }: World,
  use: UseCase,
  meanwhile: UseCase,
): Promise<string[]> {
  const met: string[] = [];
  for (let at = 1; at < mostReads; at++) {
    let [turn, isInside] = [0, false];
    const run = series.in(
      table.copy(async () => {
        if (isInside || ++turn !== at) return;
        isInside = true;
        await answered(meanwhile(run));
        isInside = false;
      }),
    );
    const error = await answered(use(run));
    if (error !== undefined) met.push(`at ${at}: ${error}`);
    if (turn < at) break;
  }
  return met;
}
