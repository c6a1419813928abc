import type { Openness, Question } from './event.ts';
import type { DocumentationLink, EventFacts, Frame, Standing } from './mail.ts';
import type { Instant } from './time.ts';

/** An event on the sign-up form. */
export interface FormEvent extends EventFacts {
  openness: Openness;
  opensAt?: Instant;
  /** Whether a place is to be had, only the waiting list, or nothing. */
  availability: 'free' | 'waitingList' | 'full';
  workingGroups: { workingGroupId: string; title: string; isFull: boolean }[];
  /** Labels are localised by the view. */
  questions: Question[];
}

/** A consent or information shown on the form: value of the field is its version. */
export interface FormNotice {
  version: string;
  text: string;
  url?: string;
}

/** One fault of a form, at its field: a JSON pointer into the request, and a sentence in the reader's language. */
export interface FieldFault {
  pointer: string;
  message: string;
}

/** What a page shows. All `…Action` values are URLs that the page's one clear form posts to. */
export type PageContent =
  | {
      page: 'signUp';
      action: string;
      /** This form's own address, recorded as the proof's form URL. */
      formUrl: string;
      events: FormEvent[];
      notices: { privacy: FormNotice; news?: FormNotice; sensitive?: FormNotice };
      /** What was filled in before, by field name (`answers.part-1.role`), and what was wrong with it. */
      values: Record<string, string | string[]>;
      faults: FieldFault[];
    }
  | { page: 'signUpReceived'; email: string; formUrl: string; events: EventFacts[] }
  | {
      page: 'confirm';
      action: string;
      deleteAction: string;
      name: string;
      email: string;
      events: EventFacts[];
      already: EventFacts[];
      /** Whether the sign-up asks for news too. */
      news?: { sender: string };
    }
  /** After the button, and when it is pressed again (`isRepeat`). */
  | { page: 'confirmed'; events: EventFacts[]; registrationUrl: string; isRepeat: boolean }
  | { page: 'signUpDeleted' }
  | {
      page: 'registration';
      name: string;
      email: string;
      events: (EventFacts & {
        standing: Standing;
        /** Posts the cancelling of this registration; absent when there is nothing to cancel. */
        cancelAction?: string;
        documentationUrl?: string;
      })[];
      /** Open parts that the person has not, each with its one button. */
      openParts: (EventFacts & { addAction: string; availability: 'free' | 'waitingList' | 'full' })[];
      /** With the notice to agree to; without it, those who are not subscribed are offered nothing. */
      news?: { sender: string; isSubscribed: boolean; action: string; notice?: FormNotice };
      dataAction: string;
      deleteAction: string;
      /** What the button just did. */
      done?:
        | 'cancelled'
        | 'alreadyCancelled'
        | 'added'
        | 'alreadyAdded'
        | 'saved'
        | 'dataLinkSent'
        | 'deleteLinkSent';
    }
  | { page: 'cancelQuestion'; event: EventFacts; action: string; backUrl: string }
  | {
      page: 'event';
      event: EventFacts;
      openness: Openness;
      opensAt?: Instant;
      availability: 'free' | 'waitingList' | 'full';
      calendarUrl: string;
      signUpUrl: string;
      /** "Send me my link again": a form with one address field `email` and a hidden `eventId`. */
      linkAction: string;
      documentationUrl?: string;
    }
  | { page: 'linkSent' }
  | { page: 'documentation'; event: EventFacts; links: DocumentationLink[] }
  | { page: 'unsubscribe'; sender: string; action: string }
  | { page: 'unsubscribed'; sender: string; isRepeat: boolean }
  /** Information about oneself (Art. 15 GDPR), as headed lists, and as JSON to download. */
  | {
      page: 'personalData';
      sections: { title: string; entries: { label: string; value: string }[] }[];
      json: string;
      deleteAction: string;
      erasedAt?: Instant;
    }
  | { page: 'dataDeleted' }
  | { page: 'joinNotYet'; event: EventFacts; registrationUrl?: string }
  /** Something is wrong; the page says what, and what to do next. */
  | {
      page: 'problem';
      kind:
        | 'notFound'
        | 'linkInvalid'
        | 'linkExpired'
        | 'registrationGone'
        | 'busy'
        | 'unexpected'
        | 'badRequest'
        | 'documentationNotReady';
      /** Named faults of a bad request. */
      faults?: FieldFault[];
      /** Where to begin again. */
      nextUrl?: string;
    };

export interface PageFacts {
  frame: Frame;
  content: PageContent;
  /** The same page in the other language. */
  otherLocaleUrl?: string;
}
