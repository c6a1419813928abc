import { inLocale } from '../../core/values/locale.ts';
import { wordsOf } from '../words/index.ts';
import { Consent, FaultSummary, type Form, GroupField, QuestionField } from './event-fields.tsx';
import { Choices, Filled, TextField } from './fields.tsx';
import { availabilityNote, ButtonForm, EventTerms, type PageProps } from './parts.tsx';

/** One registration on one's own page: to add it, to add one more person, or to change it. */
export function SeatForm({ content, locale }: PageProps<'seatForm'>) {
  const { purpose, action, backUrl, event, seat, asksName, workingGroups, questions } = content;
  const { availability, sensitive, values, faults } = content;
  const { page } = wordsOf[locale];
  const words = page.seatForm;
  const filled = new Filled({ ...values, eventIds: [event.eventId] }, faults);
  const form: Form = { filled, locale, words: page.signUp };
  const labels: Record<string, string> = {
    name: words.name,
    'notices.sensitive': page.signUp.notices,
    [`workingGroups.${event.eventId}`]: page.signUp.workingGroup,
    ...Object.fromEntries(
      questions.map((one) => [`answers.${event.eventId}.${one.questionId}`, inLocale(one.label, locale)]),
    ),
  };
  const note = availability && availabilityNote({ ...event, openness: 'open', availability }, locale);
  return (
    <>
      <h1>{words.title[purpose]}</h1>
      <FaultSummary faults={faults} form={form} labelOf={(name) => labels[name]} />
      <h2>{event.title}</h2>
      <EventTerms event={event} locale={locale} standing={false} />
      {note && <p>{note}</p>}
      <form method="post" action={action} noValidate>
        <input type="hidden" name="eventId" value={event.eventId} />
        <input type="hidden" name="seat" value={String(seat)} />
        {asksName && (
          <TextField
            name="name"
            filled={filled}
            label={words.name}
            isRequired
            maxLength={200}
            autocomplete={purpose === 'addPerson' ? 'off' : 'name'}
          />
        )}
        <GroupField eventId={event.eventId} workingGroups={workingGroups} form={form} />
        {questions.map((question) => (
          <QuestionField question={question} eventId={event.eventId} form={form} />
        ))}
        {sensitive && <Consent kind="sensitive" notice={sensitive} filled={filled} />}
        <button class="button" type="submit">
          {words.button[purpose]}
        </button>
      </form>
      <p>
        <a href={backUrl}>{words.back}</a>
      </p>
    </>
  );
}

/** Name and language, and the address, which another button verifies. */
export function PersonForm({ content, locale }: PageProps<'personForm'>) {
  const { action, addressAction, backUrl, email, newAddress, values, faults } = content;
  const { page } = wordsOf[locale];
  const words = page.personForm;
  const filled = new Filled(values, faults);
  const form: Form = { filled, locale, words: page.signUp };
  const labels: Record<string, string> = {
    name: page.signUp.name,
    locale: page.signUp.language,
    email: words.newEmail,
  };
  return (
    <>
      <h1>{words.title}</h1>
      <FaultSummary faults={faults} form={form} labelOf={(name) => labels[name]} />
      <form method="post" action={action} noValidate>
        <TextField
          name="name"
          filled={filled}
          label={page.signUp.name}
          isRequired
          maxLength={200}
          autocomplete="name"
        />
        <Choices
          name="locale"
          filled={filled}
          legend={page.signUp.language}
          type="radio"
          choices={Object.entries(page.signUp.languages).map(([value, label]) => ({ value, label }))}
          preset={locale}
        />
        <button class="button" type="submit">
          {words.button}
        </button>
      </form>
      <section aria-labelledby="address">
        <h2 id="address">{words.address}</h2>
        <p>
          {words.addressNow} <bdi>{email}</bdi>
        </p>
        {newAddress && (
          <p>
            {words.addressWaits} <bdi>{newAddress}</bdi>
          </p>
        )}
        <form method="post" action={addressAction} noValidate>
          <TextField
            name="email"
            filled={filled}
            label={words.newEmail}
            hint={words.addressHint}
            type="email"
            isRequired
            autocomplete="email"
          />
          <button class="button second" type="submit">
            {words.addressButton}
          </button>
        </form>
      </section>
      <p>
        <a href={backUrl}>{page.seatForm.back}</a>
      </p>
    </>
  );
}

/** What the link to a new address opens: it names nobody, because the address may be somebody else's. */
export function AddressQuestion({ content, locale }: PageProps<'addressQuestion'>) {
  const { email, action, deleteAction } = content;
  const words = wordsOf[locale].page.addressQuestion;
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        {words.text} <bdi>{email}</bdi>
      </p>
      <ButtonForm action={action} label={words.button} />
      <section class="rest" aria-labelledby="not-you">
        <h2 id="not-you">{words.notYou}</h2>
        <p>{words.notYouText}</p>
        <ButtonForm action={deleteAction} label={words.deleteButton} look="second" />
      </section>
    </>
  );
}

export function AddressChanged({ content, locale }: PageProps<'addressChanged'>) {
  const { email, registrationUrl, isRepeat } = content;
  const words = wordsOf[locale].page.addressChanged;
  return (
    <>
      <h1>{isRepeat ? words.repeatTitle : words.title}</h1>
      <p>
        {words.text} <bdi>{email}</bdi>
      </p>
      <p>{words.links}</p>
      <p>
        <a class="button" href={registrationUrl}>
          {wordsOf[locale].common.myRegistration}
        </a>
      </p>
    </>
  );
}
