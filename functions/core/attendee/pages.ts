import { feedSubscription } from '../mail/calendar-links.ts';
import {
  eventFacts,
  firstTold,
  frameOf,
  isOtherThanAsked,
  personalFacts,
  signUpFacts,
  withPerson,
} from '../mail/event-facts.ts';
import { type Frame, isLost } from '../mail/mail-content.ts';
import type { PageContent } from '../mail/page-content.ts';
import { holdsOf, isByOrganiser } from '../mail/unconfirmed-mail.ts';
import type { AttendeeView, OwnRegistration } from '../registration/attendee-view.ts';
import { isCertified } from '../registration/certified.ts';
import { type Confirmed, isExpired, type SignUpView } from '../registration/confirm.ts';
import { offeredConsent, offeredNews } from '../registration/confirm-choices.ts';
import { availability, hasEndOfPlaces } from '../registration/places.ts';
import { hasSensitive } from '../registration/sensitive.ts';
import { isOwnEntry } from '../registration/verified-entry.ts';
import { type Context, shownIn } from '../table/context.ts';
import { endsAt, isAsking, isPromoting, type Question } from '../table/event.ts';
import type { EventItem, RegistrationItem } from '../table/items.ts';
import { inLanguage, type Links, linksOf } from '../table/links.ts';
import { Problem } from '../values/problem.ts';
import { shownConsent } from './sensitive-consent.ts';
import { type ShownSequences, shownSequences, sinceShown } from './shown-sequences.ts';
import { formNotice, privacyNotice } from './sign-up-form.ts';

/** A page's frame and content: what an entry hands to the views. */
export interface ShownPage<P extends PageContent['page'] = PageContent['page']> {
  frame: Frame;
  content: Extract<PageContent, { page: P }>;
}

/**
 * The page behind a verification mail's button. It shows, and changes nothing (promise 5). What somebody typed, a name and
 * free answers, is shown once the address is verified: the page is no place for a stranger's words either.
 * @param shown what it showed before, where its button came back: what is other since is told
 */
export function confirmPage(
  view: SignUpView,
  url: string,
  context: Context,
  shown: ShownSequences = new Map(),
): ShownPage {
  const { signUp, series, parts, attendee } = view;
  if (isExpired(signUp, context)) throw new Problem('link-expired');
  const links = linksOf(context);
  const locale = shownIn(signUp.locale, context);
  const kept = (to: string) => inLanguage(to, context);
  const all = parts.map(({ event, registration }) => ({
    ...{ event, registration },
    facts: sinceShown(
      signUpFacts({ ...signUp, locale }, event, registration, links, context.now),
      ...([{ event, registration }, shown, locale] as const),
    ),
  }));
  const facts = all.map((one) => one.facts);
  const pending = facts.filter((one) => one.standing === 'pending');
  const { unheld = [], isLapsed } = holdsOf(
    signUp,
    all.filter((one) => one.facts.standing === 'pending'),
    context.now,
  );
  const answersOf = (eventId: string) => {
    const given = signUp.events.find((entry) => entry.eventId === eventId)?.answers ?? {};
    const questions = parts.find(({ event }) => event.eventId === eventId)?.event.questions ?? [];
    return questions.flatMap((question) => {
      const value = given[question.questionId];
      return value === undefined ? [] : [{ question, value }];
    });
  };
  const events = pending.map((one) => ({ ...one, answers: answersOf(one.eventId) }));
  const isEntered = ({ registration, facts: { standing, hadPlace } }: (typeof all)[number]) =>
    isOwnEntry(signUp, registration) && (standing === 'confirmed' || hadPlace);
  const entered = all.filter(isEntered);
  const others = all.filter((one) => !entered.includes(one)).map((one) => one.facts);
  const isOwn = ({ registration }: SignUpView['parts'][number]) => registration?.signUpId === signUp.signUpId;
  // Of who is registered already nothing is taken over.
  const isSensitive = parts.some(
    (part, index) =>
      (facts[index]?.standing === 'pending' || isOwn(part)) &&
      signUp.events.some(
        (entry) => entry.eventId === part.event.eventId && hasSensitive(entry.answers, part.event),
      ),
  );
  const news = offeredNews(view, locale);
  const isNewsAlone = pending.length + entered.length === 0 && news?.isTicked === true;
  return {
    frame: frameOf(context.stage, locale, series),
    content: {
      page: 'confirm',
      action: kept(url),
      // It takes back what the sign-up brought, also what is theirs since.
      deleteAction: isNewsAlone && parts.some(isOwn) ? undefined : kept(`${url}/delete`),
      shown: shownSequences(parts),
      isChanged: [...pending, ...entered.map((one) => one.facts)].some(
        ({ eventId, formerly }) => shown.has(eventId) && formerly !== undefined,
      ),
      email: signUp.email,
      signedUpAt: signUp.createdAt,
      entered: entered.map((one) => one.facts),
      events: events.map((one) => ({ ...one, answers: one.answers.map(withoutText) })),
      ...{ unheld, isLapsed },
      already: others.filter(
        ({ standing, hadPlace }) => standing === 'confirmed' || standing === 'waitlisted' || hadPlace,
      ),
      privacy:
        signUp.notices.privacy === undefined
          ? { ...privacyNotice(series, locale), seriesUrl: links.privacy(series.seriesId) }
          : undefined,
      lost: facts.filter(isLost),
      registrationUrl:
        attendee && facts.some((one) => one.isOtherThanAsked) ? links.registration(attendee) : undefined,
      news,
      isNewsAlone,
      isByOrganiser: isByOrganiser(signUp),
      sensitive: isSensitive ? offeredConsent('sensitive', signUp, series, locale) : undefined,
    },
  };
}

