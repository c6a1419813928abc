import type { Context } from '../table/context.ts';
import { calendarFile, calendarFrame } from './calendar.ts';
import { eachPart, type FailedPart } from './failed-part.ts';
import type { MailFacts, RenderedMail } from './mail-content.ts';
import type { MailPlan } from './mail-plan.ts';
import { composeMail } from './mime.ts';

/** What makes a planned mail's bytes; `failed` are the parts that it goes without. */
export type Composer = (
  plan: MailPlan,
  context: Pick<Context, 'stage' | 'publicUrl' | 'now'>,
) => Promise<{ raw: Buffer; failed: FailedPart[] }>;

/**
 * Makes of a planned mail the bytes that are handed to SES. A calendar file that can't be made is left out, and the mail does
 * not speak of it.
 * @param render turns facts into texts
 */
export const composer =
  (render: (facts: MailFacts) => RenderedMail | Promise<RenderedMail>): Composer =>
  async (plan, context) => {
    const { frame } = plan.facts;
    const senderName = frame.organisation.name;
    const { locale, series = { title: { text: senderName }, organisers: [senderName] } } = frame;
    const named = { locale, title: series.title.text, organisers: series.organisers };
    const calendars = calendarFrame(context, named, plan.replyTo);
    const { made, failed } = eachPart(plan.calendars, 'calendarFile', (entry) => ({
      ...{ eventId: entry.event.eventId, seat: entry.seat, method: entry.method },
      filename: `${entry.event.eventId}${entry.seat === undefined ? '' : `-${entry.seat}`}.ics`,
      content: calendarFile(entry, context.now, calendars),
    }));
    const attached = made.map(({ eventId, seat, method }) => ({ eventId, seat, method }));
    const raw = await composeMail({
      from: { name: senderName, email: context.stage.sender },
      to: { name: plan.facts.name, email: plan.to },
      replyTo: plan.replyTo,
      ...(await render({ ...plan.facts, attached })),
      calendars: made,
      unsubscribeUrl: plan.unsubscribeUrl,
      listId: plan.senderId && `${plan.senderId}.${calendars.uidDomain}`,
    });
    return { raw, failed: [...(plan.failed ?? []), ...failed] };
  };
