import type { AttendanceMode } from '../table/place.ts';
import type { RequestKind, RequestOutcome } from '../table/rights-request.ts';
import type { TemplateWords } from '../table/series.ts';
import type { Way } from '../table/way.ts';
import type { Locale, Wording } from '../values/locale.ts';
import type { RichBlock } from '../values/markdown.ts';
import type { Accessibility, Organisation } from '../values/stage.ts';
import type { Instant } from '../values/time.ts';
import type { OwnCalendarLinks } from './calendar-links.ts';

/** How a person stands towards an event, as pages and mails tell it. */
export type Standing =
  | 'pending'
  | 'confirmed'
  | 'waitlisted'
  /** Nobody is moved up from the waiting list any more. */
  | 'listClosed'
  | 'cancelled'
  | 'expired'
  /** The event does not take place. */
  | 'calledOff'
  /** The event has ended. */
  | 'over'
  /** Nothing is to be had of it any more. */
  | 'gone';

/** Whether nothing is to be had of it any more, and not because anybody asked for that. */
export function isLost({ standing, hadPlace }: Pick<EventFacts, 'standing' | 'hadPlace'>): boolean {
  if (standing === 'over') return !hadPlace;
  return standing === 'calledOff' || standing === 'gone' || standing === 'listClosed';
}

/** Whether its reader is on a waiting list, be it closed or not. */
export function isOnList(standing: Standing | undefined): boolean {
  return standing === 'waitlisted' || standing === 'listClosed';
}

/** How and where one takes part. */
export type Whereabouts = Pick<EventFacts, 'attendanceMode' | 'place'>;

interface PlaceFacts {
  /** Name and address on one line, in the language of the place. */
  line: string;
  mapUrl: string;
  directions?: Wording;
  accessibility?: Wording;
}

/** What pages and mails say of an event; texts are in the reader's language already. */
export interface EventFacts {
  eventId: string;
  title: Wording;
  summary?: Wording;
  startsAt: Instant;
  endsAt: Instant;
  timeZone: string;
  attendanceMode: AttendanceMode;
  /** Where people come to, unless it is online alone. */
  place?: PlaceFacts;
  /** What of title, time and place its reader was told otherwise before: as it was then. */
  formerly?: {
    title?: Wording;
    time?: Pick<EventFacts, 'startsAt' | 'endsAt' | 'timeZone'>;
    place?: Whereabouts;
  };
  /** The public page, without a token. */
  pageUrl: string;
  standing?: Standing;
  /** Entered shortly before the start by whoever typed the address, and nobody has confirmed it. */
  isEntered?: boolean;
  /** It is over, and its reader had a place in it. */
  hadPlace?: boolean;
  /** One-based place on the waiting list. */
  position?: number;
  /** How its reader takes part in a hybrid event. */
  way?: Way;
  workingGroup?: Wording;
  /** A sign-up asked for another way, group or answer, and what its reader had before holds. */
  isOtherThanAsked?: boolean;
  /** Who takes part, where one address has several people. */
  person?: string;
  /** Who takes part, where one mail is for several people of its address. */
  people?: string[];
  /** The name that it was registered by, where its reader, who takes part, goes by another. */
  registeredAs?: string;
  /** Which of the places of its address; absent: the first. */
  seat?: number;
  /** The stable `/go/…/join` link of this person. */
  joinUrl?: string;
  joinInfo?: Wording;
  /** The ways into the reader's calendar, for who has a place in what is to come. */
  calendar?: OwnCalendarLinks;
}

/** What readers are told that it changed; `join` is what lies behind their link. */
export type ChangedFact =
  | ('title' | 'time' | 'place' | 'directions' | 'accessibility')
  | ('summary' | 'workingGroup' | 'join' | 'joinInfo');

/** What of an event is other than its reader was told last, and how it was then. */
export interface EventChange {
  before: EventFacts;
  facts: ChangedFact[];
}

/** What every mail and page is framed with. */
export interface Frame {
  locale: Locale;
  organisation: Organisation;
  accessibility?: Accessibility | undefined;
  series?: { title: Wording; organisers: string[] };
  /** Of moments that belong to no event: the series', else the stage's. Absent: UTC, and named so. */
  timeZone?: string;
}

export interface DocumentationLink {
  title: Wording;
  url: string;
}

/** The open parts of a series, told to those who subscribed to its sender's news. */
export interface NewsHint {
  sender: string;
  events: EventFacts[];
  /** Where one button adds the parts. */
  url: string;
  /** The page to withdraw on, which also takes RFC 8058's one-click POST. */
  unsubscribeUrl: string;
}

/** What is said of the places of what is to be confirmed. */
export interface Holds {
  /** Until when the places are held; absent when none is held or the time has passed. */
  heldUntil?: Instant;
  /** The titles of those for which no place is held, though there is an end of them. */
  unheld?: string[];
  /** The titles of those for which one is held. */
  held?: string[];
  /** Whether the time that places are held for is over. */
  isLapsed?: boolean;
}

