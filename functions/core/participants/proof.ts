import type { Organiser } from '../access/organiser.ts';
import { hasRight } from '../access/rights.ts';
import type { ShownPage } from '../attendee/pages.ts';
import { eventFacts, frameOf } from '../mail/event-facts.ts';
import type { ProvenNotice, Verification } from '../mail/page-content.ts';
import { sensitiveConsents } from '../registration/sensitive.ts';
import { seriesOf } from '../registration/subscription.ts';
import type { Context } from '../table/context.ts';
import type {
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
} from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import type { Locale } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import { showRegistration } from './registrations.ts';
import type { AnswersAsked } from './shown-registration.ts';

/** What an organiser can show of one person's sign-up: what was shown, what was agreed to, when, and how it was verified. */
export interface ConsentProof {
  registration: RegistrationItem;
  event: EventItem;
  series: SeriesItem;
  /** Absent when the sign-up is gone. */
  signUp: SignUpItem | undefined;
  /** The consent to the sender's news as it stands now, where it was given in a series that the reader has. */
  subscription: SubscriptionItem | undefined;
  /** The sign-up that verified the present address, where it is another than the one that signed up. */
  address: SignUpItem | undefined;
}

/** As the organiser may see it. @param answers `all` is noted in the audit @throws Problem 404 */
export async function readProof(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
  answers: AnswersAsked = 'ordinary',
): Promise<ConsentProof> {
  const { store } = context;
  const registration = await showRegistration(eventId, registrationId, organiser, context, answers);
  const { personHash, seriesId } = registration;
  const { signUp, series, event, attendee } = await store.load({
    signUp: refs.signUp(registration.signUpId),
    series: refs.series(seriesId),
    event: refs.event(eventId),
    attendee: refs.attendee(personHash, seriesId),
  });
  if (series === undefined || event === undefined) throw new Problem('not-found');
  // Whom it was given to by this sign-up counts, not whom the series names today.
  const sender = signUp?.notices.news?.givenTo ?? series.notices.news;
  const found = await store.load({
    subscription: refs.subscription(personHash, sender?.senderId ?? '-'),
    address: refs.signUp(attendee?.addressId ?? '-'),
  });
  const isSeen =
    found.subscription !== undefined && (await isGivenTo(organiser, found.subscription, context));
  const subscription = isSeen ? found.subscription : undefined;
  const seen = signUp && { ...signUp, notices: noticesSeenBy(organiser, signUp.notices) };
  return { registration, event, series, signUp: seen, subscription, address: found.address };
}

/** Who consented to sensitive answers has given some: that is told by the right to see them. */
function noticesSeenBy(organiser: Organiser, notices: SignUpItem['notices']): SignUpItem['notices'] {
  return hasRight(organiser, 'sensitive') ? notices : { ...notices, sensitive: undefined };
}

/** Whether a consent was given in a series of this organiser's: nobody else is shown its proof, or ends it. */
export async function isGivenTo(
  { seriesIds }: Organiser,
  subscription: SubscriptionItem,
  context: Context,
): Promise<boolean> {
  if (seriesIds === undefined) return true;
  const seriesId = await seriesOf(subscription, context);
  return seriesId !== undefined && seriesIds.includes(seriesId);
}

function verification({
  verifiedAt,
  verificationMessageId,
}: Partial<Pick<SignUpItem, keyof Verification>>): Verification {
  return {
    verifiedAt,
    verificationMessageId,
  };
}

/** The page on which it was said: the form's, or one's own. */
const pageOf = ({ channel, formUrl }: SignUpItem, publicUrl: string) =>
  formUrl ?? (channel === 'ownPage' ? `${publicUrl}/registration` : undefined);

/** The proof as the API tells it (Art. 7(1) GDPR). */
export function proofView(
  { registration, signUp, subscription, address }: ConsentProof,
  { publicUrl }: Pick<Context, 'publicUrl'>,
) {
  const { registrationId, eventId, name, email, sensitiveConsent, sensitiveWithdrawnAt } = registration;
  return {
    registrationId,
    eventId,
    name,
    email,
    ...(signUp === undefined
      ? {}
      : {
          /** Each with its version, and the text and the language that were shown. */
          notices: signUp.notices,
          channel: signUp.channel,
          formUrl: pageOf(signUp, publicUrl),
          signedUpAt: signUp.createdAt,
          verifiedAt: signUp.verifiedAt ?? null,
          verificationMessageId: signUp.verificationMessageId ?? null,
        }),
    sensitiveConsent,
    sensitiveWithdrawnAt,
    news: subscription && {
      sender: subscription.sender,
      state: subscription.state,
      proof: subscription.proof,
      withdrawnAt: subscription.withdrawnAt,
    },
    addressChange: address && verification(address),
  };
}

/** The same as a page to print, in the reader's language; the notices stay in the one that they were shown in. */
export function proofPage(proof: ConsentProof, locale: Locale, context: Context): ShownPage<'proof'> {
  const { registration, event, series, address } = proof;
  const { registrationId, name, email } = registration;
  return {
    frame: frameOf(context.stage, locale, series),
    content: {
      page: 'proof',
      printedAt: context.now,
      name,
      email,
      registrationId,
      event: eventFacts(event, locale, new PublicLinks(context)),
      notices: provenNotices(proof, context),
      addressChange: address && verification(address),
    },
  };
}

/** Every notice once: what the form showed, what was agreed to on one's own page, and the consent that stands now. */
function provenNotices(
  { registration, signUp, subscription }: ConsentProof,
  { publicUrl }: Context,
): ProvenNotice[] {
  const notices: ProvenNotice[] = [];
  const [onSignUp, own] = (['signUp', 'ownPage'] as const).map((of) =>
    sensitiveConsents(registration, signUp).find((one) => one.of === of),
  );
  for (const kind of ['privacy', 'sensitive', 'news'] as const) {
    const shown = signUp?.notices[kind];
    // The consent that stands, or was withdrawn, is told from its own record below.
    const isSubscribed = kind === 'news' && subscription?.proof.signUpId === signUp?.signUpId;
    if (signUp === undefined || shown === undefined || isSubscribed) continue;
    const { channel, createdAt } = signUp;
    // What the form did not show, the confirm page did.
    const onForm = { channel, formUrl: pageOf(signUp, publicUrl), shownAt: createdAt };
    const onPage = 'shownAt' in shown && { channel: 'ownPage' as const, formUrl: `${publicUrl}/confirm` };
    const withdrawnAt = kind === 'sensitive' ? onSignUp?.withdrawnAt : undefined;
    notices.push({ kind, ...onForm, ...onPage, ...shown, ...verification(signUp), withdrawnAt });
  }
  if (registration.sensitiveConsent !== undefined) {
    const { givenAt, ...shown } = registration.sensitiveConsent;
    const where = { channel: 'ownPage', formUrl: `${publicUrl}/registration` } as const;
    const when = { shownAt: givenAt, withdrawnAt: own?.withdrawnAt };
    notices.push({ kind: 'sensitive', ...shown, ...where, ...verification(signUp ?? {}), ...when });
  }
  if (subscription !== undefined) {
    const { sender, proof, withdrawnAt } = subscription;
    const { version, text, locale, hash, formUrl, signedUpAt: shownAt } = proof;
    notices.push({
      ...{ kind: 'news', sender, version, text, locale, hash, formUrl, shownAt },
      ...verification(proof),
      withdrawnAt,
    });
  }
  return notices;
}
