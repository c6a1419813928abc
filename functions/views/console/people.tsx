import type { Objection } from '../../core/attendee/objection.ts';
import type { InformationSection } from '../../core/attendee/processing.ts';
import type { RestrictedPerson } from '../../core/attendee/restriction.ts';
import type { KeptOfPerson } from '../../core/participants/kept-of-person.ts';
import { informationView } from '../../core/participants/personal-data.ts';
import type { Recipient } from '../../core/registration/disclosures.ts';
import { inLocale } from '../../core/values/locale.ts';
import { moment } from '../dates.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonForm, LinkLine } from '../kit/form.tsx';
import { Facts, List } from '../kit/parts.tsx';
import { informationSections } from '../person-information.ts';
import { wordsOf } from '../words/index.ts';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { Table } from './parts.tsx';
import { Recipients } from './recipients.tsx';
import { RegistrationStanding } from './registrations.tsx';
import { Restrictions } from './restrictions.tsx';
import { Screen, type Step } from './screen.tsx';
import { deliveryWords } from './words/deliveries.ts';
import { peopleWords } from './words/people.ts';

function useWay(): Step[] {
  return [{ href: '/console/people', label: useWords(peopleWords).title }];
}

/** The screen's forms. */
export type PeopleForm = 'look' | 'restrict' | 'lift';

/** Whoever asks for their data, or its end, is looked up by their address. */
export function PeopleScreen({
  of,
  filled,
  objections,
  restrictions,
}: {
  /** Whose fields and faults `filled` has. */
  of: PeopleForm;
  filled: Filled | undefined;
  objections: readonly Objection[];
  /** Absent: the reader may not restrict anybody. */
  restrictions: readonly RestrictedPerson[] | undefined;
}) {
  const { isEverywhere, has, locale, timeZone } = useConsole();
  const say = useWords(peopleWords);
  const isWhole = has('sensitive');
  return (
    <Screen title={say.title}>
      <p>{say.intro}</p>
      {!isWhole && <p class="note">{say.deletionOnly}</p>}
      {!isEverywhere && <p class="note">{say.ownSeries}</p>}
      <Form
        action={isWhole ? '/console/people/information' : '/console/people/deletion-question'}
        fields={{ '/email': { label: say.email, help: say.emailHelp } }}
        submit={say.submit}
        filled={of === 'look' ? filled : undefined}
      >
        <TextField at="/email" type="email" isRequired />
      </Form>
      {restrictions && <LinkLine href="/console/people/requests" label={say.requests.title} />}
      <h2>{say.objections.title}</h2>
      <p>{say.objections.intro}</p>
      <Table
        region={say.objections.title}
        empty={say.objections.none}
        columns={[say.objections.who, say.objections.series, say.objections.at, say.objections.answerBy]}
        rows={objections.map(({ name, email, seriesId, objectedAt, answerBy, answered }) => [
          [name, email].filter(Boolean).join(', '),
          <a href={`/console/series/${seriesId}`}>{seriesId}</a>,
          moment(objectedAt, timeZone, locale),
          answered
            ? `${wordsOf(locale).requests.outcomes[answered.outcome]}, ${moment(answered.at, timeZone, locale)}`
            : moment(answerBy, timeZone, locale),
        ])}
      />
      {restrictions && (
        <Restrictions
          restrictions={restrictions}
          restricting={of === 'restrict' ? filled : undefined}
          lifting={of === 'lift' ? filled : undefined}
        />
      )}
    </Screen>
  );
}

/** What is kept of a person, to be read out, printed or handed over. */
export function InformationScreen({
  email,
  kept,
  processing,
  at,
}: {
  email: string;
  kept: KeptOfPerson;
  processing: InformationSection[];
  at: string;
}) {
  const { locale, timeZone, isEverywhere } = useConsole();
  const say = useWords(peopleWords);
  const view = informationView(kept);
  const json = JSON.stringify(view, undefined, 2);
  const way = useWay();
  return (
    <Screen title={say.information(email)} way={way} lead={<p>{say.asOf(moment(at, timeZone, locale))}</p>}>
      {!isEverywhere && <p class="note">{say.ownSeries}</p>}
      {kept.isStored ? (
        <div class="buttons">
          <a
            class="button second"
            href={`data:application/json;charset=utf-8,${encodeURIComponent(json)}`}
            download="eventbote.json"
          >
            {say.download}
          </a>
          <ButtonForm
            action="/console/people/deletion-question"
            label={say.deletion.ask}
            hidden={{ '/email': email }}
            look="danger"
          />
        </div>
      ) : (
        <p class="note">{isEverywhere ? say.nothing : say.nothingHere}</p>
      )}
      {informationSections(view, kept.events, processing, locale).map(({ title, entries }) => (
        <section>
          <h2>{title}</h2>
          <Facts
            facts={entries.map(({ label, value, at: instant }) => [
              label,
              <span class="pre">
                {[value, instant && moment(instant, timeZone, locale)].filter(Boolean).join(', ')}
              </span>,
            ])}
          />
        </section>
      ))}
      <Proofs kept={kept} />
    </Screen>
  );
}