/** A question with its answer, where that is one of its organiser's words; of free text that there is some. */
function withoutText<V>({ question, value }: { question: Question; value: V }) {
  return question.kind === 'text' || question.kind === 'longText' ? { question } : { question, value };
}

/** What the button did, or had done before. */
export function confirmedPage(
  view: SignUpView & { isRepeat: boolean; done?: Confirmed },
  context: Context,
): ShownPage {
  const { signUp, series, parts, attendee, subscription, sender: named, isRepeat, done } = view;
  // Whom it was of has gone since, or has another address.
  if (attendee === undefined) throw new Problem('link-expired');
  const links = linksOf(context);
  const locale = shownIn(signUp.locale, context);
  const events = parts.map((part) => {
    const { event, registration } = part;
    const facts = personalFacts(event, registration, locale, links, context.now);
    return {
      ...facts,
      isOtherThanAsked: isOtherThanAsked(signUp, event, registration, facts.standing),
      documentationUrl: documentationUrl(part, links),
    };
  });
  const registrationUrl = links.registration(attendee);
  const isOthers = parts.every(
    ({ registration }) => registration !== undefined && registration.signUpId !== signUp.signUpId,
  );
  const isSubscribed = subscription?.state === 'subscribed';
  const isNewsAlone =
    named !== undefined && (done === undefined ? isOthers : !done.isEntry && !done.isMailed);
  return {
    frame: frameOf(context.stage, locale, series),
    content: {
      page: 'confirmed',
      isMailed: done?.isMailed ?? false,
      isNewsAlone,
      news: named && (isNewsAlone || isSubscribed) ? { sender: named.sender, isSubscribed } : undefined,
      events,
      registrationUrl,
      isRepeat,
      feedUrl: feedSubscription(series.seriesId, links),
    },
  };
}

/** Where the documentation of an event is that somebody had a place in. */
function documentationUrl(
  { event, registration, hasDocumentation }: SignUpView['parts'][number],
  links: Links,
): string | undefined {
  if (!hasDocumentation || registration?.state !== 'confirmed' || event.status !== 'published')
    return undefined;
  return links.go(registration, 'documentation');
}

/** What a button of the own page just did, for whom, and when the mail about it goes out. */
export type Done = Pick<Extract<PageContent, { page: 'registration' }>, 'done' | 'doneFor' | 'mailAt'>;

