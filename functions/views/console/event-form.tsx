import { peopleOf } from '../../core/organising/event-people.ts';
import type { EventWithCounters } from '../../core/organising/events.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { ChoiceField, SelectField, TextField, TickField } from '../kit/fields.tsx';
import { useConsole } from './console-context.ts';
import { durationText } from './durations.ts';
import { TimeWarnings } from './event-parts.tsx';
import { GroupRows, QuestionRows } from './event-rows.tsx';
import { WayPlaces, Where } from './event-where.tsx';
import { DurationField, LocalisedField, TimeZoneField } from './fields.tsx';
import { type FieldTexts, type Filled, Form, useFilledIn, valueAt } from './form.tsx';
import { useEventPlace, useSeriesPlace } from './places.ts';
import { Beside, PreviewButton } from './preview.tsx';
import { Screen } from './screen.tsx';
import type { ConsoleWords } from './words/index.ts';

const frame = 'form-preview';

interface EditorProps {
  action: string;
  previewAction: string;
  /** Where the frame begins. */
  previewHref?: string;
  cancel: string;
  submit: string;
  series: SeriesItem;
  filled: Filled;
  current?: EventWithCounters;
  now: Instant;
}

/** The form of an event, with the sign-up form that it makes beside it. */
function Editor({ previewAction, previewHref, series, filled, current, now, ...form }: EditorProps) {
  const { words } = useConsole();
  const zone = valueAt(filled.body, '/timeZone') ?? series.timeZone;
  const people = current?.event.status === 'published' ? peopleOf(current.counters) : 0;
  return (
    <Beside frame={frame} title={words.events.formPreview} src={previewHref}>
      <TimeWarnings times={filled.body} timeZone={zone} now={now} />
      <Form
        {...form}
        fields={eventFields(words.events, String(zone), people)}
        filled={filled}
        preview={frame}
        keepsDraft
        more={<PreviewButton action={previewAction} frame={frame} />}
      >
        <EventFields filled={filled} series={series} current={current} people={people} />
      </Form>
    </Beside>
  );
}

interface NewEventProps {
  series: SeriesItem;
  events: EventWithCounters[];
  filled: Filled;
  now: Instant;
}

