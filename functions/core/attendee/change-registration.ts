import { registrationsOf } from '../registration/attendee-view.ts';
import { countedByWay } from '../registration/begin-ways.ts';
import { wayChanged } from '../registration/change-way.ts';
import { holdEnded } from '../registration/hold-shares.ts';
import { shownToBeTheirs } from '../registration/own-term.ts';
import { replaced } from '../registration/places.ts';
import { hasSensitive, sensitiveEnded, strippedSignUp } from '../registration/sensitive.ts';
import { SignUpRequest } from '../registration/sign-up-request.ts';
import { isAlive } from '../registration/stored-registrations.ts';
import { subscriptionsGivenIn } from '../registration/subscription.ts';
import { sweepDue } from '../registration/sweep.ts';
import { Tally } from '../registration/tally.ts';
import { verifiedEntry } from '../registration/verified-entry.ts';
import { type Context, shownIn } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { AttendeeItem, RegistrationItem } from '../table/items.ts';
import { identityOf } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import { readableEvents } from '../table/series-events.ts';
import { faultsOf } from '../values/faults.ts';
import { nearestLocale } from '../values/locale.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { type Choice, checkChoice } from './choice.ts';

/** Registrations that one transaction changes beside the attendee. */
const mostTogether = 80;

/**
 * Changes who takes part, how, the answers and the working group of one registration. The old way's and group's place is
 * given back in the step that takes the new one, or not at all.
 * @throws Problem with every fault of the choice, or when the event is over or the registration gone; Busy
 */
export async function changeRegistration(
  attendee: AttendeeItem,
  { eventId, seat }: { eventId: string; seat: number },
  choice: Choice,
  context: Context,
): Promise<void> {
  const { store, keys, now } = context;
  const registrationId = identityOf(keys, attendee).registrationId(eventId, seat);
  return retrying('event', async () => {
    const found = await store.load({
      attendee: refs.attendee(attendee.personHash, attendee.seriesId),
      series: refs.series(attendee.seriesId),
      event: refs.event(eventId),
      counters: refs.counters(eventId),
      registration: refs.registration(eventId, registrationId),
    });
    const { series, event } = found;
    const registration = present(found.registration, now);
    if (series === undefined || event === undefined || registration === undefined)
      throw new Problem('not-found');
    if (found.counters === undefined) throw new Problem('not-found');
    const counters =
      event.attendanceMode === 'hybrid' ? await countedByWay(event, found.counters, context) : found.counters;
    const { holdsPlace: takesPlace, state } = registration;
    const isOver = event.status !== 'published' || now >= endsAt(event);
    if (isOver || (state !== 'confirmed' && state !== 'waitlisted')) throw new Problem('not-possible-now');
    // The words that are consented to are those that were shown.
    const locale = shownIn(attendee.locale, context);
    const facts = { event, counters, series, current: registration, takesPlace, locale, now };
    const { chosen, faults } = checkChoice(choice, facts);
    if (faults.length > 0) throw problemOf(faults);
    const { workingGroupId: held, ...rest } = verifiedEntry(registration);
    // Whoever sends this form reads mail at the address: a direct entry counts in nobody's share any more.
    const entered = registration.isUnverified && found.attendee;
    const person = entered && (await shownToBeTheirs(entered, [eventId], context));
    const kept = person && { expiresAt: person.expiresAt };
    const tally = new Tally({ event, counters });
    const moved = await wayChanged(registration, chosen, { event, counters }, tally, context);
    const steps: Step[] = [
      ...moved.steps,
      replaced(rest, { ...chosen, ...moved.changes, ...kept, name: choice.name ?? registration.name }),
      ...holdEnded(registration, now),
    ];
    // Taking the sensitive answers out takes the consent to them back.
    if (hasSensitive(registration.answers, event) && !hasSensitive(chosen.answers, event))
      steps.push(
        sensitiveEnded(registration, now, true),
        ...(await strippedSignUp(registration, event, store)),
      );
    if (person !== undefined) {
      const { version } = person;
      steps.push({ step: 'put', item: { ...person, version: version + 1 }, when: { version } });
    }
    const wish = chosen.workingGroupId;
    if (takesPlace && wish !== held) {
      tally.leaveGroup(held);
      if (wish !== undefined) tally.takeGroup(wish);
    }
    if ((takesPlace && wish !== held) || chosen.way !== registration.way) steps.push(tally.step);
    if (!(await store.commit(steps)).committed) return 'again';
    if (chosen.way !== registration.way && counters.waitlisted > 0) await sweepDue(eventId, context);
  });
}

/** A person's own name, and the language of all mails to them. Names given to a registration by itself stay. */
export async function changePerson(
  attendee: AttendeeItem,
  form: { name: string; locale: string },
  context: Context,
): Promise<void> {
  const { store, now } = context;
  const name = SignUpRequest.shape.name.safeParse(form.name, { reportInput: true });
  // What is none of ours changes nothing.
  const locale = nearestLocale(form.locale) ?? attendee.locale;
  const faults = name.success ? [] : faultsOf(name.error).map((fault) => ({ ...fault, pointer: '/name' }));
  if (!name.success) throw problemOf(faults);
  // A registration is changed by itself, whatever can be read of its event.
  const { events, unreadable } = await readableEvents(attendee.seriesId, store);
  const ids = [...events, ...unreadable].map(({ eventId }) => eventId);
  return retrying('attendee', async () => {
    const current = await store.get(refs.attendee(attendee.personHash, attendee.seriesId));
    if (current === undefined) throw new Problem('link-expired');
    const next = { name: name.data, locale };
    const all = (await registrationsOf(current, ids, context)).filter(isAlive);
    const stale = all.filter(
      (one) => one.locale !== next.locale || named(one, current, next.name) !== one.name,
    );
    const steps = stale
      .slice(0, mostTogether)
      .map((one) => replaced(one, { locale: next.locale, name: named(one, current, next.name) }));
    // The attendee comes last: until then a registration is known by the old name to be theirs.
    const isLast = stale.length <= mostTogether;
    const person = current.isUnverified ? await shownToBeTheirs(current, [], context) : current;
    const item: AttendeeItem = { ...person, ...next, updatedAt: now, version: current.version + 1 };
    if (isLast) steps.push({ step: 'put', item, when: { version: current.version } });
    if (!(await store.commit(steps)).committed || !isLast) return 'again';
    return followLocale(item, context);
  });
}

/** The holder's registration has the holder's name, unless it was given another. */
function named(registration: RegistrationItem, attendee: AttendeeItem, name: string): string {
  return registration.seat === undefined && registration.name === attendee.name ? name : registration.name;
}

/** News that were agreed to in this series come in the language that was chosen, too. */
async function followLocale(attendee: AttendeeItem, context: Context): Promise<void> {
  const { locale } = attendee;
  for (const subscription of await subscriptionsGivenIn(attendee, context)) {
    if (subscription.locale === locale) continue;
    const item = { ...subscription, locale };
    await context.store.commit([{ step: 'put', item, when: { state: 'subscribed' } }]);
  }
}
