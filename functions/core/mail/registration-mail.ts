import { placeInLine } from '../registration/place-in-line.ts';
import type { AnnouncementItem } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, RegistrationItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import type { MailTemplate } from '../table/mail-kinds.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { announcementContent, leftAudience } from './announcement-mail.ts';
import { entryOf, hasFile } from './calendar-entry.ts';
import { documentationContent } from './documentation-mail.ts';
import { changeFor } from './event-change.ts';
import { personalFacts, withPerson } from './event-facts.ts';
import { isOnList, type MailContent } from './mail-content.ts';
import { type Extras, framed, newTimes, type Planned, type Planning } from './mail-plan.ts';
import { reasonToSkip } from './reasons-to-skip.ts';
import { isByOrganiser as isOfOrganiser } from './unconfirmed-mail.ts';

/** The mails that may be about one registration. */
type RegistrationTemplate = Exclude<
  MailTemplate,
  | ('verification' | 'nudge' | 'unconfirmedCancelled' | 'waiting' | 'link')
  | ('login' | 'erasureNotice' | 'requestDue' | 'webhookDisabled' | 'objectionAnswered')
>;

/** The mail about one registration: how it stands, or what is new about its event. */
export async function registrationMail(template: RegistrationTemplate, planning: Planning): Promise<Planned> {
  const { delivery, series, context, shared } = planning;
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
  const notification = await shared.notification(delivery.notificationId);
  const skip = reasonToSkip(delivery, event, registration, notification, now);
  if (skip !== undefined) return { skip };
  const announcement = await shared.announcement(notification);
  if (attendee.restriction !== undefined && !isAskedFor(delivery)) return { skip: 'restricted' };
  if (attendee.objectedAt !== undefined && endsByObjection(template, announcement))
    return { skip: 'objected' };
  const links = linksOf(context);
  const { isByOrganiser } = delivery;
  const unnamed = personalFacts(event, registration, registration.locale, links, now);
  const facts = withPerson(unnamed, registration, attendee);
  const registrationUrl = links.registration(attendee);
  const tells = newTimes(event, registration);
  // The mailbox is one person's, whoever takes part.
  const person = { ...registration, name: attendee.name };
  const plan = (content: MailContent, extras?: Extras) =>
    framed(planning, person, content, { tells, ...extras });
  const withEntry = async (content: MailContent) =>
    plan(content, { calendars: await entryOf(event, registration, context, delivery) });
  // What calendars do not show leaves the entry as it is.
  const replacesEntry = async () =>
    (registration.toldSequence ?? event.sequence) < event.sequence && (await hasFile(registration, context));
  /** The first mail to tell who has a place another time brings their calendar entry along: nothing after it does. */
  const withNewTime = async (content: Extract<MailContent, { template: 'reminder' | 'announcement' }>) =>
    tells.length === 0 || facts.standing !== 'confirmed'
      ? plan(content)
      : withEntry({ ...content, replacesEntry: await replacesEntry() });
  switch (template) {
    case 'confirmation': {
      const position = await placeInLine(event, registration, store);
      const isEntry = registration.isUnverified ?? false;
      return withEntry({
        template,
        events: [{ ...facts, position }],
        registrationUrl,
        isEntry,
        replacesEntry: await replacesEntry(),
        ...(isEntry ? await ofEntry(registration, context) : { isByOrganiser }),
      });
    }
    case 'promoted':
    case 'cancellation':
    case 'eventCancelled':
    case 'noPlace':
      return withEntry({ template, event: facts, registrationUrl, isByOrganiser });
    case 'moved':
    case 'changed': {
      const change = changeFor(event, registration, notification?.previous, links, now);
      if (change?.facts.length === 0) return { skip: 'nothingNew' };
      // By what is new for its reader, whatever it was planned as.
      const kind = change === undefined ? template : change.facts.includes('time') ? 'moved' : 'changed';
      const content = { template: kind, event: facts, change, registrationUrl } as const;
      return facts.standing === 'confirmed'
        ? withEntry({ ...content, replacesEntry: await replacesEntry() })
        : plan(content);
    }
    case 'documentation': {
      const { content, ...extras } = await documentationContent(
        { delivery, series, event, registration, attendee },
        context,
        shared,
      );
      return typeof content === 'string' ? { skip: content } : plan(content, extras);
    }
    case 'announcement': {
      if (announcement === undefined) return { skip: 'announcementGone' };
      const left = await leftAudience(announcement, { registration, event, series }, context);
      if (left !== undefined) return { skip: left };
      const reader = { event, series, registration, attendee, locale: registration.locale };
      const content = await announcementContent(announcement, reader, context);
      if (content === undefined) return { skip: 'noText' };
      // News says nothing of the event by which its reader was found.
      if (content.news) {
        if ((await shared.restricted()).has(delivery.personHash)) return { skip: 'restricted' };
        return plan(content, { tells: [], unsubscribeUrl: content.news.unsubscribeUrl });
      }
      const isWanted = facts.standing === 'confirmed' || isOnList(facts.standing);
      const change = isWanted ? changeFor(event, registration, undefined, links, now) : undefined;
      // Without a change it shows no time.
      return change === undefined ? plan(content, { tells: [] }) : withNewTime({ ...content, change });
    }
    case 'reminder':
      return withNewTime({ template, event: facts, registrationUrl, madeAt: now });
    default:
      return template satisfies never;
  }
}

/** An entry is told as whose it is, whoever sends it again, with where it is confirmed as long as it can be. */
async function ofEntry(
  { signUpId }: RegistrationItem,
  context: Context,
): Promise<{ isByOrganiser: boolean; confirmUrl?: string }> {
  const { signUp } = await context.store.load({ signUp: refs.signUp(signUpId) });
  if (signUp === undefined) return { isByOrganiser: false };
  const isOpen = signUp.state === 'pending' && context.now < signUp.deletedAt;
  return {
    isByOrganiser: isOfOrganiser(signUp),
    ...(isOpen ? { confirmUrl: linksOf(context).confirm(signUpId) } : {}),
  };
}

/** Whether a mail answers what its person does themselves: who is restricted (Art. 18 GDPR) gets no other. */
function isAskedFor({ template, isByOrganiser }: DeliveryItem): boolean {
  return (template === 'confirmation' || template === 'cancellation') && !isByOrganiser;
}

/** Whether an objection (Art. 21 GDPR) ends a mail: one need not have it to take part. News go by their own consent. */
function endsByObjection(
  template: RegistrationTemplate,
  announcement: AnnouncementItem | undefined,
): boolean {
  return template === 'documentation' || (template === 'announcement' && announcement?.kind !== 'news');
}
