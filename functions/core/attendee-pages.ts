import type { AttendeeView } from './attendee.ts';
import { isExpired, type SignUpView } from './confirm.ts';
import type { Context } from './context.ts';
import { endsAt } from './event.ts';
import { eventFacts, frameOf, personalFacts } from './facts.ts';
import type { RegistrationItem } from './items.ts';
import { Links } from './links.ts';
import { inLocale } from './locale.ts';
import type { Frame } from './mail.ts';
import type { PageContent } from './page.ts';
import { Problem } from './problem.ts';
import { availability } from './sign-up-form.ts';

/** A page's frame and content: what an entry hands to the views. */
export interface Shown {
  frame: Frame;
  content: PageContent;
}

/** The page behind a verification mail's button. It shows, and changes nothing (promise 5). */
export function confirmPage({ signUp, series, parts }: SignUpView, url: string, context: Context): Shown {
  if (isExpired(signUp, context)) throw new Problem('link-expired');
  const links = new Links(context);
  const facts = parts.map(({ event, registration }) =>
    personalFacts(event, registration, signUp.locale, links, context.now),
  );
  const news = signUp.notices.news && series.notices.news;
  return {
    frame: frameOf(context.stage, signUp.locale, series),
    content: {
      page: 'confirm',
      action: url,
      deleteAction: `${url}/delete`,
      name: signUp.name,
      email: signUp.email,
      events: facts.filter((one) => one.standing === 'pending'),
      already: facts.filter((one) => one.standing === 'confirmed' || one.standing === 'waitlisted'),
      ...(news ? { news: { sender: news.sender } } : {}),
    },
  };
}

/** What the button did, or had done before. */
export function confirmedPage(
  view: SignUpView & { isRepeat: boolean },
  linkGeneration: number,
  context: Context,
): Shown {
  const { signUp, series, parts, isRepeat } = view;
  const links = new Links(context);
  const events = parts.map(({ event, registration }) =>
    personalFacts(event, registration, signUp.locale, links, context.now),
  );
  const registrationUrl = links.registration({ ...signUp, linkGeneration });
  return {
    frame: frameOf(context.stage, signUp.locale, series),
    content: { page: 'confirmed', events, registrationUrl, isRepeat },
  };
}

type Done = Extract<PageContent, { page: 'registration' }>['done'];

/** A person's own page. */
export function registrationPage(view: AttendeeView, url: string, done: Done, context: Context): Shown {
  const { attendee, series, registrations, openParts, subscription } = view;
  const { stage, now } = context;
  const { locale } = attendee;
  const links = new Links(context);
  const news = series.notices.news;
  return {
    frame: frameOf(stage, locale, series),
    content: {
      page: 'registration',
      name: attendee.name,
      email: attendee.email,
      events: registrations.map(({ event, registration, position, hasDocumentation }) => {
        const facts = personalFacts(event, registration, locale, links, now, position);
        return {
          ...facts,
          standing: facts.standing ?? 'gone',
          ...(isCancellable(registration, endsAt(event), now) ? { cancelAction: `${url}/cancel` } : {}),
          ...(hasDocumentation && registration.state === 'confirmed'
            ? { documentationUrl: links.go(registration, 'documentation') }
            : {}),
        };
      }),
      openParts: openParts.map(({ event, counters }) => ({
        ...eventFacts(event, locale, links),
        addAction: url,
        availability: availability(event, counters, now),
      })),
      ...(news === undefined
        ? {}
        : {
            news: {
              sender: news.sender,
              isSubscribed: subscription?.state === 'subscribed',
              action: url,
              notice: { version: news.version, text: inLocale(news.text, locale) },
            },
          }),
      dataAction: `${url}/data`,
      deleteAction: `${url}/delete`,
      ...(done === undefined ? {} : { done }),
    },
  };
}

function isCancellable({ state }: RegistrationItem, over: string, now: string): boolean {
  return now < over && (state === 'pending' || state === 'confirmed' || state === 'waitlisted');
}
