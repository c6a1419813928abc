import type { FormEvent } from '../../core/mail/page-content.ts';
import { inLocale } from '../../core/values/locale.ts';
import { span } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import { Consent, FaultSummary, type Form, GroupField, QuestionField } from './event-fields.tsx';
import { Choices, Filled, fieldId, TextField, Tick } from './fields.tsx';
import { availabilityNote, EventCard, isSelectable, type PageProps } from './parts.tsx';

function EventFields({ event, form, isOnly }: { event: FormEvent; form: Form; isOnly: boolean }) {
  const { filled, locale } = form;
  const { eventId, workingGroups, questions } = event;
  const isOpen = isSelectable(event);
  const isTicked = filled.all('eventIds').includes(eventId) || isOnly;
  const isFaulty = filled.hasFaultUnder(`answers.${eventId}`, `workingGroups.${eventId}`);
  return (
    <div class={['card', ...(isOpen ? [] : ['off']), ...(isFaulty ? ['open'] : [])].join(' ')}>
      <Tick
        name={`eventIds.${eventId}`}
        sharedName="eventIds"
        class="pick"
        value={eventId}
        isTicked={isOpen && isTicked}
        isDisabled={!isOpen}
        filled={filled}
        hint={availabilityNote(event, locale)}
      >
        <strong>{event.title}</strong> {span(event, locale)}
      </Tick>
      {event.summary && <p class="hint pre">{event.summary}</p>}
      {isOpen && workingGroups.length + questions.length > 0 && (
        <div class="more">
          <GroupField eventId={eventId} workingGroups={workingGroups} form={form} />
          {questions.map((question) => (
            <QuestionField question={question} eventId={eventId} form={form} />
          ))}
        </div>
      )}
    </div>
  );
}

/** The label of a field, if the form shows it: what a fault is named by and leads to. */
function shownFields({ events, notices }: PageProps<'signUp'>['content'], { words, locale }: Form) {
  return (name: string): string | undefined => {
    const fixed: Record<string, string | undefined> = {
      name: words.name,
      email: words.email,
      locale: words.language,
      eventIds: words.events,
      'notices.privacy': words.privacyLink,
      ...(notices.news && { 'notices.news': words.notices }),
      ...(notices.sensitive && { 'notices.sensitive': words.notices }),
    };
    if (Object.hasOwn(fixed, name)) return fixed[name];
    for (const event of events) {
      if (name === `eventIds.${event.eventId}`) return event.title;
      if (!isSelectable(event)) continue;
      if (name === `workingGroups.${event.eventId}` && event.workingGroups.length > 0)
        return words.workingGroup;
      const question = event.questions.find(
        ({ questionId }) => name === `answers.${event.eventId}.${questionId}`,
      );
      if (question) return inLocale(question.label, locale);
    }
    return undefined;
  };
}

export function SignUp({ content, locale }: PageProps<'signUp'>) {
  const { action, formUrl, events, notices, values, faults } = content;
  const words = wordsOf[locale].page.signUp;
  const filled = new Filled(values, faults);
  const form = { filled, locale, words };
  const selectable = events.filter(isSelectable);
  const asksSensitive = selectable.some((event) => event.questions.some((question) => question.sensitive));
  const sensitive = asksSensitive ? notices.sensitive : undefined;
  const consents = [sensitive, notices.news].filter((notice) => notice !== undefined).length;
  return (
    <>
      <h1>{words.title}</h1>
      <FaultSummary faults={faults} form={form} labelOf={shownFields(content, form)} />
      {selectable.length === 0 ? (
        <>
          <p>{words.noneOpen}</p>
          {events.map((event) => (
            <EventCard event={event} locale={locale} standing={false}>
              <p>{availabilityNote(event, locale)}</p>
            </EventCard>
          ))}
        </>
      ) : (
        <form method="post" action={action} noValidate>
          <fieldset class="part">
            <legend>{words.events}</legend>
            <div id={fieldId('eventIds')} tabIndex={-1}>
              {events.length > 1 && <span class="hint">{words.eventsHint}</span>}
              {filled.faultsOf('eventIds').map((message) => (
                <span class="fault">{message}</span>
              ))}
            </div>
            {events.map((event) => (
              <EventFields event={event} form={form} isOnly={events.length === 1} />
            ))}
          </fieldset>
          <fieldset class="part">
            <legend>{words.you}</legend>
            <TextField name="name" filled={filled} label={words.name} isRequired autocomplete="name" />
            <TextField
              name="email"
              filled={filled}
              label={words.email}
              hint={words.emailHint}
              type="email"
              isRequired
              autocomplete="email"
            />
            <Choices
              name="locale"
              filled={filled}
              legend={words.language}
              type="radio"
              choices={Object.entries(words.languages).map(([value, label]) => ({ value, label }))}
              preset={locale}
            />
          </fieldset>
          <fieldset class="part">
            <legend>{consents > 0 ? words.notices : wordsOf[locale].common.privacy}</legend>
            {consents > 0 && <p class="hint">{consents === 1 ? words.voluntaryOne : words.voluntary}</p>}
            {sensitive && <Consent kind="sensitive" notice={sensitive} filled={filled} />}
            {notices.news && <Consent kind="news" notice={notices.news} filled={filled} />}
            <p id={fieldId('notices.privacy')} class="pre" tabIndex={-1}>
              {notices.privacy.text}{' '}
              {notices.privacy.url && <a href={notices.privacy.url}>{words.privacyLink}</a>}
            </p>
            {filled.faultsOf('notices.privacy').map((message) => (
              <p class="fault">{message}</p>
            ))}
          </fieldset>
          <input type="hidden" name="notices.privacy" value={notices.privacy.version} />
          <input type="hidden" name="formUrl" value={formUrl} />
          {content.shownAt && <input type="hidden" name="shownAt" value={content.shownAt} />}
          <div class="trap" aria-hidden="true">
            <label for={fieldId('website')}>{words.honeypot}</label>
            <input type="text" id={fieldId('website')} name="website" tabIndex={-1} autocomplete="off" />
          </div>
          <button class="button" type="submit">
            {words.button}
          </button>
        </form>
      )}
    </>
  );
}
