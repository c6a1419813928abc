import type { MailFacts } from '../../functions/core/mail/mail-content.ts';
import { locales } from '../../functions/core/values/locale.ts';
import { compose } from '../../functions/views/compose.ts';
import { publicUrl, sampleEvent, stage } from '../core/samples.ts';
import { sampleMails } from './samples.ts';

/** Every kept mail in each language. */
export const everyMail = locales.flatMap((locale) =>
  Object.entries(sampleMails(locale)).map(([name, facts]) => ({ locale, name, facts })),
);

/** A mail's bytes as they are handed to SES, with its calendar file and the headers of news. @throws where a part can't be made */
export async function composed(facts: MailFacts): Promise<Buffer> {
  const method = facts.attached?.[0]?.method;
  const event = sampleEvent({ eventId: 'sichtbar-machen' });
  const { raw, failed } = await compose(
    {
      to: 'aylin.sahin@stadtverwaltung.musterstadt.example',
      facts,
      calendars: method === undefined ? [] : [{ event, method }],
      replyTo: stage.replyTo,
      isUnverified: false,
      unsubscribeUrl: `${publicUrl}/unsubscribe/u1.abcdefghijklmnopqrstuv`,
      senderId: '0123456789abcdef',
    },
    { stage, publicUrl, now: '2027-03-01T09:00:00.000Z' },
  );
  if (failed.length > 0) throw new Error('a part of the mail could not be made', { cause: failed });
  return raw;
}
