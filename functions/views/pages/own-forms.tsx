import type { DeletedRequest } from '../../core/mail/page-content.ts';
import { listOf } from '../dates.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonForm, FormProvider, LinkLine } from '../kit/form.tsx';
import { wordsOf } from '../words/index.ts';
import { ChoicesOfEvent, Consent, Faults, LanguageField } from './event-fields.tsx';
import { eventLabels, formState } from './form-state.ts';
import { availabilityNote, EventTerms, type PageProps } from './parts.tsx';

/** One registration on one's own page: to add it, to add one more person, or to change it. */
export function SeatForm({ content, locale }: PageProps<'seatForm'>) {
  const { purpose, action, backUrl, event, seat, asksName, ways, workingGroups, questions } = content;
  const { availability, sensitive, values, faults } = content;
  const { page } = wordsOf(locale);
  const words = page.seatForm;
  const choices = { eventId: event.eventId, ways, workingGroups, questions };
  const labels = {
    name: words.name,
    'notices.sensitive': page.signUp.notices,
    ...eventLabels(choices, locale),
  };
  const entered = { values: { ...values, eventIds: [event.eventId] }, faults };
  const note = availability && availabilityNote({ ...event, openness: 'open', availability }, locale);
  return (
    <FormProvider value={formState(entered, labels, locale)}>
      <h1>{words.title[purpose]}</h1>
      <Faults locale={locale} />
      <h2 lang={event.title.lang}>{event.title.text}</h2>
      <EventTerms event={event} locale={locale} withStanding={false} />
      {note && <p>{note}</p>}
      <ButtonForm
        action={action}
        noValidate
        hidden={{ eventId: event.eventId, seat: String(seat) }}
        label={words.button[purpose]}
      >
        {asksName && (
          <TextField
            at="name"
            isRequired
            maxLength={200}
            autocomplete={purpose === 'addPerson' ? 'off' : 'name'}
          />
        )}
        <ChoicesOfEvent {...choices} locale={locale} />
        {sensitive && <Consent kind="sensitive" notice={sensitive} />}
      </ButtonForm>
      <LinkLine href={backUrl} label={words.back} />
    </FormProvider>
  );
}

/** Name and language, and the address, which another button verifies. */
export function PersonForm({ content, locale }: PageProps<'personForm'>) {
  const { action, addressAction, backUrl, email, newAddress } = content;
  const { page } = wordsOf(locale);
  const words = page.personForm;
  const labels = { name: page.signUp.name, locale: page.signUp.language, email: words.newEmail };
  return (
    <FormProvider value={formState(content, labels, locale)}>
      <h1>{words.title}</h1>
      <Faults locale={locale} />
      <ButtonForm action={action} noValidate label={words.button}>
        <TextField at="name" isRequired maxLength={200} autocomplete="name" />
        <LanguageField locale={locale} />
      </ButtonForm>
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
        <ButtonForm action={addressAction} noValidate label={words.addressButton} look="second">
          <TextField at="email" help={words.addressHint} type="email" isRequired autocomplete="email" />
        </ButtonForm>
      </section>
      <LinkLine href={backUrl} label={page.seatForm.back} />
    </FormProvider>
  );
}

/** What the link to a new address opens: it names nobody, because the address may be somebody else's. */
export function AddressQuestion({ content, locale }: PageProps<'addressQuestion'>) {
  const { email, isJoining, newsFrom, action, deleteAction, isByOrganiser } = content;
  const words = wordsOf(locale).page.addressQuestion;
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        {words.text} <bdi>{email}</bdi>
      </p>
      {isJoining && <p>{words.joins}</p>}
      {newsFrom.length > 0 && <p>{words.news(listOf(newsFrom, locale))}</p>}
      <ButtonForm action={action} label={words.button} />
      <NotWanted words={isByOrganiser ? words.ofTeam : words.ofSomebody} action={deleteAction} of="address" />
    </>
  );
}

interface NotWantedProps {
  words: { title: string; text: string; button: string };
  action: string;
  of: DeletedRequest;
}

/** For whom somebody else entered their address. */
export function NotWanted({ words, action, of }: NotWantedProps) {
  return (
    <section class="rest" aria-labelledby="not-wanted">
      <h2 id="not-wanted">{words.title}</h2>
      <p>{words.text}</p>
      <ButtonForm action={action} hidden={{ of }} label={words.button} look="second" />
    </section>
  );
}

export function AddressChanged({ content, locale }: PageProps<'addressChanged'>) {
  const { email, registrationUrl, isRepeat } = content;
  const words = wordsOf(locale).page.addressChanged;
  return (
    <>
      <h1>{isRepeat ? words.repeatTitle : words.title}</h1>
      <p>
        {words.text} <bdi>{email}</bdi>
      </p>
      <p>{words.links}</p>
      <LinkLine isButton href={registrationUrl} label={wordsOf(locale).common.myRegistration} />
    </>
  );
}