/** A person's own page. */
export function registrationPage(view: AttendeeView, url: string, step: Done, context: Context): ShownPage {
  const { attendee, series, registrations, openParts, morePeople, newAddress } = view;
  const { subscription, otherNews } = view;
  const { stage, now } = context;
  const locale = shownIn(attendee.locale, context);
  const kept = (to: string) => inLanguage(to, context);
  const links = linksOf(context);
  const news = series.notices.news;
  return {
    frame: frameOf(stage, locale, series),
    content: {
      page: 'registration',
      name: attendee.isUnverified ? '' : attendee.name,
      email: attendee.email,
      events: registrations.map((own) => {
        const { event, registration, position } = own;
        const told = personalFacts(event, registration, locale, links, now, position);
        // What changed since concerns nobody who has cancelled.
        const facts = told.standing === 'cancelled' ? firstTold(told) : told;
        const { seat } = registration;
        return {
          ...(isTyped(registration)
            ? facts
            : withPerson(facts, registration, attendee, hasSeveral(own, view))),
          standing: facts.standing ?? 'gone',
          seat,
          changeUrl: isChangeable(registration, event, now)
            ? kept(`${url}/edit?eventId=${event.eventId}&seat=${seat ?? 1}`)
            : undefined,
          cancelAction: isCancellable(registration, event, now) ? kept(`${url}/cancel`) : undefined,
          isHandedOn: hasEndOfPlaces(event, registration) && isPromoting(event, now),
          documentationUrl: documentationUrl(own, links),
          certificateUrl:
            isCertified(registration, event, now) && !registration.isUnverified
              ? links.ownCertificate(attendee, registration)
              : undefined,
          sensitive: shownConsent(own, { action: kept(url), locale }),
        };
      }),
      openParts: openParts.map(({ event, counters }) => ({
        ...eventFacts(event, locale, links),
        addAction: kept(url),
        formUrl: isAsking(event) ? kept(`${url}/add?eventId=${event.eventId}`) : undefined,
        availability: availability(event, counters, now),
      })),
      morePeople: morePeople.map(({ event, counters }) => ({
        ...eventFacts(event, locale, links),
        formUrl: kept(`${url}/add?eventId=${event.eventId}&more=1`),
        availability: availability(event, counters, now),
      })),
      personUrl: kept(`${url}/edit`),
      newAddress,
      ...(news === undefined
        ? {}
        : {
            news: {
              sender: news.sender,
              isSubscribed: subscription?.state === 'subscribed',
              action: kept(url),
              notice: formNotice(news, locale),
            },
          }),
      otherNews: otherNews.map(({ sender, senderId }) => ({ sender, senderId, action: kept(url) })),
      feedUrl: feedSubscription(series.seriesId, links),
      erasedAt: view.erasedAt,
      dataAction: kept(`${url}/data`),
      deleteAction: kept(`${url}/delete`),
      objection: { action: kept(`${url}/objection`), at: attendee.objectedAt, answer: view.objectionAnswer },
      restriction: attendee.restriction && {
        kind: attendee.restriction.kind,
        since: attendee.restriction.since,
      },
      done: step.done,
      doneFor: step.doneFor,
      mailAt: step.mailAt !== undefined && step.mailAt > now ? step.mailAt : undefined,
    },
  };
}

/** Whether all that is known of it is what somebody typed. */
const isTyped = ({ state, isUnverified }: RegistrationItem) => state === 'pending' || isUnverified === true;

/** Whether the page shows several people of one event. */
function hasSeveral({ event }: OwnRegistration, { registrations }: AttendeeView): boolean {
  return registrations.filter((one) => one.event.eventId === event.eventId).length > 1;
}

const isToCome = (event: EventItem, now: string) => event.status === 'published' && now < endsAt(event);

function isChangeable({ state }: RegistrationItem, event: EventItem, now: string): boolean {
  return isToCome(event, now) && (state === 'confirmed' || state === 'waitlisted');
}

function isCancellable({ state }: RegistrationItem, event: EventItem, now: string): boolean {
  return isToCome(event, now) && (state === 'pending' || state === 'confirmed' || state === 'waitlisted');
}
