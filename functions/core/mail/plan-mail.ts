import { registrationsOf } from '../registration/attendee.ts';
import { placeInLine } from '../registration/waiting-list.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, DeliveryItem, RegistrationItem, SeriesItem, SignUpItem } from '../table/items.ts';
import { Links } from '../table/links.ts';
import { chosenIdentity, identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { isGone, present } from '../table/retention.ts';
import { type MailTemplate, TemplateName } from '../table/series.ts';
import type { Locale } from '../values/locale.ts';
import { announcementContent, leftAudience, trialContent } from './announcement-mail.ts';
import { documentationContent } from './documentation-mail.ts';
import { erasureNoticeContent } from './erasure-notice.ts';
import { frameOf, personalFacts, signUpFacts } from './event-facts.ts';
import { linkMail } from './link-mail.ts';
import { loginContent } from './login-mail.ts';
import type { MailContent } from './mail-content.ts';
import type { CalendarPart, MailPlan, Planned, Shared } from './mail-plan.ts';
import { organiserMail } from './organiser-mail.ts';
import { reasonToSkip } from './reasons-to-skip.ts';
import { subscriberMail } from './subscribers.ts';

/** Reads what a delivery is about and says what its mail holds, or why there is none any more. */
export async function planMail(delivery: DeliveryItem, context: Context, shared: Shared): Promise<Planned> {
  if (delivery.template === 'login') return organiserMail(await loginContent(delivery, context), context);
  const series = await shared.series(delivery.seriesId);
  if (series === undefined) return { skip: 'seriesGone' };
  if (delivery.template === 'erasureNotice') {
    return organiserMail(await erasureNoticeContent(delivery, context), context, series);
  }
  if (delivery.template === 'link') {
    const mail = await linkMail(delivery, context);
    return 'skip' in mail ? mail : framed(delivery, series, mail.person, mail.content, context);
  }
  if (delivery.template === 'announcement' && delivery.registrationId === undefined) {
    if (delivery.lane === 'bulk') {
      const mail = await subscriberMail(delivery, series, context, shared);
      return 'skip' in mail ? mail : framed(delivery, series, mail.person, mail.content, context, mail);
    }
    return organiserMail(await trialContent(delivery, series, context), context, series);
  }
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
  const template = TemplateName.safeParse(saidIn(delivery, content));
  const words = template.success ? series.texts?.[template.data]?.[locale] : undefined;
  return {
    to: email,
    facts: { frame: frameOf(context.stage, locale, series), name, content, ...(words ? { words } : {}) },
    calendars: rest.calendars ?? [],
    replyTo: series.replyTo ?? context.stage.replyTo,
    unsubscribeUrl: rest.unsubscribeUrl,
  };
}

/** Whose words a mail takes: a confirmation that only puts on waiting lists says so. */
function saidIn({ template }: DeliveryItem, content: MailContent): MailTemplate {
  if (content.template !== 'confirmation') return template;
  const standings = content.events.map((event) => event.standing);
  return standings.includes('waitlisted') && !standings.includes('confirmed') ? 'waiting' : template;
}

async function planForSignUp(
  delivery: DeliveryItem,
  series: SeriesItem,
  context: Context,
  shared: Shared,
): Promise<Planned> {
  const { store, keys, now } = context;
  const { signUp } = await store.load({ signUp: refs.signUp(delivery.signUpId ?? '-') });
  if (signUp === undefined || isGone(signUp, now) || signUp.state === 'deleted')
    return { skip: 'signUpGone' };
  const identity = chosenIdentity(
    identities(keys, signUp.email),
    (one) => one.personHash === signUp.personHash,
  );
  const [{ attendee }, events, registrations] = await Promise.all([
    store.load({ attendee: refs.attendee(signUp.personHash, signUp.seriesId) }),
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
              facts: signUpFacts(signUp, event, registration, links, now, position),
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
  const found = await store.load({
    registration: refs.registration(eventId, delivery.registrationId ?? ''),
    attendee: refs.attendee(delivery.personHash, delivery.seriesId),
  });
  const registration = present(found.registration, now);
  const attendee = present(found.attendee, now);
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
      return plan(
        { template: 'cancellation', event: facts, registrationUrl },
        // The same entry stands for everybody at this address: it stays while one of them has a place.
        (await hasOthersPlaced(registration, attendee, context)) ? {} : calendar('CANCEL'),
      );
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
    case 'changed': {
      const isIn = facts.standing === 'confirmed';
      const content = { template: 'changed' as const, event: facts, registrationUrl };
      return plan(content, isIn ? calendar('PUBLISH') : {});
    }
    case 'announcement': {
      const announcement = await shared.announcement(await shared.notification(delivery.notificationId));
      if (announcement === undefined) return { skip: 'announcementGone' };
      const left = await leftAudience(announcement, registration, series, context);
      if (left !== undefined) return { skip: left };
      const reader = { event, series, registration, attendee, locale: registration.locale };
      const content = announcementContent(announcement, reader, context);
      if (content === undefined) return { skip: 'noText' };
      const { news } = content;
      return plan(content, news === undefined ? {} : { unsubscribeUrl: news.unsubscribeUrl });
    }
    case 'noPlace':
    case 'reminder':
      return plan({ template: delivery.template, event: facts, registrationUrl });
    default:
      return { skip: 'unknownTemplate' };
  }
}

async function hasOthersPlaced(
  { eventId, registrationId }: RegistrationItem,
  attendee: AttendeeItem,
  context: Context,
): Promise<boolean> {
  const all = await registrationsOf(attendee, [eventId], context);
  return all.some((one) => one.state === 'confirmed' && one.registrationId !== registrationId);
}

/** The person of a sign-up or registration, as mails address them. */
export type Addressee = Pick<SignUpItem | AttendeeItem, 'name' | 'email' | 'locale'>;
