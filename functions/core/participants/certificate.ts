import type { Organiser } from '../access/organiser.ts';
import { frameOf, personalFacts } from '../mail/event-facts.ts';
import type { Frame } from '../mail/mail-content.ts';
import type { PageContent } from '../mail/page-content.ts';
import { readEvent } from '../organising/events.ts';
import { readSeries } from '../organising/series.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import { linksOf } from '../table/links.ts';
import type { Locale } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import { readRegistration } from './registrations.ts';

/**
 * That somebody took part, for whom it is recorded, once the event is over.
 * @param chosen the language; else that of the person
 * @throws Problem 404, 409 for everybody else
 */
export async function certificatePage(
  eventId: string,
  registrationId: string,
  chosen: (own: Locale) => Locale,
  organiser: Organiser,
  context: Context,
): Promise<{ frame: Frame; content: Extract<PageContent, { page: 'certificate' }> }> {
  const { stage, now } = context;
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  const { event } = await readEvent(eventId, organiser, context);
  const series = await readSeries(event.seriesId, organiser, context);
  if (registration.state !== 'confirmed' || registration.attended !== true || now < endsAt(event)) {
    throw new Problem('not-possible-now', { detail: { code: 'certificateNotDue' } });
  }
  const locale = chosen(registration.locale);
  return {
    frame: frameOf(stage, locale, series),
    content: {
      page: 'certificate',
      name: registration.name,
      event: personalFacts(event, registration, locale, linksOf(context), now),
      organisers: series.organisers,
      issuedAt: now,
    },
  };
}
