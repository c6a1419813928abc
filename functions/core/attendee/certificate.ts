import type { CertificateContent, CertificateFacts } from '../mail/certificate-content.ts';
import { frameOf, personalFacts } from '../mail/event-facts.ts';
import type { Frame } from '../mail/mail-content.ts';
import { ownRegistration } from '../registration/attendee-view.ts';
import { isCertified } from '../registration/certified.ts';
import { type Context, shownIn } from '../table/context.ts';
import type { AttendeeItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { goneAt, present } from '../table/retention.ts';
import { certificateNumber, certifiedBy } from '../values/certificate-number.ts';
import type { Locale } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import { restrictedIn } from './restriction.ts';

export interface CertificatePage {
  frame: Frame;
  content: CertificateContent;
}

/** What a certificate says of one registration. */
export function certificateFacts(
  registration: RegistrationItem,
  event: EventItem,
  series: SeriesItem,
  locale: Locale,
  context: Context,
): CertificateFacts {
  const number = certificateNumber(context.keys, registration);
  return {
    name: registration.name,
    event: personalFacts(event, registration, locale, linksOf(context), context.now),
    organisers: series.organisers,
    signatory: series.certificate?.signatory,
    proof: number === undefined ? undefined : { number, url: linksOf(context).certificate(number) },
    until: goneAt(registration),
  };
}

/** The certificate of one of somebody's own registrations. @throws Problem 404, 409 as long as it is not due */
export async function ownCertificate(
  attendee: AttendeeItem,
  { eventId, seat }: { eventId: string; seat: number },
  context: Context,
): Promise<CertificatePage> {
  const registration = await ownRegistration(attendee, eventId, seat, context);
  return certificateOf(registration, shownIn(registration.locale, context), context);
}

/** A certificate to be printed. @throws Problem 404, 409 as long as it is not due */
export async function certificateOf(
  registration: RegistrationItem,
  locale: Locale,
  context: Context,
): Promise<CertificatePage> {
  const { event, series } = await placeOf(registration, context);
  if (event === undefined || series === undefined) throw new Problem('not-found');
  if (!isCertified(registration, event, context.now))
    throw new Problem('not-possible-now', { detail: { code: 'certificateNotDue' } });
  return {
    frame: frameOf(context.stage, locale, series),
    content: {
      page: 'certificate',
      certificates: [certificateFacts(registration, event, series, locale, context)],
      issuedAt: context.now,
    },
  };
}

/**
 * What the number on a certificate confirms, for anybody: what the paper says, and nothing else. Numbers that nobody has,
 * and those whose data is gone or restricted (Art. 18 GDPR), are one.
 * @param chosen the language; else that of the certificate's person
 * @throws Problem 404
 */
export async function confirmedCertificate(
  number: string,
  chosen: (own: Locale) => Locale,
  context: Context,
): Promise<CertificatePage> {
  const { store, keys, now } = context;
  const unknown = () => new Problem('not-found', { detail: { code: 'certificateUnknown' } });
  const of = certifiedBy(keys, number);
  if (of === undefined) throw unknown();
  const registration = present(await store.get(refs.registration(of.eventId, of.registrationId)), now);
  if (registration === undefined) throw unknown();
  const { event, series } = await placeOf(registration, context);
  if (event === undefined || series === undefined || !isCertified(registration, event, now)) throw unknown();
  const restricted = await restrictedIn(registration.seriesId, context);
  if (restricted(registration)) throw unknown();
  const locale = chosen(registration.locale);
  const facts = certificateFacts(registration, event, series, locale, context);
  return {
    frame: frameOf(context.stage, locale, series),
    content: { page: 'certificate', certificates: [facts], isConfirmed: true },
  };
}

function placeOf({ eventId, seriesId }: RegistrationItem, { store }: Context) {
  return store.load({ event: refs.event(eventId), series: refs.series(seriesId) });
}
