import { registrationsOf } from '../registration/attendee-view.ts';
import { placeInLine } from '../registration/place-in-line.ts';
import type { Context } from '../table/context.ts';
import type { AttendeeItem, RegistrationItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import type { MailTemplate } from '../table/mail-kinds.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { announcementContent, leftAudience } from './announcement-mail.ts';
import { documentationContent } from './documentation-mail.ts';
import { personalFacts } from './event-facts.ts';
import type { MailContent } from './mail-content.ts';
import { type CalendarPart, framed, type MailPlan, type Planned, type Planning } from './mail-plan.ts';
import { reasonToSkip } from './reasons-to-skip.ts';

/** The mails that may be about one registration. */
type RegistrationTemplate = Exclude<
  MailTemplate,
  'verification' | 'nudge' | 'waiting' | 'link' | 'login' | 'erasureNotice'
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
  const links = linksOf(context);
  const facts = personalFacts(event, registration, registration.locale, links, now);
  const registrationUrl = links.registration(attendee);
  const calendar = (method: CalendarPart['method']) => ({ calendars: [{ event, method }] });
  const plan = (content: MailContent, rest?: Partial<Pick<MailPlan, 'calendars' | 'unsubscribeUrl'>>) =>
    framed(planning, registration, content, rest);
  switch (template) {
    case 'confirmation': {
      const position = await placeInLine(registration, store);
      const content = { template, events: [{ ...facts, position }], registrationUrl };
      return plan(content, facts.standing === 'confirmed' ? calendar('PUBLISH') : {});
    }
    case 'promoted':
      return plan({ template, event: facts, registrationUrl }, calendar('PUBLISH'));
    case 'cancellation':
      return plan(
        { template, event: facts, registrationUrl },
        // The same entry stands for everybody at this address: it stays while one of them has a place.
        (await hasOthersPlaced(registration, attendee, context)) ? {} : calendar('CANCEL'),
      );
    case 'eventCancelled':
      return plan({ template, event: facts, registrationUrl }, calendar('CANCEL'));
    case 'moved': {
      const previous = notification?.previous;
      if (previous === undefined) return { skip: 'notificationGone' };
      return plan({ template, event: facts, previous, registrationUrl }, calendar('PUBLISH'));
    }
    case 'documentation': {
      const { content, unsubscribeUrl } = await documentationContent(
        { delivery, series, event, registration, attendee },
        context,
        shared,
      );
      if (content === undefined) return { skip: 'noLinks' };
      return plan(content, { unsubscribeUrl });
    }
    case 'changed': {
      const isIn = facts.standing === 'confirmed';
      return plan({ template, event: facts, registrationUrl }, isIn ? calendar('PUBLISH') : {});
    }
    case 'announcement': {
      const announcement = await shared.announcement(notification);
      if (announcement === undefined) return { skip: 'announcementGone' };
      const left = await leftAudience(announcement, registration, series, context);
      if (left !== undefined) return { skip: left };
      const reader = { event, series, registration, attendee, locale: registration.locale };
      const content = announcementContent(announcement, reader, context);
      if (content === undefined) return { skip: 'noText' };
      return plan(content, { unsubscribeUrl: content.news?.unsubscribeUrl });
    }
    case 'noPlace':
    case 'reminder':
      return plan({ template, event: facts, registrationUrl });
    default:
      return template satisfies never;
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
