import type { Standing } from '../../core/mail/mail-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { moment } from '../dates.ts';
import { ButtonForm, LinkLine } from '../kit/form.tsx';
import { List } from '../kit/parts.tsx';
import { Said, Sentence } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import { availabilityNote, EventCard, type PageProps, PlaceNotes } from './parts.tsx';

type Content = PageProps<'registration'>['content'];

type Place = Pick<PageProps<'registration'>, 'locale' | 'timeZone'>;

function OwnEvent({ event, locale, timeZone }: { event: Content['events'][number] } & Place) {
  const words = wordsOf(locale).attendee.registration;
  const { common } = wordsOf(locale);
  const { eventId, standing, joinUrl, joinInfo, documentationUrl, title, seat, person } = event;
  const { cancelAction, changeUrl, certificateUrl, isHandedOn } = event;
  const label = person ? `${title.text} (${person})` : title.text;
  return (
    <EventCard event={event} locale={locale} heading="h3">
      {standing === 'confirmed' && <PlaceNotes place={event.place} locale={locale} />}
      {standing === 'confirmed' && joinUrl && (
        <LinkLine
          href={joinUrl}
          label={event.attendanceMode === 'onsite' ? common.joinInstead : common.join}
        />
      )}
      {standing === 'confirmed' && joinInfo && (
        <p class="pre" lang={joinInfo.lang}>
          {joinInfo.text}
        </p>
      )}
      <LinkLine href={documentationUrl} label={words.documentation} />
      <LinkLine href={certificateUrl} label={words.certificate} spoken={`${words.certificate}: ${label}`} />
      <LinkLine href={changeUrl} label={words.change} spoken={`${words.change}: ${label}`} />
      <Sensitive event={event} label={label} locale={locale} timeZone={timeZone} />
      {cancelAction && (
        <details>
          <summary>{words.cancel}</summary>
          <p>{cancelText(standing, isHandedOn, locale)}</p>
          <ButtonForm
            action={cancelAction}
            label={<Sentence of={{ text: label, lang: title.lang }} sentence={words.cancelButton} />}
            look="danger"
            hidden={{ eventId, ...(seat === undefined ? {} : { seat: String(seat) }) }}
          />
        </details>
      )}
    </EventCard>
  );
}

/** What sensitive answers are consented to, with the one button that ends it, or since when it is ended. */
function Sensitive({
  event: {
    eventId,
    seat,
    sensitive,
    title: { lang },
  },
  label,
  locale,
  timeZone,
}: { event: Content['events'][number]; label: string } & Place) {
  const words = wordsOf(locale).attendee.sensitive;
  if (sensitive === undefined) return null;
  if ('withdrawnAt' in sensitive)
    return <p>{words.withdrawn(moment(sensitive.withdrawnAt, timeZone, locale))}</p>;
  const { action, notice, questions } = sensitive;
  return (
    <details>
      <summary>{words.title}</summary>
      <p>{words.intro}</p>
      {notice && (
        <blockquote>
          <p class="pre" lang={notice.lang}>
            {notice.text}
          </p>
        </blockquote>
      )}
      <List items={questions.map((question) => <Said of={question} />)} />
      <p>{words.ends}</p>
      <ButtonForm
        action={action}
        label={<Sentence of={{ text: label, lang }} sentence={words.button} />}
        look="second"
        hidden={{ sensitive: 'off', eventId, ...(seat === undefined ? {} : { seat: String(seat) }) }}
      />
    </details>
  );
}

/** What a button did, for whom. */
function doneText(done: NonNullable<Content['done']>, person: string | undefined, locale: Locale): string {
  const words = wordsOf(locale).attendee.registration;
  const ofOther: Partial<Record<typeof done, (person: string) => string>> = words.doneFor;
  return (person !== undefined && ofOther[done]?.(person)) || words.done[done];
}

/** What becomes of it by cancelling. */
function cancelText(standing: Standing | undefined, isHandedOn: boolean | undefined, locale: Locale): string {
  const { place, movesUp, list, other } = wordsOf(locale).attendee.registration.cancelText;
  if (standing === 'confirmed') return isHandedOn ? movesUp : place;
  return standing === 'waitlisted' ? list : other;
}

type Offered = Content['openParts'][number] | NonNullable<Content['morePeople']>[number];

/** Something that one can take part in besides, or one more person can. */
function Offer({ part, locale, label }: { part: Offered; locale: Locale; label?: string }) {
  const words = wordsOf(locale).attendee.registration;
  const note = availabilityNote({ ...part, openness: 'open' }, locale);
  const add = label ?? (part.availability === 'waitingList' ? words.addWaiting : words.add);
  const spoken = `${add}: ${part.title.text}`;
  return (
    <EventCard event={part} locale={locale} heading="h3" withStanding={false}>
      {note && <p>{note}</p>}
      {part.availability !== 'full' &&
        ('addAction' in part && !part.formUrl ? (
          <ButtonForm
            action={part.addAction}
            label={add}
            spoken={spoken}
            hidden={{ eventId: part.eventId }}
          />
        ) : (
          <LinkLine isButton={label === undefined} href={part.formUrl} label={add} spoken={spoken} />
        ))}
    </EventCard>
  );
}

