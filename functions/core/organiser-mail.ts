import type { Context } from './context.ts';
import { frameOf } from './facts.ts';
import type { SeriesItem } from './items.ts';
import type { MailContent } from './mail.ts';
import type { Planned } from './mail-facts.ts';
import type { OrganiserItem } from './organiser-items.ts';

/** A mail to an organiser: nobody's attendee, without a name. */
export function organiserMail(
  mail: { organiser: OrganiserItem; content: MailContent } | undefined,
  { stage }: Context,
  series?: SeriesItem,
): Planned {
  if (mail === undefined) return { skip: 'organiserGone' };
  const { email, locale } = mail.organiser;
  return {
    to: email,
    facts: {
      frame: { timeZone: stage.defaultTimeZone, ...frameOf(stage, locale, series) },
      name: '',
      content: mail.content,
    },
    calendars: [],
    replyTo: series?.replyTo ?? stage.replyTo,
  };
}