export function NewEventScreen({ series, events, filled, now }: NewEventProps) {
  const { words, locale } = useConsole();
  const base = `/console/series/${series.seriesId}`;
  return (
    <Screen title={words.events.newTitle} {...useSeriesPlace(series)} isWide>
      <p>{words.events.newIntro}</p>
      {events.length > 0 && (
        <details class="group">
          <summary>{words.events.fromEarlier}</summary>
          <ul>
            {events.map(({ event }) => (
              <li>
                <a href={`/console/events/${event.eventId}/clone`}>{inLocale(event.title, locale)}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Editor
        action={`${base}/new-event`}
        previewAction={`${base}/form`}
        cancel={base}
        submit={words.events.make}
        {...{ series, filled, now }}
      />
    </Screen>
  );
}

interface EditEventProps extends EventOverview {
  filled: Filled;
  now: Instant;
}

export function EditEventScreen({ event, counters, series, filled, now }: EditEventProps) {
  const { words, locale } = useConsole();
  const base = `/console/events/${event.eventId}`;
  return (
    <Screen
      title={words.events.editTitle(inLocale(event.title, locale))}
      {...useEventPlace(event, series, 'edit')}
      isWide
    >
      {event.status === 'published' && <p class="note">{words.events.editPublished}</p>}
      <Editor
        action={`${base}/edit`}
        previewAction={`${base}/form`}
        previewHref={`${base}/form`}
        cancel={base}
        submit={words.form.save}
        current={{ event, counters }}
        {...{ series, filled, now }}
      />
    </Screen>
  );
}

/** What the fields of an event are called. @param people who would be told of a change */
function eventFields({ fields }: ConsoleWords['events'], zone: string, people: number): FieldTexts {
  const inZone = (label: string) => `${label} (${zone})`;
  return {
    '/title': fields.title,
    '/eventId': fields.eventId,
    '/summary': fields.summary,
    '/startsAtLocal': inZone(fields.starts),
    '/endsAtLocal': inZone(fields.ends),
    '/timeZone': fields.timeZone,
    '/capacity': fields.capacity,
    '/waitingList': fields.waitingList,
    '/ways/onsite/capacity': fields.onsiteCapacity,
    '/ways/onsite/waitingList': fields.onsiteWaitingList,
    '/ways/online/capacity': fields.onlineCapacity,
    '/ways/online/waitingList': fields.onlineWaitingList,
    '/promoteUntil': fields.promoteUntil,
    '/seatsPerAddress': fields.seatsPerAddress,
    '/registrationOpensAtLocal': { label: inZone(fields.opens), help: fields.opensHelp },
    '/registrationClosesAtLocal': { label: inZone(fields.closes), help: fields.closesHelp },
    '/directEntry': fields.directEntry,
    '/attendanceMode': fields.attendanceMode,
    '/place/name': fields.placeName,
    '/place/address': fields.placeAddress,
    '/place/directions': fields.placeDirections,
    '/place/accessibility': fields.placeAccessibility,
    '/place/coordinates/latitude': fields.latitude,
    '/place/coordinates/longitude': fields.longitude,
    '/joinUrl': fields.joinUrl,
    '/joinInfo': fields.joinInfo,
    '/joinUrlForOnsite': { label: fields.joinUrlForOnsite, help: fields.joinUrlForOnsiteHelp },
    '/reminders': fields.reminders,
    '/ownReminder/amount': fields.ownAmount,
    '/ownReminder/unit': fields.ownUnit,
    '/workingGroups/*/title': fields.groupTitle,
    '/workingGroups/*/capacity': fields.groupCapacity,
    '/questions/*/label': fields.questionLabel,
    '/questions/*/kind': fields.questionKind,
    '/questions/*/options': fields.questionOptions,
    '/questions/*/maxLength': fields.questionMaxLength,
    '/questions/*/required': fields.questionRequired,
    '/questions/*/sensitive': fields.questionSensitive,
    '/isTold': { label: fields.isTold(people), help: fields.isToldHelp },
  };
}

interface FieldsProps {
  filled: Filled;
  series: SeriesItem;
  current: EventWithCounters | undefined;
  people: number;
}

/** Everything that an event holds. */
function EventFields({ filled, series, current, people }: FieldsProps) {
  const { groups, zoneOfSeries } = useConsole().words.events;
  return (
    <>
      <fieldset class="group">
        <legend>{groups.event}</legend>
        <LocalisedField at="/title" maxLength={150} />
        {!current && <TextField at="/eventId" isRequired={false} maxLength={60} />}
        <LocalisedField at="/summary" isRequired={false} isLong maxLength={2000} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.time}</legend>
        <div class="pair">
          <TextField at="/startsAtLocal" type="datetime-local" isRequired />
          <TextField at="/endsAtLocal" type="datetime-local" isRequired />
        </div>
        <TimeZoneField at="/timeZone" none={zoneOfSeries(series.timeZone)} />
      </fieldset>
      <Where filled={filled} />
      <fieldset class="group">
        <legend>{groups.places}</legend>
        <TextField at="/capacity" type="number" min={1} max={100_000} isRequired={false} />
        <TickField at="/waitingList" />
        <WayPlaces filled={filled} />
        <DurationField at="/promoteUntil" offered={['PT0M', 'PT1H', 'PT2H', 'PT6H', 'P1D']} />
        <TextField at="/seatsPerAddress" type="number" min={1} max={10} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.signUp}</legend>
        <div class="pair">
          <TextField at="/registrationOpensAtLocal" type="datetime-local" isRequired={false} />
          <TextField at="/registrationClosesAtLocal" type="datetime-local" isRequired={false} />
        </div>
        <DurationField at="/directEntry" offered={['PT0M', 'PT15M', 'PT30M', 'PT60M', 'PT2H']} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.join}</legend>
        <TextField at="/joinUrl" type="url" isRequired={false} maxLength={2000} />
        <LocalisedField at="/joinInfo" isRequired={false} isLong maxLength={2000} />
        <TickField at="/joinUrlForOnsite" />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.reminders}</legend>
        <Reminders />
      </fieldset>
      <GroupRows filled={filled} counters={current?.counters} />
      <QuestionRows filled={filled} hasSensitiveNotice={series.notices.sensitive !== undefined} />
      {people > 0 && <TickField at="/isTold" />}
    </>
  );
}

const usualOffsets = ['P7D', 'P3D', 'P1D', 'PT2H', 'PT1H', 'PT15M'];

/** The usual reminders to tick, those that are kept besides, and one of one's own. */
function Reminders() {
  const { words, locale } = useConsole();
  const { units, ahead } = words.events;
  const kept = useFilledIn('/reminders');
  const others = (Array.isArray(kept) ? kept : []).map(String).filter((one) => !usualOffsets.includes(one));
  const options = [...usualOffsets, ...others].map((value) => ({
    value,
    label: ahead(durationText(value, locale)),
  }));
  return (
    <>
      <ChoiceField at="/reminders" type="checkbox" options={options} />
      <div class="pair">
        <TextField at="/ownReminder/amount" type="number" min={1} isRequired={false} />
        <SelectField
          at="/ownReminder/unit"
          options={(['hours', 'days', 'minutes'] as const).map((value) => ({ value, label: units[value] }))}
        />
      </div>
    </>
  );
}
