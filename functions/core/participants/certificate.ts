import { audited } from '../access/audit.ts';
import type { Organiser } from '../access/organiser.ts';
import { requireRight } from '../access/rights.ts';
import { type CertificatePage, certificateFacts, certificateOf } from '../attendee/certificate.ts';
import { restrictedIn } from '../attendee/restriction.ts';
import { frameOf } from '../mail/event-facts.ts';
import { readEvent } from '../organising/events.ts';
import { readSeries } from '../organising/series.ts';
import { isCertified } from '../registration/certified.ts';
import type { Context } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import { collections } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
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
): Promise<CertificatePage> {
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  return certificateOf(registration, chosen(registration.locale), context);
}

/**
 * A page of the certificates of an event, to be printed at once; each page is in the audit. Of who is restricted there is none
 * (Art. 18 GDPR).
 * @param locale the language; else the series'
 * @throws Problem 403, 404, 409 before the event is over
 */
export async function certificatesPage(
  eventId: string,
  { locale, limit, after }: { locale: Locale | undefined; limit: number; after?: string | undefined },
  organiser: Organiser,
  context: Context,
): Promise<CertificatePage & { next: string | undefined }> {
  const { store, now, stage } = context;
  const { event } = await readEvent(eventId, organiser, context);
  requireRight(organiser, 'downloads');
  const series = await readSeries(event.seriesId, organiser, context);
  if (now < endsAt(event)) throw new Problem('not-possible-now', { detail: { code: 'certificateNotDue' } });
  const restricted = await restrictedIn(event.seriesId, context);
  const { items, next } = await store.list(collections.registrations(eventId), { limit, after });
  const certified = items.filter(
    (one) => isCertified(one, event, now) && !isGone(one, now) && !restricted(one),
  );
  const details = { count: certified.length };
  const deed = { action: 'certificates.print', item: `events/${eventId}/certificates`, details };
  await store.commit([audited(organiser, { ...deed, seriesId: event.seriesId }, context)]);
  const shown = locale ?? series.defaultLocale;
  return {
    frame: frameOf(stage, shown, series),
    content: {
      page: 'certificate',
      certificates: certified.map((one) => certificateFacts(one, event, series, shown, context)),
      issuedAt: now,
      isOfAll: true,
    },
    next,
  };
}
