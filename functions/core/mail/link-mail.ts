import { dataLinkFor, linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { after } from '../values/time.ts';
import { framed, type Planned, type Planning } from './mail-plan.ts';

/** What a link mail holds: the person's page, an hour's link to their data, or the button of a new address. */
export async function linkMail(planning: Planning): Promise<Planned> {
  const { delivery, context } = planning;
  const { store, now } = context;
  const links = linksOf(context);
  const { purpose = 'registration', isByOrganiser } = delivery;
  if (purpose === 'newAddress') {
    const { signUp } = await store.load({ signUp: refs.signUp(delivery.signUpId ?? '-') });
    if (signUp?.state !== 'pending' || now >= signUp.deletedAt) return { skip: 'nothingToConfirm' };
    const url = links.confirm(signUp.signUpId);
    const validUntil = signUp.deletedAt;
    return framed(planning, signUp, { template: 'link', purpose, url, validUntil, isByOrganiser });
  }
  const found = await store.load({ attendee: refs.attendee(delivery.personHash, delivery.seriesId) });
  const attendee = present(found.attendee, now);
  if (attendee === undefined) return { skip: 'attendeeGone' };
  if (purpose === 'registration' || purpose === 'addressNotice') {
    const url = links.registration(attendee);
    // One that follows from a sign-up is the first mail to an address that took over.
    const told = purpose === 'registration' && delivery.signUpId !== undefined ? 'movedAddress' : purpose;
    return framed(planning, attendee, { template: 'link', purpose: told, url, isByOrganiser });
  }
  // The hour runs from when it should have gone out: a mail sent late carries a shorter-lived link, never a longer one.
  const validUntil = after(delivery.allowedAt ?? delivery.createdAt, dataLinkFor);
  if (now >= validUntil) return { skip: 'linkExpired' };
  const url = links.data(attendee, validUntil);
  return framed(planning, attendee, { template: 'link', purpose, url, validUntil });
}
