import type { Question } from '../table/event.ts';
import type { Answers } from '../table/items.ts';
import type { Wording } from '../values/locale.ts';
import type { Instant } from '../values/time.ts';
import type { EventFacts } from './mail-content.ts';

/** A consent or information shown on the form. */
export interface FormNotice {
  /** What its field submits: version and hash of this text. */
  reference: string;
  text: Wording;
  url?: string;
  /** The page of its series that names who is responsible, what for and which rights there are. */
  seriesUrl?: string;
}

/** What the page behind a verification mail's button asks. */
export interface ConfirmContent {
  page: 'confirm';
  action: string;
  /** Absent where deleting would end what is theirs already. */
  deleteAction?: string;
  /** Which events the page shows as of when; its button comes back with it. */
  shown?: string;
  /** Whether the button came back, and is asked for once more: what it would confirm is other than the page had shown. */
  isChanged?: boolean;
  email: string;
  signedUpAt: Instant;
  /** Places that were entered at once, which the button makes theirs. */
  entered?: EventFacts[];
  /** Each with its answers; what was typed, without a value, is shown to who is verified. */
  events: (EventFacts & { answers: { question: Question; value?: Answers[string] }[] })[];
  /** The titles of those for which no place is held, though there is an end of them. */
  unheld: string[];
  /** Whether the time that places are held for is over. */
  isLapsed?: boolean;
  already: EventFacts[];
  /** Where what is there already is changed, of what the form said otherwise. */
  registrationUrl?: string | undefined;
  /** What there is nothing to be had of any more. */
  lost?: EventFacts[];
  /** Whether news are all that there is to confirm, and all that deleting ends. */
  isNewsAlone?: boolean;
  /** Whether an organiser entered the address, and nobody a form. */
  isByOrganiser?: boolean;
  /** News as a choice of its own, ticked as the form had it. */
  news?: FormNotice & { isTicked: boolean };
  /** For somebody whom no form has shown it. */
  privacy?: FormNotice;
  /** The consent that sensitive answers are kept with; without it they are left out. */
  sensitive?: FormNotice & { isTicked: boolean };
}

/** After the button, and when it is pressed again (`isRepeat`). */
export interface ConfirmedContent {
  page: 'confirmed';
  events: (EventFacts & { documentationUrl?: string | undefined })[];
  registrationUrl: string;
  isRepeat: boolean;
  feedUrl: string;
  /** Whether a mail tells it, too. */
  isMailed?: boolean;
  /** Where news were chosen. */
  news?: { sender: string; isSubscribed: boolean };
  /** Whether there was nothing else to confirm. */
  isNewsAlone?: boolean;
}
