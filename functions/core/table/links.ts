import { claimedId, isGenuine, type KeyRing, linkToken, textHash } from '../values/keys.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import type { Context } from './context.ts';
import type { AttendeeItem, RegistrationItem, SignUpItem } from './items.ts';
import { refs } from './refs.ts';
import { isGone } from './retention.ts';

/** How long a link to one's data works: mails get forwarded. */
export const dataLinkFor = 'PT1H';

/**
 * The generation that a new attendee's links begin with. It differs from that of an attendee of the same address who
 * was erased or has moved away, so that links of theirs stay dead.
 */
export function firstGeneration(now: Instant): number {
  return Math.floor(Date.parse(now) / 1000);
}

/** The id of a sender of news: its name may hold anything, its id stands in keys and links. */
export function senderIdOf(sender: string): string {
  return textHash(sender.trim().toLowerCase()).slice(0, 16);
}

/** The addresses without a token, which anybody may see. */
export class PublicLinks {
  protected readonly publicUrl: string;

  constructor({ publicUrl }: { publicUrl: string }) {
    this.publicUrl = publicUrl;
  }

  event(eventId: string): string {
    return `${this.publicUrl}/events/${eventId}`;
  }

  documentation(eventId: string): string {
    return `${this.publicUrl}/events/${eventId}/documentation`;
  }

  signUp(seriesId: string): string {
    return `${this.publicUrl}/series/${seriesId}/signup`;
  }

  registrations(): string {
    return `${this.publicUrl}/v1/registrations`;
  }

  eventCalendar(eventId: string): string {
    return `${this.publicUrl}/v1/events/${eventId}/calendar.ics`;
  }

  linkRequest(): string {
    return `${this.publicUrl}/link`;
  }
}

/** The links that mails and personal pages carry, each bound to one purpose. */
export class Links extends PublicLinks {
  readonly #keys: KeyRing;

  constructor({ keys, publicUrl }: { keys: KeyRing; publicUrl: string }) {
    super({ publicUrl });
    this.#keys = keys;
  }

  confirm(signUpId: string): string {
    return `${this.publicUrl}/confirm/${linkToken(this.#keys, 'confirm', signUpId, 0)}`;
  }

  registration(attendee: Pick<AttendeeItem, 'seriesId' | 'personHash' | 'linkGeneration'>): string {
    const id = `${attendee.seriesId}~${attendee.personHash}`;
    return `${this.publicUrl}/registration/${linkToken(this.#keys, 'registration', id, attendee.linkGeneration)}`;
  }

  go(
    registration: Pick<RegistrationItem, 'eventId' | 'registrationId' | 'round'>,
    to: 'join' | 'documentation',
  ): string {
    const id = `${registration.eventId}~${registration.registrationId}`;
    return `${this.publicUrl}/go/${linkToken(this.#keys, 'go', id, registration.round)}/${to}`;
  }

  data(
    attendee: Pick<AttendeeItem, 'seriesId' | 'personHash' | 'linkGeneration'>,
    validUntil: Instant,
  ): string {
    const minutes = Math.floor(Date.parse(validUntil) / 60_000);
    const id = `${attendee.seriesId}~${attendee.personHash}~${minutes}`;
    return `${this.publicUrl}/data/${linkToken(this.#keys, 'data', id, attendee.linkGeneration)}`;
  }

  /** An organiser's own; it has no side of an attendee. */
  login(loginId: string): string {
    return `${this.publicUrl}/login/${linkToken(this.#keys, 'login', loginId, 0)}`;
  }

  unsubscribe(personHash: string, senderId: string): string {
    const id = `${personHash}~${senderId}`;
    return `${this.publicUrl}/unsubscribe/${linkToken(this.#keys, 'unsubscribe', id, 0)}`;
  }
}

/** The parts of a token's id, or the problem of a link that is none of ours. */
function idParts(token: string, count: number): string[] {
  const parts = claimedId(token)?.split('~');
  if (parts === undefined || parts.length !== count) throw new Problem('link-invalid');
  return parts;
}

/** @throws Problem when the link was not made for this, or what it leads to is no longer there */
export async function signUpByLink(token: string, { store, keys, now }: Context): Promise<SignUpItem> {
  const [signUpId = ''] = idParts(token, 1);
  if (!isGenuine(keys, token, 'confirm', 0)) throw new Problem('link-invalid');
  const signUp = await store.get(refs.signUp(signUpId));
  if (signUp === undefined || isGone(signUp, now)) throw new Problem('link-expired');
  return signUp;
}

/** @throws Problem when the link was not made for this, was revoked, or the attendee is gone */
export async function attendeeByLink(token: string, { store, keys, now }: Context): Promise<AttendeeItem> {
  const [seriesId = '', personHash = ''] = idParts(token, 2);
  const attendee = await store.get(refs.attendee(personHash, seriesId));
  // Nothing is left to check it against: whatever the token is, it leads nowhere.
  if (attendee === undefined || isGone(attendee, now)) throw new Problem('link-expired');
  if (!isGenuine(keys, token, 'registration', attendee.linkGeneration)) throw new Problem('link-invalid');
  return attendee;
}

/** @throws Problem as {@link attendeeByLink}, or when the link's hour is over */
export async function attendeeByDataLink(
  token: string,
  { store, keys, now }: Context,
): Promise<AttendeeItem> {
  const [seriesId = '', personHash = '', minutes = ''] = idParts(token, 3);
  const attendee = await store.get(refs.attendee(personHash, seriesId));
  if (attendee === undefined || isGone(attendee, now)) throw new Problem('link-expired');
  if (!isGenuine(keys, token, 'data', attendee.linkGeneration)) throw new Problem('link-invalid');
  if (Date.parse(now) >= (Number(minutes) + 1) * 60_000) throw new Problem('link-expired');
  return attendee;
}

/** @throws Problem when the link was not made for this, or its registration is gone */
export async function registrationByLink(
  token: string,
  { store, keys, now }: Context,
): Promise<RegistrationItem> {
  const [eventId = '', registrationId = ''] = idParts(token, 2);
  const registration = await store.get(refs.registration(eventId, registrationId));
  if (!isGenuine(keys, token, 'go', registration?.round ?? 0)) throw new Problem('link-invalid');
  if (registration === undefined || isGone(registration, now)) throw new Problem('link-expired');
  return registration;
}

/** Whose subscription, to whose news; the link lives as long as mails with it may be opened. */
export function subscriptionByLink(
  token: string,
  { keys }: Context,
): { personHash: string; senderId: string } {
  const [personHash = '', senderId = ''] = idParts(token, 2);
  if (!isGenuine(keys, token, 'unsubscribe', 0)) throw new Problem('link-invalid');
  return { personHash, senderId };
}
