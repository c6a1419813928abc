import type { Context } from './context.ts';
import { documentationContent } from './documentation-mail.ts';
import { endsAt } from './event.ts';
import { frameOf, personalFacts } from './facts.ts';
import type {
  AttendeeItem,
  DeliveryItem,
  EventItem,
  NotificationItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
} from './items.ts';
import { dataLinkFor, Links } from './links.ts';
import type { Locale } from './locale.ts';
import type { MailContent, MailFacts } from './mail.ts';
import { chosenIdentity, identities } from './person.ts';
import { refs } from './refs.ts';
import { after } from './time.ts';
import { placeInLine } from './waiting.ts';

/** A calendar file that a mail carries, one an event (RFC 5546). */
export interface CalendarPart {
  event: EventItem;
  method: 'PUBLISH' | 'CANCEL';
}

/** Everything that one delivery's mail is made of. */
export interface MailPlan {
  to: string;
  facts: MailFacts;
  calendars: CalendarPart[];
  replyTo: string;
  /** What carries news can be unsubscribed from by one click (RFC 8058). */
  unsubscribeUrl?: string;
}

/** A mail, or the reason why it isn't sent any more. */
export type Planned = MailPlan | { skip: string };

/** Reads that many mails of one run share; events and series are read once a run. */
export interface Shared {
  event(eventId: string): Promise<EventItem | undefined>;
  series(seriesId: string): Promise<SeriesItem | undefined>;
  notification(notificationId: string): Promise<NotificationItem | undefined>;
}

/** Reads each event, series and notification once. */
export function sharedReads({ store }: Context): Shared {
  const once = <T>(read: (id: string) => Promise<T>) => {
    const known = new Map<string, Promise<T>>();
    return (id: string) => {
      const found = known.get(id) ?? read(id);
      known.set(id, found);
      return found;
    };
  };
  return {
    event: once((id) => store.get(refs.event(id))),
    series: once((id) => store.get(refs.series(id))),
    notification: once((id) => store.get(refs.notification(id))),
  };
}

/** Reads what a delivery is about and says what its mail holds, or why there is none any more. */
export async function planMail(delivery: DeliveryItem, context: Context, shared: Shared): Promise<Planned> {
  const series = await shared.series(delivery.seriesId);
  if (series === undefined) return { skip: 'seriesGone' };
  if (delivery.template === 'link') return planLink(delivery, series, context);
  if (delivery.registrationId === undefined) return planForSignUp(delivery, series, context, shared);
  return planForRegistration(delivery, series, context, shared);
}

function framed(
  delivery: DeliveryItem,
  series: SeriesItem,
  person: { name: string; email: string; locale: Locale },
  content: MailContent,
  context: Context,
  rest: Partial<Pick<MailPlan, 'calendars' | 'unsubscribeUrl'>> = {},
): MailPlan {
  const { locale, name, email } = person;
  const words = series.texts?.[delivery.template]?.[locale];
  return {
    to: email,
    facts: { frame: frameOf(context.stage, locale, series), name, content, ...(words ? { words } : {}) },
    calendars: rest.calendars ?? [],
    replyTo: series.replyTo ?? context.stage.replyTo,
    ...(rest.unsubscribeUrl === undefined ? {} : { unsubscribeUrl: rest.unsubscribeUrl }),
  };
}

async function planLink(delivery: DeliveryItem, series: SeriesItem, context: Context): Promise<Planned> {
  const attendee = await context.store.get(refs.attendee(delivery.personHash, delivery.seriesId));
  if (attendee === undefined) return { skip: 'attendeeGone' };
  const links = new Links(context);
  const purpose = delivery.purpose ?? 'registration';
  if (purpose === 'registration') {
    const content: MailContent = { template: 'link', purpose, url: links.registration(attendee) };
    return framed(delivery, series, attendee, content, context);
  }
  // The hour runs from the request, so that a mail sent late carries a shorter-lived link, never a longer one.
  const validUntil = after(delivery.createdAt, dataLinkFor);
  if (context.now >= validUntil) return { skip: 'linkExpired' };
  const content: MailContent = {
    template: 'link',
    purpose,
    url: links.data(attendee, validUntil),
    validUntil,
  };
  return framed(delivery, series, attendee, content, context);
}

