import * as z from 'zod';
import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { deletePerson } from '../attendee/delete-person.ts';
import { allowRestricting, changeRestriction } from '../attendee/restriction.ts';
import { registrationsOf } from '../registration/attendee-view.ts';
import {
  disclosuresOf,
  type Recipient,
  recipientsDetail,
  recipientView,
} from '../registration/disclosures.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem } from '../table/items.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { type Restriction, RestrictionKind } from '../table/restriction.ts';
import { present } from '../table/retention.ts';
import { Email } from '../values/email.ts';
import { problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after, CalendarDay, dayOf, instantOf } from '../values/time.ts';

/** What restricts somebody's data, or changes until when and why it is. */
export const RestrictionInput = z.strictObject({
  email: Email,
  kind: RestrictionKind,
  reason: OneLine(300).trim().min(10),
  /** The day on which owners look whether it still holds, within a year. */
  reviewOn: CalendarDay,
});
type RestrictionInput = z.infer<typeof RestrictionInput>;

/** What lifts it. */
export const LiftingInput = z.strictObject({
  email: Email,
  /** The day on which the person was told that it will be lifted: before it is, of who asked for it (Art. 18(3) GDPR). */
  toldOn: CalendarDay.optional(),
});
type LiftingInput = z.infer<typeof LiftingInput>;

/** How long a restriction stands at most until somebody looks at it. */
const reviewedWithin = 'P1Y';

/**
 * Restricts what is kept of an address in every series (Art. 18 GDPR), or keeps it for a legal claim: from then on nothing
 * is done with it but storing it. Done again, it changes kind, reason and day.
 * @returns the series in which somebody of that address is restricted now, and who got lists with them, to be told of a
 * restriction that the person asked for (Art. 19 GDPR)
 * @throws Problem 403, 422 also where no attendee has that address: who only gets news, or has not confirmed yet, is none
 */
export async function restrictPerson(
  { email, kind, reason, reviewOn }: RestrictionInput,
  organiser: Organiser,
  context: Context,
): Promise<{ seriesIds: string[]; recipients: Recipient[] }> {
  allowRestricting(organiser);
  const { stage, now } = context;
  const reviewAt = instantOf(`${reviewOn}T00:00`, stage.defaultTimeZone);
  if (reviewAt <= now) throw problemOf([{ pointer: '/reviewOn', code: 'notAhead' }]);
  const latest = after(now, reviewedWithin, stage.defaultTimeZone);
  if (reviewAt > latest) {
    const params = { at: latest, timeZone: stage.defaultTimeZone };
    throw problemOf([{ pointer: '/reviewOn', code: 'notAfter', params }]);
  }
  const people = await someAttendees(email, context);
  const seriesIds: string[] = [];
  const recipients: Recipient[] = [];
  for (const person of people) {
    const { seriesId } = person;
    const told = kind === 'request' ? await recipientsOf(person, context) : [];
    const details = { kind, reason, reviewOn, ...recipientsDetail(told) };
    const deed = { action: 'person.restrict', item: 'people', seriesId, details };
    const changed = (before: Restriction | undefined): Restriction => {
      const { since = now, erasureAskedAt } = before ?? {};
      return { kind, reason, since, reviewAt, ...(erasureAskedAt && { erasureAskedAt }) };
    };
    const noted = audited(organiser, deed, context);
    if (await changeRestriction(person, changed, context, noted)) {
      seriesIds.push(seriesId);
      recipients.push(...told);
    }
  }
  return { seriesIds, recipients };
}

/**
 * Lifts it in every series. Who asked for it has to be told before, which the audit keeps; what was asked to be erased
 * meanwhile is erased now, and what ended meanwhile ends with the next look.
 * @throws Problem 403, 422 where nobody says when the person was told
 */
export async function liftRestriction(
  { email, toldOn }: LiftingInput,
  organiser: Organiser,
  context: Context,
): Promise<{ seriesIds: string[]; erasedSeriesIds: string[] }> {
  allowRestricting(organiser);
  const { stage, now } = context;
  const zone = stage.defaultTimeZone;
  const found = (await attendeesOf(email, context)).filter(({ restriction }) => restriction !== undefined);
  if (toldOn === undefined && found.some(({ restriction }) => restriction?.kind === 'request'))
    throw problemOf([{ pointer: '/toldOn', code: 'required' }]);
  const began = found.map(({ restriction }) => dayOf(restriction?.since ?? now, zone)).toSorted()[0];
  if (toldOn !== undefined && (toldOn > dayOf(now, zone) || toldOn < (began ?? toldOn)))
    throw problemOf([{ pointer: '/toldOn', code: 'invalidDay' }]);
  const seriesIds: string[] = [];
  const erasedSeriesIds: string[] = [];
  for (const person of found) {
    const { seriesId, restriction } = person;
    const isErased = restriction?.erasureAskedAt !== undefined;
    const details = { ...(toldOn && { toldOn }), isErased };
    const deed = { action: 'person.unrestrict', item: 'people', seriesId, details };
    const lifted = await changeRestriction(
      person,
      () => undefined,
      context,
      audited(organiser, deed, context),
    );
    if (lifted === undefined) continue;
    seriesIds.push(seriesId);
    if (isErased) {
      erasedSeriesIds.push(seriesId);
      await deletePerson(lifted, context);
    } else await lookSoon(lifted, context);
  }
  return { seriesIds, erasedSeriesIds };
}

/** What was not erased meanwhile, sensitive answers included, is looked at again. */
async function lookSoon({ eventIds }: AttendeeItem, { store, now }: Context): Promise<void> {
  for (const erasure of await store.getMany(eventIds.map(refs.erasure))) {
    if (erasure === undefined) continue;
    const item = { ...erasure, step: 'sensitive', dueLane: 'erasure', dueAt: now } as const;
    await store.commit([{ step: 'put', item, when: 'any' }]);
  }
}

async function recipientsOf(person: AttendeeItem, context: Context): Promise<Recipient[]> {
  const registrations = await registrationsOf(person, person.eventIds, context);
  return (await disclosuresOf(registrations, context.store)).map(recipientView);
}

/** What restricts nobody must not read as if it had. @throws Problem 422 */
async function someAttendees(email: string, context: Context): Promise<AttendeeItem[]> {
  const found = await attendeesOf(email, context);
  if (found.length === 0) throw problemOf([{ pointer: '/email', code: 'nobodyThere' }]);
  return found;
}

async function attendeesOf(email: string, { store, keys, now }: Context): Promise<AttendeeItem[]> {
  const found = await Promise.all(
    identities(keys, email).map(({ personHash }) => store.ofPerson(personHash)),
  );
  const all = await store.getMany(found.flatMap(({ attendees }) => attendees));
  return all.flatMap((one) => present(one, now) ?? []);
}
