import type { Context } from './context.ts';
import type { RegistrationItem, SignUpItem } from './items.ts';
import { senderIdOf } from './links.ts';
import type { Organiser } from './organiser-access.ts';
import { readRegistration } from './organiser-registrations.ts';
import { refs } from './refs.ts';

/** What an organiser can show of one person's sign-up: what was shown, what was agreed to, when, and how it was verified. */
export interface ConsentProof {
  registration: RegistrationItem;
  /** Absent when the sign-up is gone. */
  signUp: SignUpItem | undefined;
  /** The consent to the sender's news as it stands now. */
  news:
    | { sender: string; state: 'subscribed' | 'withdrawn'; proof: object; withdrawnAt?: string }
    | undefined;
}

/** @throws Problem 404 */
export async function readProof(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
): Promise<ConsentProof> {
  const { store } = context;
  const registration = await readRegistration(eventId, registrationId, organiser, context);
  const { signUp, series } = await store.load({
    signUp: refs.signUp(registration.signUpId),
    series: refs.series(registration.seriesId),
  });
  const sender = series?.notices.news?.sender;
  const subscription =
    sender === undefined
      ? undefined
      : await store.get(refs.subscription(registration.personHash, senderIdOf(sender)));
  const news = subscription && {
    sender: subscription.sender,
    state: subscription.state,
    proof: subscription.proof,
    ...(subscription.withdrawnAt === undefined ? {} : { withdrawnAt: subscription.withdrawnAt }),
  };
  return { registration, signUp, news };
}

/** The proof as the API tells it (Art. 7(1) GDPR). */
export function proofView({ registration, signUp, news }: ConsentProof) {
  const { registrationId, eventId, name, email, sensitiveConsent } = registration;
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
          formUrl: signUp.formUrl,
          signedUpAt: signUp.createdAt,
          verifiedAt: signUp.verifiedAt ?? null,
          verificationMessageId: signUp.verificationMessageId ?? null,
        }),
    ...(sensitiveConsent === undefined ? {} : { sensitiveConsent }),
    ...(news === undefined ? {} : { news }),
  };
}
