import { peopleOf } from '../../core/organising/event-reach.ts';
import type { EventWithCounters } from '../../core/organising/events.ts';
import type { AskingField } from '../../core/table/event-fields.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { type Filled, Form } from './form.tsx';
import { useGiven } from './given.ts';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';

type OfEvent = EventWithCounters & { series: SeriesItem };

interface MoveProps {
  event: EventItem;
  series: SeriesItem;
  change: AskingField;
  /** How many have a place or wait. */
  people: number;
  /** The editor's fields as they were sent, which come along. */
  fields: [name: string, value: string][];
  filled: Filled;
}

/** A published event moves: asks whether its people are told, before anything is written. */
export function MoveScreen({ event, series, change, people, fields, filled }: MoveProps) {
  const { words, locale } = useGiven();
  const { moving } = words.events;
  const own = ['formToken', 'version', 'back', '/notice', '/noticeAt'];
  return (
    <Screen title={moving.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <p>{moving.texts[change](people)}</p>
      <Form
        action={`/console/events/${event.eventId}/edit`}
        filled={filled}
        submit={moving.submit}
        more={
          <button class="button second" type="submit" name="back" value="1" formnovalidate>
            {moving.back}
          </button>
        }
      >
        {fields
          .filter(([name]) => !own.includes(name))
          .map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        <ChoiceField
          at="/notice"
          type="radio"
          label={moving.notice}
          preset={['now']}
          options={[
            { value: 'now', label: moving.now(people) },
            { value: 'at', label: moving.at },
            { value: 'none', label: moving.none, help: moving.noneHelp },
          ]}
        />
        <TextField
          at="/noticeAt"
          type="datetime-local"
          label={`${moving.time} (${event.timeZone})`}
          help={moving.timeHelp}
          isRequired={false}
        />
      </Form>
    </Screen>
  );
}

/** Says whom a cancellation reaches, before it does. */
export function CancelEventScreen({ event, counters, series }: OfEvent) {
  const { words, locale } = useGiven();
  const { cancelling } = words.events;
  const base = `/console/events/${event.eventId}`;
  return (
    <Screen title={cancelling.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <ul>
        <li>{cancelling.mails(peopleOf(counters))}</li>
        {counters.pending > 0 && <li>{cancelling.pending(counters.pending)}</li>}
        <li>{cancelling.plans}</li>
        <li>{cancelling.forGood}</li>
      </ul>
      <Form
        action={`${base}/cancel`}
        version={event.version}
        submit={cancelling.submit}
        look="danger"
        cancel={base}
      />
    </Screen>
  );
}

/** Asks before an event goes; says why it can't once somebody was registered. */
export function DeleteEventScreen({ event, series, isTaken }: OfEvent & { isTaken: boolean }) {
  const { words, locale } = useGiven();
  const { deleting } = words.events;
  const base = `/console/events/${event.eventId}`;
  return (
    <Screen title={deleting.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      {isTaken ? (
        <>
          <p class="note warn">{deleting.taken}</p>
          <p>
            <a class="button second" href={base}>
              {words.events.back}
            </a>
          </p>
        </>
      ) : (
        <>
          <p>{deleting.text}</p>
          <Form
            action={`${base}/delete`}
            version={event.version}
            submit={deleting.submit}
            look="danger"
            cancel={base}
          />
        </>
      )}
    </Screen>
  );
}

/** The same event at another time, as a draft. */
export function CloneEventScreen({ event, series, filled }: OfEvent & { filled: Filled }) {
  const { words, locale } = useGiven();
  const { cloning, fields } = words.events;
  const base = `/console/events/${event.eventId}`;
  return (
    <Screen title={cloning.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <p>{cloning.text}</p>
      <Form action={`${base}/clone`} filled={filled} submit={cloning.submit} cancel={base}>
        <TextField
          at="/startsAtLocal"
          type="datetime-local"
          label={`${cloning.starts} (${event.timeZone})`}
          isRequired
        />
        <TextField
          at="/eventId"
          label={fields.eventId.label}
          help={cloning.idHelp}
          isRequired={false}
          maxLength={60}
        />
      </Form>
    </Screen>
  );
}
