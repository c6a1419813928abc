import type { Event } from '../table/event.ts';
import type { RegistrationItem, SeriesItem, SignUpItem, SubscriptionItem } from '../table/items.ts';
import { type Locale, type Wording, wordingOf } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import { noticeProof } from './notice-proof.ts';
import { hasSensitive, withoutSensitive } from './sensitive.ts';

/**
 * What is agreed to beside taking part. Somebody else may have ticked it on the form, so the confirm page asks for each by
 * itself; a choice that the page did not offer is as the form had it.
 */
export interface ConfirmChoices {
  /** The version of the notice that was ticked; false where its box was left empty. */
  news?: string | false;
  sensitive?: boolean;
  /** Where and in which language the page offered them. */
  page: { url: string; locale: Locale };
}

type NewsProof = Omit<SubscriptionItem['proof'], 'signUpId' | 'verifiedAt' | 'verificationMessageId'>;

/** A sign-up as its person confirms it. */
export interface Chosen {
  signUp: SignUpItem;
  /** What the consent to news is proved by; absent: there is none. */
  news: NewsProof | undefined;
  /** Whether sensitive answers may be kept. */
  keepsSensitive: boolean;
}

/** @throws Problem 422 for a version of the notice that is neither the form's nor the series' present one */
export function chosen(
  signUp: SignUpItem,
  series: SeriesItem,
  events: readonly Event[],
  choices: ConfirmChoices | undefined,
  now: Instant,
): Chosen {
  const { news: _, sensitive, ...rest } = signUp.notices;
  const news = newsOf(signUp, series, choices, now);
  const isOfForm = news !== undefined && news.formUrl === signUp.formUrl && signUp.notices.news !== undefined;
  const keepsSensitive = choices?.sensitive !== false;
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
        ...rest,
        ...(isOfForm ? { news: signUp.notices.news } : {}),
        ...(keepsSensitive ? { sensitive } : {}),
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
  const version = choices?.news ?? asked?.version ?? false;
  if (version === false) return undefined;
  if (version === asked?.version) return { ...asked, formUrl, signedUpAt: createdAt };
  const offered = series.notices.news;
  if (choices === undefined || version !== offered?.version)
    throw new Problem('invalid-request', {
      faults: [{ pointer: '/notices/news', code: 'noticeVersionUnknown' }],
    });
  const { url, locale } = choices.page;
  return { ...noticeProof(offered, locale), formUrl: url, signedUpAt: now };
}

/** The notice that the confirm page offers news with: as it was ticked on the form, else the series' present one. */
export function offeredNews(
  {
    signUp,
    series,
    subscription,
  }: { signUp: SignUpItem; series: SeriesItem; subscription: SubscriptionItem | undefined },
  locale: Locale,
): { sender: string; version: string; text: Wording; isTicked: boolean } | undefined {
  const offered = series.notices.news;
  if (offered === undefined || subscription?.state === 'subscribed') return undefined;
  const shown = signUp.notices.news ?? noticeProof(offered, locale);
  return {
    ...{ sender: offered.sender, version: shown.version },
    text: wordingOf(shown.text, shown.locale, locale),
    isTicked: signUp.notices.news !== undefined,
  };
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
