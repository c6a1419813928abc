import { eventFacts, frameOf } from '../mail/event-facts.ts';
import type { FieldFault, PageContent } from '../mail/page-content.ts';
import { ownRegistration } from '../registration/attendee-view.ts';
import { availability } from '../registration/places.ts';
import { hasSensitive } from '../registration/sensitive.ts';
import { isTaken, storedRegistrations } from '../registration/stored-registrations.ts';
import { type Context, shownIn } from '../table/context.ts';
import { endsAt, mostSeats, openness } from '../table/event.ts';
import type { AttendeeItem, EventItem, RegistrationItem } from '../table/items.ts';
import { inLanguage, linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { Problem } from '../values/problem.ts';
import { fittingAnswers, questionsAsked } from './choice.ts';
import type { ShownPage } from './pages.ts';
import { formNotice, groupChoices, wayChoices } from './sign-up-form.ts';

type SeatForm = Extract<PageContent, { page: 'seatForm' }>;
type Values = SeatForm['values'];

/** What a form shows again: what was filled in, and what is wrong with it. */
export interface FilledForm {
  values: Values;
  faults: FieldFault[];
}

/** A form's fields as they were sent, to be shown again. */
export function sentValues(form: URLSearchParams): Values {
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
}

/** The form to change one registration. @throws Problem when it is gone, or nothing can be changed any more */
export async function changeForm(
  attendee: AttendeeItem,
  { eventId, seat }: { eventId: string; seat: number },
  url: string,
  context: Context,
  filled?: FilledForm,
): Promise<ShownPage> {
  const registration = await ownRegistration(attendee, eventId, seat, context);
  const { event, notice, shown } = await seatForm(attendee, eventId, registration, context);
  const isOver = event.status !== 'published' || context.now >= endsAt(event);
  if (isOver || (registration.state !== 'confirmed' && registration.state !== 'waitlisted'))
    throw new Problem('not-possible-now');
  const values = filled?.values ?? chosenValues(event, registration, notice?.reference);
  return shown({
    purpose: 'change',
    action: inLanguage(`${url}/edit`, context),
    backUrl: inLanguage(url, context),
    seat,
    asksName: true,
    values,
    faults: filled?.faults ?? [],
  });
}

/** The form to add a part, or one more person to it. @throws Problem when the event isn't open */
export async function addForm(
  attendee: AttendeeItem,
  { eventId, isMore }: { eventId: string; isMore: boolean },
  url: string,
  context: Context,
  filled?: FilledForm,
): Promise<ShownPage> {
  const { event, shown, ofEvent } = await seatForm(attendee, eventId, undefined, context);
  if (openness(event, context.now) !== 'open') throw new Problem('not-possible-now');
  const taken = new Set(
    ofEvent.filter((one) => isTaken(one, event, context.now)).map((one) => one.seat ?? 1),
  );
  if (isMore && taken.size >= event.seatsPerAddress) throw new Problem('not-possible-now');
  let seat = 1;
  if (isMore) for (seat = 2; seat < mostSeats && taken.has(seat); ) seat++;
  return shown({
    purpose: isMore ? 'addPerson' : 'add',
    action: inLanguage(`${url}/add`, context),
    backUrl: inLanguage(url, context),
    seat,
    asksName: isMore,
    values: filled?.values ?? {},
    faults: filled?.faults ?? [],
  });
}

type Particular = Pick<
  SeatForm,
  'purpose' | 'action' | 'backUrl' | 'seat' | 'asksName' | 'values' | 'faults'
>;

async function seatForm(
  attendee: AttendeeItem,
  eventId: string,
  current: RegistrationItem | undefined,
  context: Context,
) {
  const { store, stage, now } = context;
  const locale = shownIn(attendee.locale, context);
  const { series, event, counters } = await store.load({
    series: refs.series(attendee.seriesId),
    event: refs.event(eventId),
    counters: refs.counters(eventId),
  });
  if (series === undefined || event?.seriesId !== attendee.seriesId || counters === undefined)
    throw new Problem('not-found');
  const ofEvent = await storedRegistrations(attendee, [eventId], context);
  const isSensitive = event.questions.some((question) => question.sensitive);
  const { sensitive } = series.notices;
  const notice = isSensitive && sensitive ? formNotice(sensitive, locale) : undefined;
  const groups = groupChoices(event, counters, locale, now).map((group) =>
    // One's own place in a full group is there to keep.
    group.workingGroupId === current?.workingGroupId ? { ...group, isFull: false } : group,
  );
  const shown = (particular: Particular): ShownPage => ({
    frame: frameOf(stage, locale, series),
    content: {
      page: 'seatForm',
      event: eventFacts(event, locale, linksOf(context)),
      availability: current === undefined ? availability(event, counters, now) : undefined,
      ways: wayChoices(event, counters, now),
      workingGroups: groups,
      questions: questionsAsked(event, current),
      sensitive: notice,
      ...particular,
    },
  });
  return { event, ofEvent, notice, shown };
}

/** What a registration says, as the fields of its form; the consent is ticked where it was given before. */
function chosenValues(event: EventItem, registration: RegistrationItem, consent: string | undefined): Values {
  const { eventId } = event;
  const values: Values = {
    name: registration.name,
    ...(registration.way === undefined ? {} : { [`ways.${eventId}`]: registration.way }),
    [`workingGroups.${eventId}`]: registration.workingGroupId ?? 'none',
    ...(consent !== undefined && hasSensitive(registration.answers, event)
      ? { 'notices.sensitive': consent }
      : {}),
  };
  for (const [questionId, answer] of Object.entries(fittingAnswers(event, registration))) {
    const yesOrNo = answer === true ? 'yes' : 'no';
    values[`answers.${eventId}.${questionId}`] = typeof answer === 'boolean' ? yesOrNo : answer;
  }
  return values;
}

/** The form for name and language, and for another address. */
export async function personForm(
  attendee: AttendeeItem,
  url: string,
  context: Context,
  filled?: FilledForm,
): Promise<ShownPage> {
  const { store, stage, now } = context;
  const { series, newAddress } = await store.load({
    series: refs.series(attendee.seriesId),
    newAddress: refs.signUp(attendee.newAddressId ?? '-'),
  });
  const waiting = newAddress?.state === 'pending' ? present(newAddress, now) : undefined;
  const stored = { name: attendee.name, locale: attendee.locale };
  return {
    frame: frameOf(stage, shownIn(attendee.locale, context), series),
    content: {
      page: 'personForm',
      action: inLanguage(`${url}/edit`, context),
      addressAction: inLanguage(`${url}/address`, context),
      backUrl: inLanguage(url, context),
      email: attendee.email,
      newAddress: waiting?.email,
      values: { ...stored, ...filled?.values },
      faults: filled?.faults ?? [],
    },
  };
}
