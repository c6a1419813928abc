import type { ProvenNotice, Verification } from '../../core/mail/page-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { moment, span } from '../dates.ts';
import { Facts } from '../kit/parts.tsx';
import { Said } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import type { PageProps } from './parts.tsx';

interface Place {
  locale: Locale;
  timeZone: string;
}

/** What was shown to one person, agreed to and verified, on paper. */
export function Proof({ content, ...place }: PageProps<'proof'>) {
  const { printedAt, name, email, registrationId, event, notices, addressChange } = content;
  const { proof: words, confirm } = wordsOf(place.locale).page;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro(moment(printedAt, place.timeZone, place.locale))}</p>
      <Facts
        facts={[
          [confirm.name, name],
          [confirm.email, email],
          [words.event, <Said of={event.title} />],
          [wordsOf(place.locale).common.when, span(event, place.locale)],
          [words.registration, registrationId],
        ]}
      />
      {addressChange && (
        <>
          <h2>{words.addressChange}</h2>
          <p>{words.addressChangeText}</p>
          <Facts facts={verified(addressChange, place)} />
        </>
      )}
      {notices.length === 0 && <p>{words.none}</p>}
      {notices.map((notice) => (
        <NoticeAsShown notice={notice} {...place} />
      ))}
    </>
  );
}

function NoticeAsShown({ notice, ...place }: Place & { notice: ProvenNotice }) {
  const { kind, version, locale, text, hash, channel, formUrl, shownAt, sender, withdrawnAt } = notice;
  const { proof: words, signUp } = wordsOf(place.locale).page;
  const withdrawn = withdrawnAt ? <Exactly at={withdrawnAt} {...place} /> : words.notWithdrawn;
  return (
    <section class="card whole">
      <h2>{words.kinds[kind]}</h2>
      <blockquote lang={locale}>
        <p class="pre">{text}</p>
      </blockquote>
      <Facts
        facts={[
          [words.sender, sender],
          [words.version, version],
          [words.shownIn, signUp.languages[locale]],
          [words.named, hash === undefined ? words.namedByVersion : `SHA-256 ${hash}`],
          [words.channel, channel && words.channels[channel]],
          [words.form, formUrl],
          [words.shownAt, <Exactly at={shownAt} {...place} />],
          ...verified(notice, place),
          [words.withdrawn, kind !== 'privacy' && withdrawn],
        ]}
      />
    </section>
  );
}

function verified({ verifiedAt, verificationMessageId }: Verification, place: Place) {
  const { proof: words } = wordsOf(place.locale).page;
  return [
    [words.verifiedAt, verifiedAt ? <Exactly at={verifiedAt} {...place} /> : words.notVerified],
    [words.mail, verificationMessageId],
  ] as const;
}

/** As people read it, and to the millisecond. */
function Exactly({ at, locale, timeZone }: Place & { at: Instant }) {
  return (
    <>
      {moment(at, timeZone, locale)} = <time dateTime={at}>{at}</time>
    </>
  );
}
