import type { Context } from '../table/context.ts';
import { calendarFile } from './calendar.ts';
import type { MailFacts, RenderedMail } from './mail-content.ts';
import type { MailPlan } from './mail-plan.ts';
import { composeMail } from './mime.ts';

/** What turns facts into texts. */
export interface Rendering {
  render(facts: MailFacts): RenderedMail;
}

/** A planned mail as the bytes that are handed to SES. */
export function composed(
  plan: MailPlan,
  { stage, publicUrl, now }: Pick<Context, 'stage' | 'publicUrl' | 'now'>,
  { render }: Rendering,
): Promise<Buffer> {
  const rendered = render(plan.facts);
  const senderName = plan.facts.frame.organisation.name;
  const calendars = plan.calendars.map(({ event, method }) => ({
    filename: `${event.eventId}.ics`,
    method,
    content: calendarFile([event], method, {
      locale: plan.facts.frame.locale,
      title: plan.facts.frame.series?.title ?? senderName,
      organiser: { name: senderName, email: plan.replyTo },
      pageUrl: (eventId) => `${publicUrl}/events/${eventId}`,
      uidDomain: uidDomainOf(stage.sender),
      stamp: now,
    }),
  }));
  return composeMail({
    from: { name: senderName, email: stage.sender },
    to: { name: plan.facts.name, email: plan.to },
    replyTo: plan.replyTo,
    ...rendered,
    calendars,
    unsubscribeUrl: plan.unsubscribeUrl,
  });
}

/** The domain of calendar UIDs: the mail domain, which outlives URLs. */
function uidDomainOf(sender: string): string {
  return sender.slice(sender.lastIndexOf('@') + 1);
}
