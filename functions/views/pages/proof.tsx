import type { ComponentChildren } from 'preact';
import type { ProvenNotice, Verification } from '../../core/mail/page-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { moment, span } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import type { PageProps } from './parts.tsx';

interface Given {
  locale: Locale;
  timeZone: string;
}

/** What was shown to one person, agreed to and verified, on paper. */
export function Proof({ content, ...given }: PageProps<'proof'>) {
  const { printedAt, name, email, registrationId, event, notices, addressChange } = content;
  const { proof: words, confirm } = wordsOf[given.locale].page;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro(moment(printedAt, given.timeZone, given.locale))}</p>
      <dl>
        <Term name={confirm.name}>{name}</Term>
        <Term name={confirm.email}>{email}</Term>
        <Term name={words.event}>{event.title}</Term>
        <Term name={wordsOf[given.locale].common.when}>{span(event, given.locale)}</Term>
        <Term name={words.registration}>{registrationId}</Term>
      </dl>
      {addressChange && (
        <>
          <h2>{words.addressChange}</h2>
          <p>{words.addressChangeText}</p>
          <dl>
            <Verified {...addressChange} {...given} />
          </dl>
        </>
      )}
      {notices.length === 0 && <p>{words.none}</p>}
      {notices.map((notice) => (
        <Shown notice={notice} {...given} />
      ))}
    </>
  );
}

function Shown({ notice, ...given }: Given & { notice: ProvenNotice }) {
  const { kind, version, locale, text, formUrl, shownAt, sender, withdrawnAt } = notice;
  const { proof: words, signUp } = wordsOf[given.locale].page;
  return (
    <section class="card whole">
      <h2>{words.kinds[kind]}</h2>
      <blockquote lang={locale}>
        <p class="pre">{text}</p>
      </blockquote>
      <dl>
        {sender && <Term name={words.sender}>{sender}</Term>}
        <Term name={words.version}>{version}</Term>
        <Term name={words.shownIn}>{signUp.languages[locale]}</Term>
        <Term name={words.form}>{formUrl}</Term>
        <Term name={words.shownAt}>
          <Exactly at={shownAt} {...given} />
        </Term>
        <Verified {...notice} {...given} />
        {kind !== 'privacy' && (
          <Term name={words.withdrawn}>
            {withdrawnAt ? <Exactly at={withdrawnAt} {...given} /> : words.notWithdrawn}
          </Term>
        )}
      </dl>
    </section>
  );
}

function Verified({ verifiedAt, verificationMessageId, ...given }: Given & Verification) {
  const { proof: words } = wordsOf[given.locale].page;
  return (
    <>
      <Term name={words.verifiedAt}>
        {verifiedAt ? <Exactly at={verifiedAt} {...given} /> : words.notVerified}
      </Term>
      {verificationMessageId && <Term name={words.mail}>{verificationMessageId}</Term>}
    </>
  );
}

function Term({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** As people read it, and to the millisecond. */
function Exactly({ at, locale, timeZone }: Given & { at: Instant }) {
  return (
    <>
      {moment(at, timeZone, locale)} = <time dateTime={at}>{at}</time>
    </>
  );
}
