import type { Context } from './context.ts';
import { endsAt } from './event.ts';
import { frameOf, personalFacts } from './facts.ts';
import { Links } from './links.ts';
import type { Locale } from './locale.ts';
import type { Frame } from './mail.ts';
import type { Organiser } from './organiser-access.ts';
import { readEvent } from './organiser-events.ts';
import { readRegistration } from './organiser-registrations.ts';
import { readSeries } from './organiser-series.ts';
import type { PageContent } from './page.ts';
import { Problem } from './problem.ts';

/**
 * That somebody took part, for whom it is recorded, once the event is over.
 * @param chosen the language; else that of the person
 * @throws Problem 404, 409 for everybody else
 */
export async function certificate(
  eventId: string,
  registrationId: string,
  chosen: (own: Locale) => Locale,
  organiser: Organiser,
  context: Context,
): Promise<{ frame: Frame; content: PageContent }> {
  const { stage, now } = context;
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  const { event } = await readEvent(eventId, organiser, context);
  const series = await readSeries(event.seriesId, organiser, context);
  if (registration.state !== 'confirmed' || registration.attended !== true || now < endsAt(event)) {
    throw new Problem('not-possible-now', { detail: 'it is for those who came, after the event' });
  }
  const locale = chosen(registration.locale);
  return {
    frame: frameOf(stage, locale, series),
    content: {
      page: 'certificate',
      name: registration.name,
      event: personalFacts(event, registration, locale, new Links(context), now),
      organisers: series.organisers,
      issuedAt: now,
    },
  };
}
