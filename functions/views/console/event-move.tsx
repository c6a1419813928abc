import type { ForeseenChange, ForeseenWay } from '../../core/organising/foreseen-change.ts';
import type { AskingField } from '../../core/table/event-fields.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { List } from '../kit/parts.tsx';
import { useConsole } from './console-context.ts';
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
  foreseen: Pick<ForeseenChange, 'people' | 'overbooked'>;
  /** What they would be mailed. */
  drafts: { of: ForeseenWay; subject: string; text: string }[];
}

/** A published event moves: asks whether its people are told, before anything is written. */
export function MoveScreen({ event, series, change, people, fields, filled, foreseen, drafts }: MoveProps) {
  const { words, locale } = useConsole();
  const { asking } = words.events;
  const say = asking.changes[change];
  const own = ['formToken', 'version', 'back', '/notice', '/noticeAt'];
  return (
    <Screen title={say.title(inLocale(event.title, locale))} {...useEventPlace(event, series)}>
      <p>{say.text(people)}</p>
      <List
        items={[
          ...foreseen.people
            .filter(({ before, after }) => before !== after)
            .map(({ confirmed, waitlisted, before, after }) =>
              asking.foreseen(
                confirmed + waitlisted,
                asking.ways[before ?? 'both'],
                asking.ways[after ?? 'both'],
              ),
            ),
          ...foreseen.overbooked.map(({ way, taken, capacity }) =>
            asking.overbooked(taken, capacity, way && asking.ways[way]),
          ),
        ]}
      />
      {drafts.map(({ of: { before }, subject, text }) => (
        <details class="group">
          <summary>{asking.draft(drafts.length > 1 ? asking.ways[before ?? 'both'] : undefined)}</summary>
          <p>
            <strong>{subject}</strong>
          </p>
          <p class="pre">{text}</p>
        </details>
      ))}
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
        <TextField at="/noticeAt" type="datetime-local" isRequired={false} chooses="f-notice-at" />
      </Form>
    </Screen>
  );
}