function News({
  content: { news, otherNews = [] },
  locale,
}: { content: Content } & Pick<PageProps<'registration'>, 'locale'>) {
  const words = wordsOf(locale).attendee.registration;
  const { sender = '', isSubscribed = false, action = '', notice } = news ?? {};
  if (!isSubscribed && !notice && otherNews.length === 0) return null;
  return (
    <section aria-labelledby="news">
      <h2 id="news">{words.news}</h2>
      {isSubscribed && (
        <>
          <p>{words.subscribed(sender)}</p>
          <ButtonForm action={action} label={words.newsOff} look="second" hidden={{ news: 'off' }} />
        </>
      )}
      {!isSubscribed && notice && (
        <>
          <p>{words.notSubscribed(sender)}</p>
          <ButtonForm
            action={action}
            label={words.newsOn}
            look="second"
            hidden={{ news: 'on', 'notices.news': notice.reference }}
          >
            <p lang={notice.text.lang}>{notice.text.text}</p>
          </ButtonForm>
        </>
      )}
      {otherNews.map((other) => (
        <>
          <p>{words.subscribed(other.sender)}</p>
          <ButtonForm
            action={other.action}
            label={words.newsOff}
            spoken={`${words.newsOff}: ${other.sender}`}
            look="second"
            hidden={{ news: 'off', senderId: other.senderId }}
          />
        </>
      ))}
    </section>
  );
}

/** Objecting is one button, which says what it does (Art. 21 GDPR). */
function Objection({
  objection: { action, at, answer },
  locale,
  timeZone,
}: Pick<Content, 'objection'> & Place) {
  const words = wordsOf(locale).attendee.objection;
  return (
    <section aria-labelledby="objection">
      <h2 id="objection">{words.title}</h2>
      {at === undefined ? (
        <>
          <p>{words.intro}</p>
          <List items={words.ends} />
          <p>{words.stays}</p>
          <ButtonForm action={action} label={words.button} look="second" hidden={{ objection: 'on' }} />
        </>
      ) : (
        <>
          <p>{words.since(moment(at, timeZone, locale))}</p>
          {answer && (
            <p class="pre">
              {words.answered[answer.outcome](moment(answer.at, timeZone, locale), answer.text)}
            </p>
          )}
          <p>{words.stays}</p>
          <ButtonForm action={action} label={words.takeBack} look="second" hidden={{ objection: 'off' }} />
        </>
      )}
    </section>
  );
}

/** Of whom it may be known one day that they took part. */
const mayBeCertified = ({ standing, certificateUrl }: Content['events'][number]) =>
  standing === 'confirmed' || certificateUrl !== undefined;

export function Registration({ content, locale, timeZone }: PageProps<'registration'>) {
  const { name, email, events, openParts, morePeople = [], dataAction, deleteAction } = content;
  const { done, doneFor, personUrl, newAddress, feedUrl, mailAt, erasedAt, objection, restriction } = content;
  const words = wordsOf(locale).attendee.registration;
  const isLink = done === 'dataLinkSent' || done === 'deleteLinkSent';
  const waits = isLink ? words.linkWaits : words.mailWaits;
  return (
    <>
      <h1>{words.title}</h1>
      {done && (
        <p class="note" role="status">
          {doneText(done, doneFor, locale)}
          {mailAt !== undefined && ` ${waits(moment(mailAt, timeZone, locale))}`}
        </p>
      )}
      <p>
        {name && (
          <>
            <bdi>{name}</bdi>,{' '}
          </>
        )}
        <bdi>{email}</bdi>
      </p>
      {newAddress && (
        <p>
          {wordsOf(locale).page.personForm.addressWaits} <bdi>{newAddress}</bdi>
        </p>
      )}
      {restriction && (
        <p class="note">
          {wordsOf(locale).attendee.restriction[restriction.kind](
            moment(restriction.since, timeZone, locale),
          )}
        </p>
      )}
      <LinkLine href={personUrl} label={words.changePerson} />
      <h2>{words.events}</h2>
      {events.length === 0 && <p>{words.none}</p>}
      {events.map((event) => (
        <OwnEvent event={event} locale={locale} timeZone={timeZone} />
      ))}
      {events.some(({ calendar }) => calendar) && (
        <LinkLine href={feedUrl} label={wordsOf(locale).common.calendar.series} />
      )}
      {openParts.length > 0 && <h2>{words.openParts}</h2>}
      {openParts.map((part) => (
        <Offer part={part} locale={locale} />
      ))}
      {morePeople.length > 0 && <h2>{words.morePeople}</h2>}
      {morePeople.map((part) => (
        <Offer part={part} locale={locale} label={words.addPerson} />
      ))}
      <News content={content} locale={locale} />
      <section class="rest" aria-labelledby="your-data">
        <h2 id="your-data">{words.yourData}</h2>
        {!restriction && (
          <p>{wordsOf(locale).page.personalData.erased(moment(erasedAt, timeZone, locale))}</p>
        )}
        {!restriction && events.some(mayBeCertified) && <p>{words.certificateEnds}</p>}
        <p>{words.yourDataText}</p>
        <ButtonForm action={dataAction} label={words.dataButton} look="second" />
        <ButtonForm action={deleteAction} label={words.deleteButton} look="danger" />
      </section>
      <Objection objection={objection} locale={locale} timeZone={timeZone} />
    </>
  );
}
