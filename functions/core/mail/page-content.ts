import * as z from 'zod';
import type { Availability } from '../registration/places.ts';
import type { Openness, Question } from '../table/event.ts';
import type { SignUpItem } from '../table/items.ts';
import type { Restriction } from '../table/restriction.ts';
import type { RightsRequestItem } from '../table/rights-request.ts';
import type { Way } from '../table/way.ts';
import type { FaultCode } from '../values/fault-codes.ts';
import type { Locale, Wording } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import type { CalendarLinks } from './calendar-links.ts';
import type { CertificateContent } from './certificate-content.ts';
import type { ConfirmContent, ConfirmedContent, FormNotice } from './confirm-content.ts';
import type { DocumentationLink, EventFacts, Frame, Standing } from './mail-content.ts';

/** An event on the sign-up form. */
export interface FormEvent extends EventFacts {
  openness: Openness;
  opensAt?: Instant;
  availability: Availability;
  /** How one may take part, of a hybrid event; of any other there is nothing to choose. */
  ways: { way: Way; availability: Availability }[];
  workingGroups: { workingGroupId: string; title: Wording; isFull: boolean }[];
  /** Labels are localised by the view. */
  questions: Question[];
}

/** A headed list of an information; a value is a text, a moment, or both. */
interface InformationList {
  title: string;
  entries: { label: string; value?: string; at?: Instant }[];
}

/**
 * One fault of a form, at its field: a JSON pointer into the request, and a sentence in the reader's language; the code is
 * there where a rule was broken.
 */
export interface FieldFault {
  pointer: string;
  message: string;
  code?: FaultCode;
}

/** When an address was verified, and by which mail. */
export interface Verification {
  verifiedAt?: Instant;
  verificationMessageId?: string;
}

/** One notice as it was shown: where, when, in which words, and what became of it. */
export interface ProvenNotice extends Verification {
  kind: 'privacy' | 'news' | 'sensitive';
  version: string;
  locale: Locale;
  text: string;
  /** Of the text, as the form named it. */
  hash?: string;
  channel?: SignUpItem['channel'];
  formUrl?: string;
  shownAt: Instant;
  /** Whom the consent to news is given to. */
  sender?: string;
  withdrawnAt?: Instant;
}

/** A headed part of a report: tables of labels and counts. */
export interface ReportSection {
  title: string;
  level: 2 | 3;
  tables: { title: string; rows: string[][] }[];
}

/** The form that shows a posted page again, in another language, and does nothing else. */
export interface Again {
  action: string;
  fields: { name: string; value: string }[];
}

/** What the page to confirm it on can delete: a sign-up, or what alone was asked for with it. */
export const DeletedRequest = z.enum(['signUp', 'news', 'address']);
export type DeletedRequest = z.infer<typeof DeletedRequest>;

