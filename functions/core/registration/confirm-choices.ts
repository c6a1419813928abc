import type { Event } from '../table/event.ts';
import type {
  NoticeProof,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
  SubscriptionItem,
} from '../table/items.ts';
import { namesNotice, noticeReference, provenNotice } from '../table/notices.ts';
import type { Step } from '../table/ports.ts';
import type { NamedSender } from '../table/senders.ts';
import type { NoticeKind } from '../table/series.ts';
import { type Locale, type Wording, wordingIn, wordingOf } from '../values/locale.ts';
import { problemOf } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { hasSensitive, withoutSensitive } from './sensitive.ts';

/**
 * What is agreed to beside taking part. Somebody else may have ticked it on the form, so the confirm page asks for each by
 * itself: the notice that was ticked, false where its box was left empty or was not there.
 */
export interface ConfirmChoices {
  /** The privacy notice that the page showed to somebody whom no form had shown it. */
  privacy?: string | undefined;
  news: string | false;
  sensitive: string | false;
  /** Where and in which language the page offered them. */
  page: { url: string; locale: Locale };
}

type NewsProof = Omit<
  SubscriptionItem['proof'],
  'seriesId' | 'signUpId' | 'verifiedAt' | 'verificationMessageId'
>;

/** A sign-up as its person confirms it. */
export interface Chosen {
  signUp: SignUpItem;
  /** What the consent to news is proved by; absent: there is none. */
  news: NewsProof | undefined;
  /** Whether sensitive answers may be kept. */
  keepsSensitive: boolean;
}

/** @param choices absent: what the form had @throws Problem 422 for a notice that is neither the form's nor the series' present one */
export function chosen(
  signUp: SignUpItem,
  series: SeriesItem,
  events: readonly Event[],
  choices: ConfirmChoices | undefined,
  now: Instant,
): Chosen {
  const { privacy = privacyOf(series, choices, now) } = signUp.notices;
  const news = newsOf(signUp, series, choices, now);
  const isOfForm = news !== undefined && news.formUrl === signUp.formUrl && signUp.notices.news !== undefined;
  const sensitive = sensitiveOf(signUp, series, choices, now);
  const keepsSensitive = choices === undefined || sensitive !== undefined;
  const answered = (entry: SignUpItem['events'][number]) => {
    const event = events.find(({ eventId }) => eventId === entry.eventId);
    if (keepsSensitive || event === undefined) return entry;
    return { ...entry, answers: withoutSensitive(entry.answers, event) };
  };
  return {
    news,
    keepsSensitive,
    signUp: {
      ...signUp,
      // What is not agreed to is not proved either.
      notices: {
        privacy,
        ...(isOfForm ? { news: signUp.notices.news } : {}),
        ...(sensitive === undefined ? {} : { sensitive }),
      },
      events: signUp.events.map(answered),
    },
  };
}

function newsOf(
  { notices, formUrl, createdAt }: SignUpItem,
  series: SeriesItem,
  choices: ConfirmChoices | undefined,
  now: Instant,
): NewsProof | undefined {
  const asked = notices.news;
  if (choices?.news === false) return undefined;
  const isAsAsked = asked !== undefined && (choices === undefined || namesNotice(choices.news, asked));
  if (isAsAsked && formUrl !== undefined) {
    const { givenTo, ...shown } = asked;
    return { ...shown, formUrl, signedUpAt: createdAt };
  }
  if (choices === undefined) return undefined;
  const { url, locale } = choices.page;
  const proof = shownOnPage('news', choices.news, series, locale);
  return { ...proof, formUrl: url, signedUpAt: now };
}

function sensitiveOf(
  { notices: { sensitive: asked } }: SignUpItem,
  series: SeriesItem,
  choices: ConfirmChoices | undefined,
  now: Instant,
): SignUpItem['notices']['sensitive'] {
  if (choices === undefined) return asked;
  if (choices.sensitive === false) return undefined;
  if (asked !== undefined && namesNotice(choices.sensitive, asked)) return asked;
  const { locale } = choices.page;
  return { ...shownOnPage('sensitive', choices.sensitive, series, locale), shownAt: now };
}

