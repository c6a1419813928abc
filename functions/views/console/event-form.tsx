import { peopleOf } from '../../core/organising/event-reach.ts';
import type { EventWithCounters } from '../../core/organising/events.ts';
import { eventTimes } from '../../core/table/event-fields.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { DurationField, durationText, TimeZoneField } from './durations.tsx';
import { TimeWarnings } from './event-parts.tsx';
import { GroupRows, QuestionRows } from './event-rows.tsx';
import { ChoiceField, LocalisedField, SelectField, TextField, TickField } from './fields.tsx';
import { at, type Filled, Form, useFilled } from './form.tsx';
import { useGiven } from './given.ts';
import { useEventPlace, useSeriesPlace } from './places.ts';
import { PreviewFrame } from './preview.tsx';
import { Screen } from './screen.tsx';

const previewFrame = 'form-preview';

interface Editor {
  action: string;
  previewAction: string;
  /** Where the frame begins. */
  previewHref?: string;
  back: string;
  submit: string;
  series: SeriesItem;
  filled: Filled;
  current?: EventWithCounters;
  now: Instant;
}

/** The form of an event, with the sign-up form that it makes beside it. */
function Editor({ previewAction, previewHref, back, series, filled, current, now, ...form }: Editor) {
  const { words } = useGiven();
  const times = Object.fromEntries(eventTimes.map((name) => [name, at(filled.body, `/${name}`)]));
  const zone = at(filled.body, '/timeZone') ?? series.timeZone;
  const previewButton = (
    <button
      class="button second"
      type="submit"
      formaction={previewAction}
      formtarget={previewFrame}
      formnovalidate
    >
      {words.preview.show}
    </button>
  );
  return (
    <div class="beside">
      <div>
        <TimeWarnings times={times} timeZone={zone} now={now} />
        <Form {...form} filled={filled} cancel={back} preview={previewFrame} more={previewButton}>
          <EventFields filled={filled} series={series} {...(current && { current })} />
        </Form>
      </div>
      <section>
        <h2>{words.events.formPreview}</h2>
        <PreviewFrame name={previewFrame} title={words.events.formPreview} src={previewHref} />
      </section>
    </div>
  );
}

interface NewEventProps {
  series: SeriesItem;
  events: EventWithCounters[];
  filled: Filled;
  now: Instant;
}

export function NewEventScreen({ series, events, filled, now }: NewEventProps) {
  const { words, locale } = useGiven();
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
        back={base}
        submit={words.events.make}
        {...{ series, filled, now }}
      />
    </Screen>
  );
}

interface EditEventProps extends EventWithCounters {
  series: SeriesItem;
  filled: Filled;
  now: Instant;
}

export function EditEventScreen({ event, counters, series, filled, now }: EditEventProps) {
  const { words, locale } = useGiven();
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
        back={base}
        submit={words.form.save}
        current={{ event, counters }}
        {...{ series, filled, now }}
      />
    </Screen>
  );
}

interface FieldsProps {
  filled: Filled;
  series: SeriesItem;
  current?: EventWithCounters;
}

/** Everything that an event holds. */
function EventFields({ filled, series, current }: FieldsProps) {
  const { words } = useGiven();
  const { fields, groups } = words.events;
  const zone = useFilled().value('/timeZone');
  const inZone = (label: string) => `${label} (${typeof zone === 'string' ? zone : series.timeZone})`;
  const people = current?.event.status === 'published' ? peopleOf(current.counters) : 0;
  return (
    <>
      <fieldset class="group">
        <legend>{groups.event}</legend>
        <LocalisedField at="/title" {...fields.title} maxLength={150} />
        {!current && <TextField at="/eventId" {...fields.eventId} isRequired={false} maxLength={60} />}
        <LocalisedField at="/summary" {...fields.summary} isRequired={false} isLong maxLength={2000} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.time}</legend>
        <div class="pair">
          <TextField at="/startsAtLocal" type="datetime-local" label={inZone(fields.starts)} isRequired />
          <TextField at="/endsAtLocal" type="datetime-local" label={inZone(fields.ends)} isRequired />
        </div>
        <TimeZoneField
          at="/timeZone"
          {...fields.timeZone}
          none={words.events.zoneOfSeries(series.timeZone)}
        />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.places}</legend>
        <TextField
          at="/capacity"
          type="number"
          min={1}
          max={100_000}
          {...fields.capacity}
          isRequired={false}
        />
        <TickField at="/waitingList" {...fields.waitingList} />
        <DurationField
          at="/promoteUntil"
          {...fields.promoteUntil}
          offered={['PT0M', 'PT1H', 'PT2H', 'PT6H', 'P1D']}
        />
        <TextField at="/seatsPerAddress" type="number" min={1} max={10} {...fields.seatsPerAddress} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.signUp}</legend>
        <div class="pair">
          <TextField
            at="/registrationOpensAtLocal"
            type="datetime-local"
            label={inZone(fields.opens)}
            help={fields.opensHelp}
            isRequired={false}
          />
          <TextField
            at="/registrationClosesAtLocal"
            type="datetime-local"
            label={inZone(fields.closes)}
            help={fields.closesHelp}
            isRequired={false}
          />
        </div>
        <DurationField
          at="/directEntry"
          {...fields.directEntry}
          offered={['PT0M', 'PT15M', 'PT30M', 'PT60M', 'PT2H']}
        />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.join}</legend>
        <TextField at="/joinUrl" type="url" {...fields.joinUrl} isRequired={false} maxLength={2000} />
        <LocalisedField at="/joinInfo" {...fields.joinInfo} isRequired={false} isLong maxLength={2000} />
      </fieldset>
      <fieldset class="group">
        <legend>{groups.reminders}</legend>
        <Reminders />
      </fieldset>
      <GroupRows filled={filled} counters={current?.counters} />
      <QuestionRows filled={filled} hasSensitiveNotice={series.notices.sensitive !== undefined} />
      {people > 0 && <TickField at="/isTold" label={fields.isTold(people)} help={fields.isToldHelp} />}
    </>
  );
}

const usualOffsets = ['P7D', 'P3D', 'P1D', 'PT2H', 'PT1H', 'PT15M'];

/** The usual reminders to tick, those that are kept besides, and one of one's own. */
function Reminders() {
  const { words, locale } = useGiven();
  const { fields, units } = words.events;
  const kept = useFilled().value('/reminders');
  const others = (Array.isArray(kept) ? kept : []).map(String).filter((one) => !usualOffsets.includes(one));
  const options = [...usualOffsets, ...others].map((value) => ({
    value,
    label: words.events.ahead(durationText(value, locale)),
  }));
  return (
    <>
      <ChoiceField at="/reminders" type="checkbox" {...fields.reminders} options={options} />
      <div class="pair">
        <TextField at="/ownReminder/amount" type="number" min={1} {...fields.ownAmount} isRequired={false} />
        <SelectField
          at="/ownReminder/unit"
          label={fields.ownUnit}
          options={(['hours', 'days', 'minutes'] as const).map((value) => ({ value, label: units[value] }))}
        />
      </div>
    </>
  );
}
