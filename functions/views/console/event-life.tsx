import { peopleOf } from '../../core/organising/event-people.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import { inLocale } from '../../core/values/locale.ts';
import { TextField } from '../kit/fields.tsx';
import { List } from '../kit/parts.tsx';
import { useConsole } from './console-context.ts';
import { Deletion } from './deletion.tsx';
import { type Filled, Form } from './form.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';

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
