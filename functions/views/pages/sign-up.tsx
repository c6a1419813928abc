import type { Question } from '../../core/event.ts';
import { inLocale, type Locale } from '../../core/locale.ts';
import type { FormEvent, FormNotice } from '../../core/page.ts';
import { span } from '../dates.ts';
import { type Words, wordsOf } from '../words/index.ts';
import { Choices, Filled, fieldId, fieldName, TextField, Tick } from './fields.tsx';
import { availabilityNote, EventCard, isSelectable, type PageProps } from './parts.tsx';

interface Form {
  filled: Filled;
  locale: Locale;
  words: Words['page']['signUp'];
}

function QuestionField({ question, eventId, form }: { question: Question; eventId: string; form: Form }) {
  const { filled, locale, words } = form;
  const name = `answers.${eventId}.${question.questionId}`;
  const label = question.required
    ? inLocale(question.label, locale)
    : `${inLocale(question.label, locale)} ${words.optional}`;
  const hints = [
    ...(question.sensitive ? [words.sensitiveHint] : []),
    ...(question.maxLength ? [words.atMost(question.maxLength)] : []),
  ];
  const shared = { name, filled, hint: hints.join(' ') || undefined };
  if (question.kind === 'text' || question.kind === 'longText') {
    const isLong = question.kind === 'longText' || (question.maxLength ?? 0) > 200;
    return (
      <TextField
        {...shared}
        label={label}
        isLong={isLong}
        maxLength={question.maxLength}
        autocomplete="off"
      />
    );
  }
  const options =
    question.kind === 'yesNo'
      ? [
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
        ]
      : (question.options ?? []).map(({ value, label: text }) => ({ value, label: inLocale(text, locale) }));
  if (question.kind === 'multipleChoice') {
    return <Choices {...shared} legend={label} type="checkbox" choices={options} />;
  }
  // A radio button, once chosen, can't be given up; whoever need not answer gets one that says so.
  const choices = question.required ? options : [...options, { value: '', label: words.noAnswer }];
  return (
    <Choices
      {...shared}
      legend={label}
      type="radio"
      choices={choices}
      preset={question.required ? undefined : ''}
    />
  );
}

function EventFields({ event, form, isOnly }: { event: FormEvent; form: Form; isOnly: boolean }) {
  const { filled, locale, words } = form;
  const { eventId, workingGroups, questions } = event;
  const isOpen = isSelectable(event);
  const isTicked = filled.all('eventIds').includes(eventId) || isOnly;
  const isFaulty = filled.hasFaultUnder(`answers.${eventId}`, `workingGroups.${eventId}`);
  const groups = workingGroups.map(({ workingGroupId, title, isFull }) => ({
    value: workingGroupId,
    label: isFull ? words.groupFull(title) : title,
    isDisabled: isFull,
  }));
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
          {workingGroups.length > 0 && (
            <Choices
              name={`workingGroups.${eventId}`}
              filled={filled}
              legend={words.workingGroup}
              type="radio"
              choices={[...groups, { value: 'none', label: words.noWorkingGroup }]}
              preset="none"
            />
          )}
          {questions.map((question) => (
            <QuestionField question={question} eventId={eventId} form={form} />
          ))}
        </div>
      )}
    </div>
  );
}

function Consent({
  kind,
  notice,
  filled,
}: {
  kind: 'news' | 'sensitive';
  notice: FormNotice;
  filled: Filled;
}) {
  const name = `notices.${kind}`;
  return (
    <div class="field">
      <Tick name={name} value={notice.version} isTicked={filled.one(name) === notice.version} filled={filled}>
        {notice.text}
      </Tick>
    </div>
  );
}

function Faults({ content, form }: { content: PageProps<'signUp'>['content']; form: Form }) {
  const chosen = form.filled.all('eventIds');
  const shown = shownFields(content, form.words);
  return (
    <div class="message faults" role="alert" aria-labelledby="faults-title">
      <h2 id="faults-title">{form.words.faultsTitle}</h2>
      <ul>
        {content.faults.map(({ pointer, message }) => {
          const name = fieldName(pointer, chosen);
          const label = shown(name, form.locale);
          const text = label ? `${label}: ${message}` : message;
          return <li>{label ? <a href={`#${fieldId(name)}`}>{text}</a> : text}</li>;
        })}
      </ul>
    </div>
  );
}

/** The label of a field, if the form shows it: what a fault is named by and leads to. */
function shownFields({ events, notices }: PageProps<'signUp'>['content'], words: Form['words']) {
  return (name: string, locale: Locale): string | undefined => {
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
      {faults.length > 0 && <Faults content={content} form={form} />}
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
