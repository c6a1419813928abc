import { peopleOf } from '../../core/organising/event-people.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import type { AskingField } from '../../core/table/event-fields.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { List } from '../kit/parts.tsx';
import { useConsole } from './console-context.ts';
import { Deletion } from './deletion.tsx';
import { type Filled, Form } from './form.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';

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
  const { words, locale } = useConsole();
  const { asking } = words.events;
  const say = asking.changes[change];
  const own = ['formToken', 'version', 'back', '/notice', '/noticeAt'];
  return (
    <Screen title={say.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <p>{say.text(people)}</p>
      <Form
        action={`/console/events/${event.eventId}/edit`}
        fields={{
          '/notice': asking.notice,
          '/noticeAt': { label: `${asking.time} (${event.timeZone})`, help: asking.timeHelp },
        }}
        filled={filled}
        submit={say.submit}
        more={
          <button class="button second" type="submit" name="back" value="1" formnovalidate>
            {asking.back}
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
          preset="now"
          options={[
            { value: 'now', label: say.now(people) },
            { value: 'at', label: asking.at },
            { value: 'none', label: asking.none, help: say.noneHelp },
          ]}
        />
        <TextField at="/noticeAt" type="datetime-local" isRequired={false} />
      </Form>
    </Screen>
  );
}

/** Says whom a cancellation reaches, before it does. */
export function CancelEventScreen({ event, counters, series }: EventOverview) {
  const { words, locale } = useConsole();
  const { cancelling } = words.events;
  const base = `/console/events/${event.eventId}`;
  return (
    <Screen title={cancelling.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <List
        items={[
          cancelling.mails(peopleOf(counters)),
          counters.pending > 0 && cancelling.pending(counters.pending),
          cancelling.plans,
          cancelling.forGood,
        ]}
      />
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

/** An event goes as long as nobody was registered. */
export function DeleteEventScreen({ event, series, isTaken }: EventOverview & { isTaken: boolean }) {
  const { words, locale } = useConsole();
  const { deleting } = words.events;
  return (
    <Screen title={deleting.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <Deletion
        base={`/console/events/${event.eventId}`}
        version={event.version}
        obstacle={isTaken && deleting.taken}
        back={words.events.back}
        submit={deleting.submit}
      >
        {deleting.text}
      </Deletion>
    </Screen>
  );
}

/** The same event at another time, as a draft. */
export function CloneEventScreen({ event, series, filled }: EventOverview & { filled: Filled }) {
  const { words, locale } = useConsole();
  const { cloning, fields } = words.events;
  const base = `/console/events/${event.eventId}`;
  return (
    <Screen title={cloning.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <p>{cloning.text}</p>
      <Form
        action={`${base}/clone`}
        fields={{
          '/startsAtLocal': `${cloning.starts} (${event.timeZone})`,
          '/eventId': { label: fields.eventId.label, help: cloning.idHelp },
        }}
        filled={filled}
        submit={cloning.submit}
        cancel={base}
      >
        <TextField at="/startsAtLocal" type="datetime-local" isRequired />
        <TextField at="/eventId" isRequired={false} maxLength={60} />
      </Form>
    </Screen>
  );
}
