import type { Context } from '../table/context.ts';
import type { SeriesItem } from '../table/items.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { frameOf } from './event-facts.ts';
import type { MailContent } from './mail-content.ts';
import type { Planned } from './mail-plan.ts';

/** A mail to an organiser: nobody's attendee, without a name. */
export function organiserMail(
  mail: { organiser: OrganiserItem; content: MailContent } | undefined,
  { stage }: Context,
  series?: SeriesItem,
): Planned {
  if (mail === undefined) return { skip: 'organiserGone' };
  const { email, locale, loggedInAt } = mail.organiser;
  return {
    to: email,
    facts: {
      frame: { timeZone: stage.defaultTimeZone, ...frameOf(stage, locale, series) },
      name: '',
      content: mail.content,
    },
    calendars: [],
    replyTo: series?.replyTo ?? stage.replyTo,
    // Whoever adds an organiser types the address.
    isUnverified: loggedInAt === undefined,
  };
}