async function planForSignUp(
  delivery: DeliveryItem,
  series: SeriesItem,
  context: Context,
  shared: Shared,
): Promise<Planned> {
  const { store, keys, now } = context;
  const signUp =
    delivery.signUpId === undefined ? undefined : await store.get(refs.signUp(delivery.signUpId));
  if (signUp === undefined || signUp.state === 'deleted') return { skip: 'signUpGone' };
  const identity = chosenIdentity(
    identities(keys, signUp.email),
    (one) => one.personHash === signUp.personHash,
  );
  const [attendee, events, registrations] = await Promise.all([
    store.get(refs.attendee(signUp.personHash, signUp.seriesId)),
    Promise.all(delivery.eventIds.map((eventId) => shared.event(eventId))),
    store.getMany(delivery.eventIds.map((id) => refs.registration(id, identity.registrationId(id)))),
  ]);
  const links = new Links(context);
  const parts = await Promise.all(
    events.flatMap((event, index) => {
      const registration = registrations[index];
      return event === undefined
        ? []
        : [
            placeInLine(registration, store).then((position) => ({
              event,
              facts: personalFacts(event, registration, signUp.locale, links, now, position),
            })),
          ];
    }),
  );
  const known = attendee === undefined ? {} : { registrationUrl: links.registration(attendee) };
  if (delivery.template === 'verification' || delivery.template === 'nudge') {
    if (signUp.state !== 'pending' || now >= signUp.deletedAt) return { skip: 'nothingToConfirm' };
    const events = parts.filter((part) => part.facts.standing === 'pending').map((part) => part.facts);
    const already = parts
      .filter((part) => part.facts.standing === 'confirmed' || part.facts.standing === 'waitlisted')
      .map((part) => part.facts);
    const holds = signUp.events.flatMap((entry) => (entry.heldUntil ? [entry.heldUntil] : []));
    const heldUntil = holds.toSorted()[0];
    const isPointless = delivery.template === 'nudge' && events.length === 0;
    if (isPointless) return { skip: 'nothingToConfirm' };
    const content: MailContent = {
      template: delivery.template,
      events,
      already,
      ...(events.length > 0 || signUp.notices.news !== undefined
        ? { confirmUrl: links.confirm(signUp.signUpId) }
        : {}),
      ...(heldUntil !== undefined && heldUntil > now ? { heldUntil } : {}),
      deletedAt: signUp.deletedAt,
      ...(signUp.notices.news && series.notices.news ? { news: { sender: series.notices.news.sender } } : {}),
      ...(already.length > 0 ? known : {}),
    };
    return framed(delivery, series, signUp, content, context);
  }
  if (attendee === undefined) return { skip: 'attendeeGone' };
  if (parts.length === 0) return { skip: 'eventGone' };
  const wantsNews = signUp.state === 'pending' && signUp.notices.news !== undefined;
  const content: MailContent = {
    template: 'confirmation',
    events: parts.map((part) => part.facts),
    registrationUrl: links.registration(attendee),
    ...(wantsNews ? { verifyNewsUrl: links.confirm(signUp.signUpId) } : {}),
  };
  const calendars = parts
    .filter((part) => part.facts.standing === 'confirmed')
    .map((part): CalendarPart => ({ event: part.event, method: 'PUBLISH' }));
  return framed(delivery, series, signUp, content, context, { calendars });
}

