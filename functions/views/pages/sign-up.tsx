import type { Entered } from '../../core/attendee/sign-up-form.ts';
import type { FieldFault, FormEvent } from '../../core/mail/page-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { span } from '../dates.ts';
import { TextField, TickField } from '../kit/fields.tsx';
import { FormProvider, fieldId, PostForm, postedFormId, Submit, useForm } from '../kit/form.tsx';
import { whereText } from '../where.ts';
import { wordsOf } from '../words/index.ts';
import { ChoicesOfEvent, Consent, Faults, LanguageField, PrivacyNotice } from './event-fields.tsx';
import { eventLabels, fieldName, formState } from './form-state.ts';
import { availabilityNote, EventCard, isSelectable, type PageProps } from './parts.tsx';
import { WebsiteFaults } from './website-faults.tsx';

function EventFields({ event, locale, isOnly }: { event: FormEvent; locale: Locale; isOnly: boolean }) {
  const form = useForm();
  const { eventId, ways, workingGroups, questions } = event;
  const isOpen = isSelectable(event);
  const isTicked = [form.value('eventIds')].flat().includes(eventId) || isOnly;
  const own = [`answers.${eventId}.`, `workingGroups.${eventId}`, `ways.${eventId}`];
  const isFaulty = form.faults.some(({ at }) => own.some((start) => at.startsWith(start)));
  return (
    <div class={['card', ...(isOpen ? [] : ['off']), ...(isFaulty ? ['open'] : [])].join(' ')}>
      <TickField
        at={`eventIds.${eventId}`}
        sends={{ name: 'eventIds', value: eventId }}
        class="pick"
        preset={isOpen && isTicked}
        isDisabled={!isOpen}
        help={availabilityNote(event, locale)}
      >
        <strong lang={event.title.lang}>{event.title.text}</strong> {span(event, locale)}
      </TickField>
      <p class="hint">{whereText(event, locale)}</p>
      {event.summary && (
        <p class="hint pre" lang={event.summary.lang}>
          {event.summary.text}
        </p>
      )}
      {isOpen && ways.length + workingGroups.length + questions.length > 0 && (
        <div class="more">
          <ChoicesOfEvent {...event} locale={locale} />
        </div>
      )}
    </div>
  );
}

/** What the fields that the form shows are called. */
function labelsOf({ events, notices }: PageProps<'signUp'>['content'], locale: Locale) {
  const words = wordsOf(locale).page.signUp;
  return Object.assign(
    {
      name: words.name,
      email: words.email,
      locale: words.language,
      eventIds: words.events,
      'notices.privacy': words.privacyLink,
      'notices.news': notices.news && words.notices,
      'notices.sensitive': notices.sensitive && words.notices,
    },
    ...events.flatMap((event) => [
      { [`eventIds.${event.eventId}`]: event.title },
      ...(isSelectable(event) ? [eventLabels(event, locale)] : []),
    ]),
  );
}

/** Whether no field of the form asks for what is at fault: its reader can't mend it, the website's form has to. */
function isOfWebsite(
  { pointer, code }: FieldFault,
  values: Entered['values'],
  labels: ReturnType<typeof labelsOf>,
): boolean {
  const at = fieldName(pointer, [values.eventIds ?? []].flat());
  if (code === 'required' && at === 'notices.privacy') return true;
  // An event that can't be chosen shows no questions.
  return labels[at] === undefined && !(code === 'required' && at.startsWith('answers.'));
}

export function SignUp({ content, locale }: PageProps<'signUp'>) {
  const { events, values, contact = '' } = content;
  const words = wordsOf(locale).page.signUp;
  const labels = labelsOf(content, locale);
  const known = new Set(events.map(({ eventId }) => eventId));
  const { ofReader = [], ofWebsite = [] } = Object.groupBy(content.faults, (fault) =>
    isOfWebsite(fault, values, labels) ? 'ofWebsite' : 'ofReader',
  );
  return (
    <FormProvider value={formState({ values, faults: ofReader }, labels, locale)}>
      <h1>{words.title}</h1>
      <WebsiteFaults faults={ofWebsite} known={known} contact={contact} locale={locale} />
      <Faults locale={locale} />
      {events.some(isSelectable) ? (
        <Form content={content} locale={locale} />
      ) : (
        <>
          <p>{words.noneOpen}</p>
          {events.map((event) => (
            <EventCard event={event} locale={locale} withStanding={false}>
              <p>{availabilityNote(event, locale)}</p>
            </EventCard>
          ))}
        </>
      )}
    </FormProvider>
  );
}

function Form({ content, locale }: Pick<PageProps<'signUp'>, 'content' | 'locale'>) {
  const { action, formUrl, events, notices, shownAt } = content;
  const words = wordsOf(locale).page.signUp;
  const asksSensitive = events
    .filter(isSelectable)
    .some((event) => event.questions.some((question) => question.sensitive));
  const sensitive = asksSensitive ? notices.sensitive : undefined;
  const consents = [sensitive, notices.news].filter((notice) => notice !== undefined).length;
  const { faults } = useForm();
  const faultsOf = (name: string) => faults.filter(({ at }) => at === name).map(({ message }) => message);
  return (
    <PostForm
      id={postedFormId}
      action={action}
      noValidate
      hidden={{ 'notices.privacy': notices.privacy.reference, formUrl, ...(shownAt && { shownAt }) }}
    >
      <fieldset class="part">
        <legend>{words.events}</legend>
        <div id={fieldId('eventIds')} tabIndex={-1}>
          {events.length > 1 && <span class="hint">{words.eventsHint}</span>}
          {faultsOf('eventIds').map((message) => (
            <span class="fault">{message}</span>
          ))}
        </div>
        {events.map((event) => (
          <EventFields event={event} locale={locale} isOnly={events.length === 1} />
        ))}
      </fieldset>
      <fieldset class="part">
        <legend>{words.you}</legend>
        <TextField at="name" isRequired autocomplete="name" />
        <TextField at="email" help={words.emailHint} type="email" isRequired autocomplete="email" />
        <LanguageField locale={locale} />
      </fieldset>
      <fieldset class="part">
        <legend>{consents > 0 ? words.notices : wordsOf(locale).common.privacy}</legend>
        {consents > 0 && <p class="hint">{consents === 1 ? words.voluntaryOne : words.voluntary}</p>}
        {sensitive && <Consent kind="sensitive" notice={sensitive} />}
        {notices.news && <Consent kind="news" notice={notices.news} />}
        <PrivacyNotice notice={notices.privacy} locale={locale} />
        {faultsOf('notices.privacy').map((message) => (
          <p class="fault">{message}</p>
        ))}
      </fieldset>
      <div class="trap" aria-hidden="true">
        <label for={fieldId('website')}>{words.honeypot}</label>
        <input type="text" id={fieldId('website')} name="website" tabIndex={-1} autocomplete="off" />
      </div>
      <Submit label={words.button} />
    </PostForm>
  );
}