/** Of each registration, what was shown and agreed to. */
function Proofs({ kept }: { kept: KeptOfPerson }) {
  const { locale } = useConsole();
  const deliveries = useWords(deliveryWords);
  const say = useWords(peopleWords);
  const registrations = kept.series.flatMap((one) => one.registrations);
  if (registrations.length === 0) return null;
  const titleOf = (eventId: string) => {
    const event = kept.events.find((one) => one.eventId === eventId);
    return event === undefined ? eventId : inLocale(event.title, locale);
  };
  return (
    <section>
      <h2>{say.proofs}</h2>
      <ul>
        {registrations.map((one) => {
          const path = `events/${one.eventId}/registrations/${one.registrationId}`;
          return (
            <li>
              <a href={`/v1/organiser/${path}/proof?lang=${locale}`}>
                {say.proof(titleOf(one.eventId), one.name)}
              </a>{' '}
              <RegistrationStanding registration={one} />{' '}
              <a href={`/console/${path}`}>{deliveries.registration}</a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Before a person is deleted: what goes, what stays, and that it can't be undone. */
export function DeletionScreen({ email, kept }: { email: string; kept: KeptOfPerson }) {
  const { isEverywhere } = useConsole();
  const people = useWords(peopleWords);
  const say = people.deletion;
  const way = useWay();
  const all = kept.series.flatMap((one) => one.registrations);
  const placed = all.filter(({ holdsPlace }) => holdsPlace).length;
  const mails = kept.series.reduce((sum, { deliveries }) => sum + deliveries.length, 0);
  const news = kept.subscriptions.filter(({ state }) => state === 'subscribed');
  if (!kept.isStored) {
    return (
      <Screen title={say.title(email)} way={way}>
        <p class="note">{isEverywhere ? people.nothing : people.nothingHere}</p>
      </Screen>
    );
  }
  return (
    <Screen title={say.title(email)} way={way}>
      <p>{say.onePerson}</p>
      <List
        items={[
          say.goes(all.length, kept.series.length),
          placed > 0 && say.places(placed),
          mails > 0 && say.mails(mails),
          news.length > 0 && say.news(news.map(({ sender }) => sender).join(', ')),
          kept.suppressions.length > 0 && say.suppression,
          kept.requests.length > 0 && say.requests,
          kept.access !== undefined && say.organiser,
          !isEverywhere && say.ownSeries,
          say.outOfReach,
        ]}
      />
      <p>
        <strong>{say.noWayBack}</strong>
      </p>
      <Form action="/console/people/deletion" submit={say.submit} look="danger" cancel="/console/people">
        <input type="hidden" name="/email" value={email} />
      </Form>
    </Screen>
  );
}

interface DeletedScreenProps {
  email: string;
  isStored: boolean;
  seriesIds: string[];
  heldSeriesIds: string[];
  isHeld: boolean;
  registrations: number;
  recipients: readonly Recipient[];
}

/** After the button; "nothing was stored" is an answer too. */
export function DeletedScreen({ email, isStored, seriesIds, registrations, ...more }: DeletedScreenProps) {
  const { heldSeriesIds, isHeld, recipients } = more;
  const { isEverywhere } = useConsole();
  const say = useWords(peopleWords);
  const way = useWay();
  return (
    <Screen title={isStored ? say.deletion.doneTitle : say.information(email)} way={way}>
      <p class="note good" role="status">
        {isStored
          ? say.deletion.done(email, registrations, seriesIds.length)
          : isEverywhere
            ? say.nothing
            : say.nothingHere}
      </p>
      {isHeld && <p class="note bad">{say.deletion.held(heldSeriesIds.join(', '))}</p>}
      <Recipients
        recipients={recipients}
        title={say.deletion.recipients}
        help={say.deletion.tellRecipients}
      />
      {isStored && <p>{say.deletion.tell}</p>}
    </Screen>
  );
}

/** After somebody's data was restricted that others have, too. */
export function RestrictedScreen({ recipients }: { recipients: readonly Recipient[] }) {
  const { done } = useConsole().words;
  const say = useWords(peopleWords);
  const way = useWay();
  return (
    <Screen title={say.restrictions.title} way={way}>
      <p class="note good" role="status">
        {done.restricted}
      </p>
      <Recipients
        recipients={recipients}
        title={say.deletion.recipients}
        help={say.restrictions.tellRecipients}
      />
    </Screen>
  );
}