function privacyOf(
  series: SeriesItem,
  choices: ConfirmChoices | undefined,
  now: Instant,
): SignUpItem['notices']['privacy'] {
  if (choices?.privacy === undefined) return undefined;
  return { ...shownOnPage('privacy', choices.privacy, series, choices.page.locale), shownAt: now };
}

function shownOnPage(kind: NoticeKind, reference: string, series: SeriesItem, locale: Locale): NoticeProof {
  const proven = provenNotice(reference, series.notices[kind], locale);
  if ('proof' in proven) return proven.proof;
  throw problemOf([{ pointer: `/notices/${kind}`, ...proven.fault }]);
}

/** Whose news a sign-up consents to, or its confirm page offers; nobody's, where the series asks for none any more. */
export function givenNewsTo(
  { notices }: Pick<SignUpItem, 'notices'>,
  series: SeriesItem,
): NamedSender | undefined {
  const offered = series.notices.news;
  if (offered === undefined) return undefined;
  const { senderId, sender } = notices.news?.givenTo ?? offered;
  return { senderId, sender };
}

/** A consent on the confirm page: what its box submits and says, and whether all forms had it. */
interface OfferedConsent {
  reference: string;
  text: Wording;
  isTicked: boolean;
}

/** A consent that the confirm page asks for: by the notice that was ticked on the form, else by the series' present one. */
export function offeredConsent(
  kind: 'news' | 'sensitive',
  signUp: SignUpItem,
  series: SeriesItem,
  locale: Locale,
): OfferedConsent | undefined {
  const asked = signUp.notices[kind];
  const present = series.notices[kind];
  if (asked === undefined && present === undefined) return undefined;
  const text = asked ? wordingOf(asked.text, asked.locale, locale) : wordingIn(present?.text ?? {}, locale);
  const version = (asked ?? present)?.version ?? '';
  return { reference: noticeReference({ version, text: text.text }), text, isTicked: asked !== undefined };
}

/** News, where they are asked for and not subscribed to already. */
export function offeredNews(
  {
    signUp,
    series,
    subscription,
  }: { signUp: SignUpItem; series: SeriesItem; subscription: SubscriptionItem | undefined },
  locale: Locale,
): OfferedConsent | undefined {
  if (series.notices.news === undefined || subscription?.state === 'subscribed') return undefined;
  return offeredConsent('news', signUp, series, locale);
}

/** A direct entry's registration without the answers that its person does not agree to. */
export function withoutRefused(
  registration: RegistrationItem,
  event: Event,
  { keepsSensitive }: Pick<Chosen, 'keepsSensitive'>,
): RegistrationItem {
  if (keepsSensitive || !hasSensitive(registration.answers, event)) return registration;
  return { ...registration, answers: withoutSensitive(registration.answers, event) };
}

/** Consent to news, proved by the confirmed address; what was withdrawn is given anew. */
export function subscriptionPut({
  agreed: { signUp, news },
  subscription,
  sender,
  locale,
  now,
}: {
  agreed: Chosen;
  subscription: SubscriptionItem | undefined;
  sender: NamedSender | undefined;
  /** Of the news. */
  locale: Locale;
  now: Instant;
}): Step[] {
  if (news === undefined || sender === undefined || subscription?.state === 'subscribed') return [];
  const item: SubscriptionItem = {
    type: 'subscription',
    personHash: signUp.personHash,
    ...sender,
    state: 'subscribed',
    email: signUp.email,
    locale,
    proof: {
      ...news,
      seriesId: signUp.seriesId,
      signUpId: signUp.signUpId,
      verifiedAt: now,
      verificationMessageId: signUp.verificationMessageId,
    },
    createdAt: now,
  };
  return [{ step: 'put', item, when: subscription === undefined ? 'absent' : { state: 'withdrawn' } }];
}
