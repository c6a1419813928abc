import type { FieldFault, PageContent } from '../../core/mail/page-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { moment } from '../dates.ts';
import { ButtonForm, LinkLine } from '../kit/form.tsx';
import { Facts, List } from '../kit/parts.tsx';
import { wordsOf } from '../words/index.ts';
import { PrivacyNotice } from './event-fields.tsx';
import { AgainForm, FreshLinkForm, type PageProps } from './parts.tsx';
import { ForWebmaster } from './website-faults.tsx';

type Sections = PageProps<'personalData'>['content']['sections'];

function Lists({ sections, locale, timeZone }: { sections: Sections; locale: Locale; timeZone: string }) {
  return (
    <>
      {sections.map(({ title, entries }) => (
        <>
          <h2>{title}</h2>
          <Facts
            facts={entries.map(({ label, value, at }) => [
              label,
              <>
                {value !== undefined && <bdi class="pre">{value}</bdi>}
                {value !== undefined && at !== undefined && ', '}
                {at !== undefined && moment(at, timeZone, locale)}
              </>,
            ])}
          />
        </>
      ))}
    </>
  );
}

/** How a series deals with data, for who is signed up and for who was signed up by others. */
export function Privacy({ content, locale, timeZone }: PageProps<'privacy'>) {
  const { notice, sections } = content;
  return (
    <>
      <h1>{wordsOf(locale).page.privacy.title}</h1>
      <PrivacyNotice notice={notice} locale={locale} />
      <Lists sections={sections} locale={locale} timeZone={timeZone} />
    </>
  );
}

/** Information under Art. 15 GDPR. The file is in the link itself, so that no further request carries it. */
export function PersonalData({ content, locale, timeZone }: PageProps<'personalData'>) {
  const { sections, json, deleteAction, erasedAt } = content;
  const words = wordsOf(locale).page.personalData;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{sections.length > 0 ? words.intro : words.none}</p>
      {erasedAt && <p>{words.erased(moment(erasedAt, timeZone, locale))}</p>}
      <Lists sections={sections} locale={locale} timeZone={timeZone} />
      <p>
        <a href={`data:application/json;charset=utf-8,${encodeURIComponent(json)}`} download="eventbote.json">
          {words.download}
        </a>
      </p>
      <details>
        <summary>{words.raw}</summary>
        <pre>{json}</pre>
      </details>
      {deleteAction && (
        <section aria-labelledby="delete">
          <h2 id="delete">{words.deleteTitle}</h2>
          <p>{words.deleteText}</p>
          <Staying locale={locale} />
          <ButtonForm action={deleteAction} label={words.deleteButton} look="danger" />
        </section>
      )}
    </>
  );
}

/** What is left of somebody who deletes everything. */
function Staying({ locale }: { locale: Locale }) {
  const { title, items } = wordsOf(locale).page.staying;
  return (
    <>
      <h2>{title}</h2>
      <List items={items} />
    </>
  );
}

export function Unsubscribe({ content, locale }: PageProps<'unsubscribe'>) {
  const words = wordsOf(locale).page.unsubscribe;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text(content.sender)}</p>
      <ButtonForm action={content.action} label={words.button} />
    </>
  );
}

export function Unsubscribed({ content, locale }: PageProps<'unsubscribed'>) {
  const words = wordsOf(locale).page.unsubscribe;
  return (
    <>
      <h1>{content.isRepeat ? words.repeatTitle : words.doneTitle}</h1>
      <p>{words.done(content.sender)}</p>
    </>
  );
}

interface NoticeProps {
  content: Extract<PageContent, { page: 'signUpDeleted' | 'linkSent' }>;
  locale: Locale;
}

function noticeWords(content: NoticeProps['content'], locale: Locale): { title: string; text: string } {
  const words = wordsOf(locale).page;
  return content.page === 'signUpDeleted' ? words.signUpDeleted[content.of] : words[content.page];
}

/** A page that only says that something is done. */
export function Notice({ content, locale }: NoticeProps) {
  const { title, text } = noticeWords(content, locale);
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      <AgainForm {...content.again} />
    </>
  );
}

export function DataDeleted({ content, locale }: PageProps<'dataDeleted'>) {
  const { held, ...done } = wordsOf(locale).page.dataDeleted;
  const { title, text } = content.isHeld ? held : done;
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      {!content.isHeld && <Staying locale={locale} />}
      <AgainForm {...content.again} />
    </>
  );
}

/** What the website has to mend: what is named, else how it sends its form. */
function OfWebsite({ faults, locale }: { faults: FieldFault[]; locale: Locale }) {
  if (faults.length > 0) return <ForWebmaster faults={faults} locale={locale} />;
  return <p>{wordsOf(locale).attendee.problem.forWebmaster}</p>;
}

export function ProblemPage({ content, locale }: PageProps<'problem'>) {
  const { kind, faults = [], retry, freshLink, contact, nextUrl } = content;
  const words = wordsOf(locale).attendee.problem;
  return (
    <>
      <h1>{words[kind].title}</h1>
      <p>{words[kind].text}</p>
      {retry && <p>{words.retry(moment(retry.at, retry.timeZone, locale), retry.contact)}</p>}
      {freshLink &&
        ('contact' in freshLink ? (
          <p>{words.askAnew(freshLink.contact)}</p>
        ) : (
          <FreshLinkForm {...freshLink} locale={locale} />
        ))}
      {contact && <p>{words.writeTo(contact)}</p>}
      {kind === 'wrongForm' ? (
        <OfWebsite faults={faults} locale={locale} />
      ) : (
        <List items={faults.map(({ message }) => message)} />
      )}
      <LinkLine href={nextUrl} label={words.next} />
    </>
  );
}