async function planForRegistration(
  delivery: DeliveryItem,
  series: SeriesItem,
  context: Context,
  shared: Shared,
): Promise<Planned> {
  const { store, now } = context;
  const [eventId = ''] = delivery.eventIds;
  const event = await shared.event(eventId);
  const { registration, attendee } = await store.load({
    registration: refs.registration(eventId, delivery.registrationId ?? ''),
    attendee: refs.attendee(delivery.personHash, delivery.seriesId),
  });
  if (event === undefined || registration === undefined || attendee === undefined)
    return { skip: 'registrationGone' };
  const skip = reasonToSkip(
    delivery,
    event,
    registration,
    await shared.notification(delivery.notificationId),
    context,
  );
  if (skip !== undefined) return { skip };
  const links = new Links(context);
  const facts = personalFacts(event, registration, registration.locale, links, now);
  const registrationUrl = links.registration(attendee);
  const calendar = (method: CalendarPart['method']) => ({ calendars: [{ event, method }] });
  const plan = (content: MailContent, rest?: Partial<Pick<MailPlan, 'calendars' | 'unsubscribeUrl'>>) =>
    framed(delivery, series, registration, content, context, rest);
  switch (delivery.template) {
    case 'confirmation': {
      const position = await placeInLine(registration, store);
      const told = { ...facts, ...(position === undefined ? {} : { position }) };
      const content: MailContent = { template: 'confirmation', events: [told], registrationUrl };
      return plan(content, facts.standing === 'confirmed' ? calendar('PUBLISH') : {});
    }
    case 'promoted':
      return plan({ template: 'promoted', event: facts, registrationUrl }, calendar('PUBLISH'));
    case 'cancellation':
      return plan({ template: 'cancellation', event: facts, registrationUrl }, calendar('CANCEL'));
    case 'eventCancelled':
      return plan({ template: 'eventCancelled', event: facts, registrationUrl }, calendar('CANCEL'));
    case 'moved': {
      const previous = (await shared.notification(delivery.notificationId))?.previous;
      if (previous === undefined) return { skip: 'notificationGone' };
      return plan({ template: 'moved', event: facts, previous, registrationUrl }, calendar('PUBLISH'));
    }
    case 'documentation': {
      const { content, unsubscribeUrl } = await documentationContent(
        { delivery, series, event, registration, attendee },
        context,
        shared,
      );
      if (content === undefined) return { skip: 'noLinks' };
      return plan(content, unsubscribeUrl === undefined ? {} : { unsubscribeUrl });
    }
    case 'noPlace':
    case 'reminder':
      return plan({ template: delivery.template, event: facts, registrationUrl });
    default:
      return { skip: 'unknownTemplate' };
  }
}

/** Why a mail that was planned is not wanted any more; recorded on the delivery. */
function reasonToSkip(
  delivery: DeliveryItem,
  event: EventItem,
  registration: RegistrationItem,
  notification: NotificationItem | undefined,
  { now }: Context,
): string | undefined {
  const isBulk = delivery.lane === 'bulk';
  if (isBulk && (notification === undefined || notification.state === 'cancelled'))
    return 'notificationCancelled';
  switch (delivery.template) {
    case 'reminder':
      if (event.status !== 'published' || notification?.sequence !== event.sequence) return 'eventChanged';
      if (registration.state !== 'confirmed') return 'notConfirmed';
      if ((registration.confirmedAt ?? now) > notification.plannedAt) return 'confirmedAfterDue';
      return now >= endsAt(event) ? 'eventOver' : undefined;
    case 'noPlace':
      return registration.state === 'waitlisted' ? undefined : 'notWaiting';
    case 'promoted':
      return registration.state === 'confirmed' ? undefined : 'notConfirmed';
    case 'moved':
      if (registration.state !== 'confirmed' && registration.state !== 'waitlisted') return 'notConfirmed';
      return (registration.toldSequence ?? -1) >= (notification?.sequence ?? 0) ? 'knowsAlready' : undefined;
    case 'documentation':
      return registration.state === 'confirmed' ? undefined : 'notConfirmed';
    case 'cancellation':
      return registration.state === 'cancelled' ? undefined : 'notCancelled';
    default:
      return undefined;
  }
}

/** The person of a sign-up or registration, as mails address them. */
export type Addressee = Pick<SignUpItem | AttendeeItem, 'name' | 'email' | 'locale'>;
