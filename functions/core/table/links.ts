import type { KeyRing } from '../values/key-ring.ts';
import { deadToken, type LinkPurpose, linkToken } from '../values/link-token.ts';
import type { Locale } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import type { AttendeeItem, RegistrationItem } from './items.ts';

/** How long a link to one's data works: mails get forwarded. */
export const dataLinkFor = 'PT1H';

/**
 * The generation that a new attendee's links begin with. It differs from that of an attendee of the same address who
 * was erased or has moved away, so that links of theirs stay dead.
 */
function firstGeneration(now: Instant): number {
  return Math.floor(Date.parse(now) / 1000);
}

/** What an attendee's links are made with; where there is none yet, those of the one that is made now. */
export function linkGenerationOf({
  attendee,
  now,
}: {
  attendee: Pick<AttendeeItem, 'linkGeneration'> | undefined;
  now: Instant;
}): number {
  return attendee?.linkGeneration ?? firstGeneration(now);
}

/** What a link into an event is made with: it ends with its attendee's links, and when the place is given up. */
export function goGeneration({
  linkGeneration = 0,
  round,
}: Pick<RegistrationItem, 'linkGeneration' | 'round'>): number {
  return linkGeneration * 100_000 + round;
}

/** The address of one of our pages, in the language that the page was asked for in on which it stands. */
export function inLanguage(url: string, { readIn }: { readIn?: Locale | undefined }): string {
  return readIn === undefined ? url : `${url}${url.includes('?') ? '&' : '?'}lang=${readIn}`;
}

/** The addresses without a token, which anybody may see. */
export class PublicLinks {
  readonly #publicUrl: string;
  readonly #readIn: Locale | undefined;

  constructor({ publicUrl, readIn }: { publicUrl: string; readIn?: Locale | undefined }) {
    this.#publicUrl = publicUrl;
    this.#readIn = readIn;
  }

  /** @param path from the slash on, with its query */
  protected at(path: string): string {
    return inLanguage(`${this.#publicUrl}${path}`, { readIn: this.#readIn });
  }

  event(eventId: string): string {
    return this.at(`/events/${eventId}`);
  }

  documentation(eventId: string): string {
    return this.at(`/events/${eventId}/documentation`);
  }

  privacy(seriesId: string): string {
    return this.at(`/series/${seriesId}/privacy`);
  }

  signUp(seriesId: string): string {
    return this.at(`/series/${seriesId}/signup`);
  }

  registrations(): string {
    return this.at(`/v1/registrations`);
  }

  eventCalendar(eventId: string): string {
    return this.at(`/v1/events/${eventId}/calendar.ics`);
  }

  seriesCalendar(seriesId: string): string {
    return this.at(`/v1/series/${seriesId}/calendar.ics`);
  }

  /** Into a calendar on the web, or to the series' feed. */
  intoCalendar(eventId: string, way: string): string {
    return this.at(`/events/${eventId}/calendar/${way}`);
  }

  certificate(number: string): string {
    return this.at(`/certificate/${number}`);
  }

  linkRequest(): string {
    return this.at(`/link`);
  }
}

/** The links that mails and personal pages carry, each bound to one purpose; `openLink` opens them. */
export class Links extends PublicLinks {
  protected readonly keys: KeyRing;

  constructor({ keys, ...at }: { keys: KeyRing; publicUrl: string; readIn?: Locale | undefined }) {
    super(at);
    this.keys = keys;
  }

  protected token(purpose: LinkPurpose, id: string, generation: number): string {
    return linkToken(this.keys, purpose, id, generation);
  }

  confirm(signUpId: string): string {
    return this.at(`/confirm/${this.token('confirm', signUpId, 0)}`);
  }

  registration(attendee: Pick<AttendeeItem, 'seriesId' | 'personHash' | 'linkGeneration'>): string {
    const id = `${attendee.seriesId}~${attendee.personHash}`;
    return this.at(`/registration/${this.token('registration', id, attendee.linkGeneration)}`);
  }

  /** Of one registration, behind the link to the own page. */
  ownCertificate(
    attendee: Pick<AttendeeItem, 'seriesId' | 'personHash' | 'linkGeneration'>,
    { eventId, seat = 1 }: Pick<RegistrationItem, 'eventId' | 'seat'>,
  ): string {
    const id = `${attendee.seriesId}~${attendee.personHash}`;
    const token = this.token('registration', id, attendee.linkGeneration);
    return this.at(`/registration/${token}/certificate?eventId=${eventId}&seat=${seat}`);
  }

  go(
    registration: Pick<RegistrationItem, 'eventId' | 'registrationId' | 'linkGeneration' | 'round'>,
    to: 'join' | 'documentation',
  ): string {
    const id = `${registration.eventId}~${registration.registrationId}`;
    return this.at(`/go/${this.token('go', id, goGeneration(registration))}/${to}`);
  }

  data(
    attendee: Pick<AttendeeItem, 'seriesId' | 'personHash' | 'linkGeneration'>,
    validUntil: Instant,
  ): string {
    const minutes = Math.floor(Date.parse(validUntil) / 60_000);
    const id = `${attendee.seriesId}~${attendee.personHash}~${minutes}`;
    return this.at(`/data/${this.token('data', id, attendee.linkGeneration)}`);
  }

  /** An organiser's own; it has no side of an attendee. */
  login(loginId: string): string {
    return this.at(`/login/${this.token('login', loginId, 0)}`);
  }

  unsubscribe(personHash: string, senderId: string): string {
    const id = `${personHash}~${senderId}`;
    return this.at(`/unsubscribe/${this.token('unsubscribe', id, 0)}`);
  }
}

/** Links that look like these and open nothing: for a mail that is shown to somebody whom it did not go to. */
export class SampleLinks extends Links {
  protected override token(_: LinkPurpose, id: string): string {
    return deadToken(this.keys, id);
  }
}

/** Whoever makes a context's links. */
export function linksOf({
  links,
  ...context
}: {
  links?: Links;
  keys: KeyRing;
  publicUrl: string;
  readIn?: Locale;
}): Links {
  return links ?? new Links(context);
}