/** What a page shows. All `…Action` values are URLs that the page's one clear form posts to. */
export type PageContent =
  | {
      page: 'signUp';
      action: string;
      /** This form's own address, recorded as the proof's form URL. */
      formUrl: string;
      /** When this form was shown, signed; it comes back with it. */
      shownAt?: string;
      events: FormEvent[];
      notices: { privacy: FormNotice; news?: FormNotice; sensitive?: FormNotice };
      /** What was filled in before, by field name (`answers.part-1.role`), and what was wrong with it. */
      values: Record<string, string | string[]>;
      faults: FieldFault[];
      /** Whom to write to, where the website's form is at fault. */
      contact?: string;
    }
  /** Nothing is taken in yet: all that was entered goes out once more behind one button. */
  | {
      page: 'extraStep';
      action: string;
      name: string;
      email: string;
      fields: { name: string; value: string }[];
    }
  | {
      page: 'signUpReceived';
      email: string;
      formUrl: string;
      events: EventFacts[];
      /** Whether a place may have been entered at once; whether one was would tell who is registered. */
      isSoon?: boolean;
      again: Again;
    }
  | ConfirmContent
  | ConfirmedContent
  /** What an organiser prints of one person's notices and consents (Art. 7(1) GDPR). */
  | {
      page: 'proof';
      printedAt: Instant;
      name: string;
      email: string;
      registrationId: string;
      event: EventFacts;
      notices: ProvenNotice[];
      /** How the present address was verified, where it is another than the one that signed up. */
      addressChange?: Verification;
    }
  | { page: 'signUpDeleted'; of: DeletedRequest; again: Again }
  | {
      page: 'registration';
      /** Empty as long as somebody else may have typed it. */
      name: string;
      email: string;
      events: (EventFacts & {
        standing: Standing;
        /** Posts the cancelling of this registration; absent when there is nothing to cancel. */
        cancelAction?: string;
        /** Whether its place goes to the next who waits. */
        isHandedOn?: boolean;
        /** The form to change it; absent when there is nothing to change any more. */
        changeUrl?: string;
        documentationUrl?: string;
        certificateUrl?: string;
        /** The consent to its sensitive answers: to what, with the button that withdraws it, or when it was withdrawn. */
        sensitive?: { action: string; notice?: Wording; questions: Wording[] } | { withdrawnAt: Instant };
      })[];
      /** Open parts that the person has not, each with its one button. */
      openParts: (EventFacts & {
        addAction: string;
        /** The form that leads there, for a part that asks for more than a button. */
        formUrl?: string;
        availability: Availability;
      })[];
      /** Events for which this address may sign up one more person, by a form. */
      morePeople?: (EventFacts & { formUrl: string; availability: Availability })[];
      /** The form for name, language and address. */
      personUrl?: string;
      /** The address that waits to be verified. */
      newAddress?: string;
      /** With the notice to agree to; without it, those who are not subscribed are offered nothing. */
      news?: { sender: string; isSubscribed: boolean; action: string; notice?: FormNotice };
      /** News that were agreed to in this series of whom it does not name today; posts that they are no more wanted. */
      otherNews?: { sender: string; senderId: string; action: string }[];
      /** The series' calendar, to subscribe to (`webcal:`). */
      feedUrl: string;
      erasedAt: Instant;
      dataAction: string;
      deleteAction: string;
      /** Posts an objection to processing (Art. 21 GDPR); `at`: made then, and it posts that it is taken back. */
      objection: { action: string; at?: Instant; answer?: RightsRequestItem['answer'] };
      /** That their data is stored and nothing else. */
      restriction?: Pick<Restriction, 'kind' | 'since'>;
      /** What the button just did. */
      done?:
        | 'cancelled'
        | 'alreadyCancelled'
        | 'added'
        | 'alreadyAdded'
        | 'full'
        | 'closed'
        | 'saved'
        | 'sensitiveWithdrawn'
        | 'addressMailed'
        | 'sameAddress'
        | 'dataLinkSent'
        | 'deleteLinkSent'
        | 'objected'
        | 'objectionTakenBack';
      /** For whom, where that is another than the page's person. */
      doneFor?: string;
      /** When the mail about it goes out, where it has to wait. */
      mailAt?: Instant;
    }
  /** One registration: to add it, to add one more person by name, or to change it. Fields as on the sign-up form. */
  | {
      page: 'seatForm';
      purpose: 'add' | 'addPerson' | 'change';
      action: string;
      backUrl: string;
      event: EventFacts;
      seat: number;
      asksName: boolean;
      availability?: Availability;
      ways: FormEvent['ways'];
      workingGroups: FormEvent['workingGroups'];
      questions: Question[];
      sensitive?: FormNotice;
      values: Record<string, string | string[]>;
      faults: FieldFault[];
    }
  /** Name, language, and another address. */
  | {
      page: 'personForm';
      action: string;
      addressAction: string;
      backUrl: string;
      email: string;
      newAddress?: string;
      values: Record<string, string | string[]>;
      faults: FieldFault[];
    }
  /** Behind the link to a new address, which may be somebody else's: nothing is told but whether a registration there joins, and what mail comes. */
  | {
      page: 'addressQuestion';
      email: string;
      isJoining?: true;
      /** The senders whose news come along. */
      newsFrom: string[];
      action: string;
      deleteAction: string;
      isByOrganiser?: boolean;
    }
  | { page: 'addressChanged'; email: string; registrationUrl: string; isRepeat: boolean }
  | {
      page: 'event';
      event: EventFacts;
      openness: Openness;
      isOver?: boolean;
      opensAt?: Instant;
      availability: Availability;
      /** The ways into a calendar, as long as the event is to come. */
      calendar?: CalendarLinks;
      feedUrl: string;
      signUpUrl: string;
      /** "Send me my link again": a form with one address field `email` and a hidden `eventId`. */
      linkAction: string;
      documentationUrl?: string;
      /** The event for programs, as JSON-LD. */
      linkedData: Readonly<Record<string, unknown>>;
    }
  | { page: 'linkSent'; again: Again }
  | { page: 'documentation'; event: EventFacts; links: DocumentationLink[] }
  /** How a series deals with data, for anybody: its notice, who is responsible, and what for. */
  | { page: 'privacy'; notice: FormNotice; sections: InformationList[] }
  | { page: 'unsubscribe'; sender: string; action: string }
  | { page: 'unsubscribed'; sender: string; isRepeat: boolean }
  /** Information about oneself (Art. 15 GDPR), as headed lists, and as JSON to download. */
  | {
      page: 'personalData';
      sections: InformationList[];
      json: string;
      /** Absent where an organiser answers for the person. */
      deleteAction?: string;
      erasedAt?: Instant;
    }
  /** `isHeld`: it is kept for a legal claim, and erased when that is over. */
  | { page: 'dataDeleted'; again: Again; isHeld?: boolean }
  /** That somebody took part, to be printed. */
  | CertificateContent
  | { page: 'report'; madeAt: Instant; sections: ReportSection[] }
  /** There is no way in: not yet for who has a place, or because the event is off or over. */
  | { page: 'noWayIn'; event: EventFacts; registrationUrl?: string }
  /** Something is wrong; the page says what, and what to do next. */
  | {
      page: 'problem';
      kind:
        | 'notFound'
        | 'linkInvalid'
        | 'linkExpired'
        | 'addressChanged'
        | 'linkRetired'
        | 'registrationGone'
        | 'busy'
        | 'tooMany'
        | 'tooManyHere'
        | 'unexpected'
        | 'otherSite'
        | 'badRequest'
        | 'wrongForm'
        | 'noEvent'
        | 'documentationNotReady'
        | 'certificateUnknown';
      /** Named faults of a bad request. */
      faults?: FieldFault[];
      /** When it is worth trying again, and whom to ask till then. */
      retry?: { at: Instant; timeZone: string; contact: string };
      /** How to come by a link that works: by a form with these hidden fields, or by oneself. */
      freshLink?: { action: string; hidden: Record<string, string> } | { contact: string };
      /** Whom to write to, where the website is at fault. */
      contact?: string;
      /** Where to begin again. */
      nextUrl?: string;
    };

/** A posted page has no address of its own: a form of it, sent with the other language, shows it in that. */
export type OtherLocale = { urls: { locale: Locale; url: string }[] } | { form: true };

export interface PageFacts {
  frame: Frame;
  content: PageContent;
  /** The same page in the other language: where it is, or the form that shows it with what was entered. */
  otherLocale?: OtherLocale;
}
