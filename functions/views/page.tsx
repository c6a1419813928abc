import type { JSX } from 'preact';
import { render } from 'preact-render-to-string';
import type { PageContent, PageFacts } from '../core/mail/page-content.ts';
import { Confirm, Confirmed, SignUpReceived } from './pages/confirm.tsx';
import { PersonalData, Problem, Told, Unsubscribe, Unsubscribed } from './pages/data.tsx';
import { Documentation, EventPage, JoinNotYet } from './pages/event.tsx';
import { ExtraStep } from './pages/extra-step.tsx';
import { Document } from './pages/layout.tsx';
import { AddressChanged, AddressQuestion, PersonForm, SeatForm } from './pages/own-forms.tsx';
import { Certificate, Report } from './pages/printed.tsx';
import { Proof } from './pages/proof.tsx';
import { CancelQuestion, Registration } from './pages/registration.tsx';
import { SignUp } from './pages/sign-up.tsx';
import { hashOf, stylesheet } from './pages/style.ts';
import { type Words, wordsOf } from './words/index.ts';

export interface RenderedPage {
  title: string;
  /** A whole HTML document: no script, no style attribute, nothing loaded from anywhere but a logo. */
  html: string;
  /** `sha256-…` of its one stylesheet, for the policy's `style-src`; it changes with the organisation's colour. */
  styleHash: string;
}

export function renderPage(facts: PageFacts): RenderedPage {
  const { frame, content, otherLocaleUrl } = facts;
  const style = stylesheet(frame.organisation.colour);
  const title = [headingOf(content, wordsOf[frame.locale].page), frame.series?.title, frame.organisation.name]
    .filter((part) => part)
    .join(' – ');
  const document = (
    <Document frame={frame} title={title} style={style} otherLocaleUrl={otherLocaleUrl}>
      {body(facts)}
    </Document>
  );
  return { title, html: `<!doctype html>\n${render(document)}\n`, styleHash: hashOf(style) };
}

function body({ frame, content }: PageFacts): JSX.Element {
  const { locale, timeZone = 'UTC' } = frame;
  const { page } = wordsOf[locale];
  const given = { locale, timeZone };
  switch (content.page) {
    case 'signUp':
      return <SignUp content={content} {...given} />;
    case 'extraStep':
      return <ExtraStep content={content} {...given} />;
    case 'signUpReceived':
      return <SignUpReceived content={content} {...given} />;
    case 'confirm':
      return <Confirm content={content} {...given} />;
    case 'confirmed':
      return <Confirmed content={content} {...given} />;
    case 'proof':
      return <Proof content={content} {...given} />;
    case 'signUpDeleted':
      return <Told {...page.signUpDeleted} />;
    case 'registration':
      return <Registration content={content} {...given} />;
    case 'seatForm':
      return <SeatForm content={content} {...given} />;
    case 'personForm':
      return <PersonForm content={content} {...given} />;
    case 'addressQuestion':
      return <AddressQuestion content={content} {...given} />;
    case 'addressChanged':
      return <AddressChanged content={content} {...given} />;
    case 'cancelQuestion':
      return <CancelQuestion content={content} {...given} />;
    case 'event':
      return <EventPage content={content} {...given} />;
    case 'linkSent':
      return <Told {...page.linkSent} />;
    case 'documentation':
      return <Documentation content={content} {...given} />;
    case 'unsubscribe':
      return <Unsubscribe content={content} {...given} />;
    case 'unsubscribed':
      return <Unsubscribed content={content} {...given} />;
    case 'personalData':
      return <PersonalData content={content} {...given} />;
    case 'dataDeleted':
      return <Told {...page.dataDeleted} />;
    case 'certificate':
      return <Certificate content={content} {...given} />;
    case 'report':
      return <Report content={content} {...given} />;
    case 'joinNotYet':
      return <JoinNotYet content={content} {...given} />;
    case 'problem':
      return <Problem content={content} {...given} />;
  }
}

/** What the page is called: the same as its heading, so that the window and the page agree. */
function headingOf(content: PageContent, words: Words['page']): string {
  switch (content.page) {
    case 'signUp':
      return `${content.faults.length > 0 ? words.signUp.faultPrefix : ''}${words.signUp.title}`;
    case 'signUpReceived':
      return words.received.title;
    case 'confirmed':
      return content.isRepeat ? words.confirmed.repeatTitle : words.confirmed.title;
    case 'seatForm':
      return `${content.faults.length > 0 ? words.signUp.faultPrefix : ''}${words.seatForm.title[content.purpose]}`;
    case 'personForm':
      return `${content.faults.length > 0 ? words.signUp.faultPrefix : ''}${words.personForm.title}`;
    case 'addressChanged':
      return content.isRepeat ? words.addressChanged.repeatTitle : words.addressChanged.title;
    case 'event':
      return content.event.title;
    case 'documentation':
      return `${words.documentation.title}: ${content.event.title}`;
    case 'unsubscribed':
      return content.isRepeat ? words.unsubscribe.repeatTitle : words.unsubscribe.doneTitle;
    case 'problem':
      return words.problem[content.kind].title;
    default:
      return words[content.page].title;
  }
}
