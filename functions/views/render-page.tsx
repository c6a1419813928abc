import type { JSX } from 'preact';
import type { Frame } from '../core/mail/mail-content.ts';
import type { PageContent, PageFacts } from '../core/mail/page-content.ts';
import type { Locale } from '../core/values/locale.ts';
import { Confirm, Confirmed, confirmedTitle, SignUpReceived } from './pages/confirm.tsx';
import {
  DataDeleted,
  Notice,
  PersonalData,
  Privacy,
  ProblemPage,
  Unsubscribe,
  Unsubscribed,
} from './pages/data.tsx';
import { type RenderedPage, renderDocument } from './pages/document.tsx';
import { Documentation, EventPage, NoWayIn, noWayInTitle } from './pages/event.tsx';
import { ExtraStep } from './pages/extra-step.tsx';
import { AddressChanged, AddressQuestion, PersonForm, SeatForm } from './pages/own-forms.tsx';
import type { PageProps } from './pages/parts.tsx';
import { Certificate, Report } from './pages/printed.tsx';
import { Proof } from './pages/proof.tsx';
import { Registration } from './pages/registration.tsx';
import { SignUp } from './pages/sign-up.tsx';
import { wordsOf } from './words/index.ts';

export function renderPage(facts: PageFacts): RenderedPage {
  const { frame, content } = facts;
  const heading = headingOf(content, frame.locale);
  return renderDocument(facts, heading, body(content.page, content, frame));
}

type PageName = PageContent['page'];

const pages: { [P in PageName]: (props: PageProps<P>) => JSX.Element } = {
  signUp: SignUp,
  extraStep: ExtraStep,
  signUpReceived: SignUpReceived,
  confirm: Confirm,
  confirmed: Confirmed,
  proof: Proof,
  signUpDeleted: Notice,
  registration: Registration,
  seatForm: SeatForm,
  personForm: PersonForm,
  addressQuestion: AddressQuestion,
  addressChanged: AddressChanged,
  event: EventPage,
  linkSent: Notice,
  documentation: Documentation,
  privacy: Privacy,
  unsubscribe: Unsubscribe,
  unsubscribed: Unsubscribed,
  personalData: PersonalData,
  dataDeleted: DataDeleted,
  certificate: Certificate,
  report: Report,
  noWayIn: NoWayIn,
  problem: ProblemPage,
};

/** @param page what `content` is of, told apart so that the two are known to belong together */
function body<P extends PageName>(page: P, content: PageProps<P>['content'], { locale, timeZone }: Frame) {
  return pages[page]({ content, locale, timeZone: timeZone ?? 'UTC' });
}

/** What the page is called: the same as its heading, so that the window and the page agree. */
function headingOf(content: PageContent, locale: Locale): string {
  const words = wordsOf(locale).page;
  switch (content.page) {
    case 'signUp':
      return `${content.faults.length > 0 ? words.signUp.faultPrefix : ''}${words.signUp.title}`;
    case 'signUpReceived':
      return words.received.title;
    case 'confirm':
      return (content.isNewsAlone ? words.confirm.newsAlone : words.confirm).title;
    case 'signUpDeleted':
      return words.signUpDeleted[content.of].title;
    case 'confirmed':
      return confirmedTitle(content, locale);
    case 'noWayIn':
      return noWayInTitle(content, locale);
    case 'seatForm':
      return `${content.faults.length > 0 ? words.signUp.faultPrefix : ''}${words.seatForm.title[content.purpose]}`;
    case 'personForm':
      return `${content.faults.length > 0 ? words.signUp.faultPrefix : ''}${words.personForm.title}`;
    case 'addressChanged':
      return content.isRepeat ? words.addressChanged.repeatTitle : words.addressChanged.title;
    case 'event':
      return content.event.title.text;
    case 'documentation':
      return `${words.documentation.title}: ${content.event.title.text}`;
    case 'unsubscribed':
      return content.isRepeat ? words.unsubscribe.repeatTitle : words.unsubscribe.doneTitle;
    case 'dataDeleted':
      return (content.isHeld ? words.dataDeleted.held : words.dataDeleted).title;
    case 'problem':
      return wordsOf(locale).attendee.problem[content.kind].title;
    case 'registration':
      return wordsOf(locale).attendee.registration.title;
    default:
      return words[content.page].title;
  }
}