/** Whether an organiser did what the mail tells, and not its reader. */
interface Doer {
  isByOrganiser?: boolean;
}

/** Whether the file that the mail carries, if any, is another than the one that its reader has. */
interface Replacing {
  replacesEntry?: boolean;
}

/** What one mail says; which template, and its facts. */
export type MailContent =
  | ({
      template: 'verification' | 'nudge';
      /** What confirming would do. */
      events: EventFacts[];
      /** What the person has already. */
      already: EventFacts[];
      /** Absent when there is nothing to confirm. The page also offers "not me: delete". */
      confirmUrl?: string;
      /** What there is nothing to be had of any more. */
      lost?: EventFacts[];
      /** When an unconfirmed sign-up is deleted by itself. */
      deletedAt: Instant;
      /** The person's own page; there when something is in `already`. */
      registrationUrl?: string;
      /** Whether confirming also gives the consent to news that was ticked. */
      news?: { sender: string };
    } & Holds &
      Doer)
  /** What somebody signed up for who has not confirmed it, and does not take place; `others` can be confirmed still. */
  | ({
      template: 'unconfirmedCancelled';
      events: EventFacts[];
      others: EventFacts[];
      confirmUrl: string;
      deletedAt: Instant;
    } & Holds &
      Doer)
  | ({
      template: 'confirmation';
      /** Each part with its outcome: a place, the waiting list, or gone. */
      events: EventFacts[];
      registrationUrl: string;
      /** After a direct entry: where its reader confirms it, and the news that were ticked with it. */
      confirmUrl?: string;
      news?: { sender: string };
      /** It tells of several things that were done on the own page. */
      isOfSteps?: true;
      /** Nobody has confirmed anything: it tells an address what was entered with it. */
      isEntry?: boolean;
    } & Doer &
      Replacing)
  | ({
      template: 'promoted' | 'noPlace' | 'eventCancelled' | 'cancellation';
      event: EventFacts;
      registrationUrl: string;
    } & Doer)
  /** `madeAt`: it says how far off the event is then. */
  | ({ template: 'reminder'; event: EventFacts; registrationUrl: string; madeAt: Instant } & Replacing)
  /** `change`: absent where it is not known any more. */
  | ({
      template: 'moved' | 'changed';
      event: EventFacts;
      change?: EventChange;
      registrationUrl: string;
    } & Replacing)
  | {
      template: 'documentation';
      event: EventFacts;
      links: DocumentationLink[];
      /** The stable page with all links of the event. */
      documentationUrl: string;
      /** Whether an earlier mail carried the first links. */
      isFurther: boolean;
      /** Whether it is known that they were there. */
      isThanked: boolean;
      /** Where the certificate is, or one's own page with those of several. */
      certificateUrl?: string | undefined;
      hint?: NewsHint;
      registrationUrl: string;
    }
  | ({
      template: 'announcement';
      subject: Wording;
      body: RichBlock[];
      /** The event by which its reader was addressed. */
      event: EventFacts;
      /** Of its title and time, where its reader was not told it yet: the mail shows them. */
      change?: EventChange;
      /** The reader's own page; a preview for nobody in particular has none. */
      registrationUrl?: string;
      /** Of news: whose, and where it ends. */
      news?: { sender: string; unsubscribeUrl: string };
    } & Replacing)
  /** Tells an owner when attendees of these events of a series are erased. */
  /** `isComplete`: nothing is missing of the series' proof of use. */
  | {
      template: 'erasureNotice';
      erasedAt: Instant;
      titles: Wording[];
      seriesId: string;
      publicUrl: string;
      isComplete: boolean;
    }
  /** Tells an owner that somebody has to be answered. */
  | { template: 'requestDue'; kind: RequestKind; answerBy: Instant; publicUrl: string }
  /** An endpoint that is told nothing any more, by its label and host. */
  | {
      template: 'webhookDisabled';
      webhookId: string;
      label: string;
      host: string;
      isGone: boolean;
      publicUrl: string;
    }
  /** Tells who objected to processing what came of it, in an owner's words. */
  | {
      template: 'objectionAnswered';
      askedAt: Instant;
      outcome: RequestOutcome;
      text: string;
      registrationUrl: string;
    }
  /** Logs an organiser in. */
  | { template: 'login'; url: string; validUntil: Instant }
  | ({
      template: 'link';
      purpose: 'registration' | 'data' | 'delete' | 'newAddress' | 'movedAddress' | 'addressNotice';
      url: string;
      validUntil?: Instant;
    } & Doer);

/** Everything that a mail is rendered from. */
export interface MailFacts {
  frame: Frame;
  /** As the person wrote it: any text, harmless only once it is escaped. Empty in a mail that names nobody. */
  name: string;
  content: MailContent;
  /** What the series says instead of the template's own words. */
  words?: TemplateWords;
  /** The calendar files that it carries, by what they do: the mail speaks of those alone. */
  attached?: { eventId: string; seat?: number | undefined; method: 'PUBLISH' | 'CANCEL' }[];
}

/** A mail as its reader sees it; `text` and `html` read the same. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}
