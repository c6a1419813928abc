import { registrationsOf } from '../registration/attendee-view.ts';
import { placeInLine } from '../registration/place-in-line.ts';
import { linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { entryOf } from './calendar-entry.ts';
import { personalFacts, withPerson } from './event-facts.ts';
import { eachPart } from './failed-part.ts';
import { framed, newTimes, type Planned, type Planning, readEvents } from './mail-plan.ts';

/** The mail about several things that a person did on their own page: how each event of theirs stands now. */
export async function stepsMail(planning: Planning): Promise<Planned> {
  const { delivery, context, shared } = planning;
  const { store, now } = context;
  const found = await store.load({ attendee: refs.attendee(delivery.personHash, delivery.seriesId) });
  const attendee = present(found.attendee, now);
  if (attendee === undefined) return { skip: 'attendeeGone' };
  const links = linksOf(context);
  const [{ events, unreadable }, registrations] = await Promise.all([
    readEvents(delivery.eventIds, shared),
    registrationsOf(attendee, delivery.eventIds, context),
  ]);
  const told = events.flatMap((event) =>
    registrations
      .filter((one) => one.eventId === event.eventId && one.state !== 'expired' && one.state !== 'pending')
      .map((registration) => ({ event, registration })),
  );
  if (told.length === 0 && unreadable.length === 0) return { skip: 'registrationGone' };
  const positions = await Promise.all(
    told.map(({ event, registration }) => placeInLine(event, registration, store)),
  );
  const placed = told.map((one, at) => ({ ...one, position: positions[at] }));
  const { made, failed: unmade } = eachPart(placed, 'event', ({ event, registration, position }) =>
    withPerson(
      personalFacts(event, registration, attendee.locale, links, now, position),
      registration,
      attendee,
    ),
  );
  const failed = [...unreadable, ...unmade];
  // Without any part there is no mail.
  const [first] = failed;
  if (made.length === 0 && first !== undefined) throw first.error;
  const entries = told.map(({ event, registration }) => entryOf(event, registration, context, delivery));
  const calendars = (await Promise.all(entries)).flat();
  const registrationUrl = links.registration(attendee);
  const { isByOrganiser } = delivery;
  const content = {
    ...({ template: 'confirmation', isOfSteps: true } as const),
    ...{ events: made, registrationUrl, isByOrganiser },
  };
  const tells = told.flatMap(({ event, registration }) => newTimes(event, registration));
  return framed(planning, attendee, content, { calendars, failed, tells });
}
