import type { FieldFault } from '../../core/mail/page-content.ts';
import type { EventWithCounters } from '../../core/organising/events.ts';
import { missingLink } from '../../core/organising/first-link.ts';
import { isUnmarked } from '../../core/registration/sensitive-words.ts';
import { endsAt, startsAt } from '../../core/table/event.ts';
import type { CountersItem, EventItem, NotificationItem, SeriesItem } from '../../core/table/items.ts';
import { mapUrl, type Place, placeLine } from '../../core/table/place.ts';
import { Way } from '../../core/table/way.ts';
import { inLocale } from '../../core/values/locale.ts';
import { type Instant, instantOf } from '../../core/values/time.ts';
import { moment, span } from '../dates.ts';
import { ButtonForm, ButtonLink } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { Meter } from './charts.tsx';
import { useConsole } from './console-context.ts';
import { durationText } from './durations.ts';
import { EventState, PlacesTaken, TimeWarnings } from './event-parts.tsx';
import { Faults } from './form.tsx';
import { State, Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';

interface EventScreenProps extends EventWithCounters {
  series: SeriesItem;
  mails: NotificationItem[];
  now: Instant;
  /** Of a button that was pressed here. */
  faults: FieldFault[];
}

/** All of an event at a glance, and what can be done with it. */
export function EventScreen({ event, counters, series, mails, now, faults }: EventScreenProps) {
  const { words, locale, may } = useConsole();
  const missing = missingLink({ event, counters }, now);
  const when = { startsAt: startsAt(event), endsAt: endsAt(event), timeZone: event.timeZone };
  return (
    <Screen
      title={inLocale(event.title, locale)}
      {...useEventPlace(event, series, 'overview')}
      lead={
        <p>
          <EventState event={event} now={now} /> {span(when, locale)}
        </p>
      }
    >
      <Faults faults={faults} />
      {event.status === 'draft' && <Draft event={event} />}
      <TimeWarnings times={event} timeZone={event.timeZone} now={now} isBrief={event.status !== 'draft'} />
      <Unmarked event={event} />
      {missing && <p class="note warn">{words.events.linkMissing(missing.people)}</p>}
      <h2>{words.events.placesTitle}</h2>
      <Places event={event} counters={counters} />
      <h2>{words.events.detailsTitle}</h2>
      <Details event={event} />
      {event.status === 'published' && (
        <>
          <h2>{words.events.mailsTitle}</h2>
          <Mails
            // Without a waiting list nobody is told that there was no place.
            mails={mails.filter(({ template }) => event.waitingList || template !== 'noPlace')}
            timeZone={event.timeZone}
          />
        </>
      )}
      {may('editor') && <Manage event={event} now={now} />}
    </Screen>
  );
}

/** What publishing does, and its button. */
function Draft({ event }: { event: EventItem }) {
  const { words, may } = useConsole();
  const { draft } = words.events;
  const base = `/console/events/${event.eventId}`;
  return (
    <div class="note warn">
      <p>{may('editor') ? draft.text : draft.viewer}</p>
      {may('editor') && (
        <div class="buttons">
          <ButtonForm
            action={`${base}/publish`}
            hidden={{ version: String(event.version) }}
            label={draft.publish}
          />
          <a href={`${base}/form`}>{draft.preview}</a>
        </div>
      )}
    </div>
  );
}

function Places({ event, counters }: { event: EventItem; counters: CountersItem }) {
  const { words, locale } = useConsole();
  const { counts } = words.events;
  const { capacity, taken, confirmed, pending, waitlisted, cancelled } = counters;
  return (
    <>
      <PlacesTaken counters={counters} />
      {capacity !== undefined && taken > capacity && (
        <p class="note warn">{words.events.overfull(taken - capacity)}</p>
      )}
      <Facts
        facts={[
          [counts.confirmed, String(confirmed)],
          [counts.pending, String(pending)],
          [counts.waitlisted, hasWaitingList(event) || waitlisted > 0 ? String(waitlisted) : counts.noList],
          [counts.cancelled, String(cancelled)],
        ]}
      />
      {event.workingGroups.length > 0 && (
        <>
          <h3>{words.events.groupsTitle}</h3>
          <ul class="cards">
            {event.workingGroups.map((group) => {
              const { taken = 0 } = counters.groups[group.workingGroupId] ?? {};
              return (
                <li class="card">
                  <p>{inLocale(group.title, locale)}</p>
                  <Meter
                    value={taken}
                    most={group.capacity}
                    label={words.home.taken(taken, group.capacity)}
                  />
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}

const hasWaitingList = ({ waitingList, ways }: EventItem) =>
  waitingList || ways?.onsite.waitingList || ways?.online.waitingList;

function Details({ event }: { event: EventItem }) {
  const { words, locale, may, publicUrl } = useConsole();
  const { facts } = words.events;
  const local = (at: string | undefined) =>
    at && moment(instantOf(at, event.timeZone), event.timeZone, locale);
  const reminders = event.reminders.map((offset) => words.events.ahead(durationText(offset, locale)));
  const isPublic = event.status !== 'draft';
  return (
    <Facts
      facts={[
        [facts.summary, event.summary && <span class="pre">{inLocale(event.summary, locale)}</span>],
        [facts.opens, local(event.registrationOpensAtLocal)],
        [facts.closes, local(event.registrationClosesAtLocal) ?? words.events.closesAtStart],
        [
          facts.promoteUntil,
          hasWaitingList(event) && words.events.ahead(durationText(event.promoteUntil, locale)),
        ],
        [facts.seats, event.seatsPerAddress > 1 && String(event.seatsPerAddress)],
        [facts.reminders, reminders.length > 0 ? reminders.join(', ') : words.events.none],
        [facts.attendanceMode, words.events.attendanceModes[event.attendanceMode]],
        [facts.wayPlaces, event.ways && <WaysOf ways={event.ways} />],
        [facts.place, event.place && <PlaceOf place={event.place} />],
        [
          facts.joinUrl,
          may('editor') &&
            event.attendanceMode !== 'onsite' &&
            (event.joinUrl ? <code>{event.joinUrl}</code> : words.events.noJoinUrl),
        ],
        [facts.joinUrlForOnsite, event.joinUrlForOnsite && words.events.yes],
        [facts.joinInfo, event.joinInfo && <span class="pre">{inLocale(event.joinInfo, locale)}</span>],
        [facts.questions, event.questions.length > 0 && <Questions event={event} />],
        [
          facts.page,
          isPublic && (
            <a href={`${publicUrl}/events/${event.eventId}`}>{`${publicUrl}/events/${event.eventId}`}</a>
          ),
        ],
        [facts.eventId, <code>{event.eventId}</code>],
      ]}
    />
  );
}

function WaysOf({ ways }: { ways: NonNullable<EventItem['ways']> }) {
  const { events } = useConsole().words;
  return (
    <ul>
      {Way.options.map((way) => (
        <li>{events.placesOfWay(events.ways[way], ways[way].capacity, ways[way].waitingList)}</li>
      ))}
    </ul>
  );
}

function PlaceOf({ place }: { place: Place }) {
  const { words, locale } = useConsole();
  const { onMap, fields } = words.events;
  const { directions, accessibility } = place;
  return (
    <>
      {placeLine(place)} · <a href={mapUrl(place)}>{onMap}</a>
      {directions && (
        <p class="pre">
          {fields.placeDirections.label}: {inLocale(directions, locale)}
        </p>
      )}
      {accessibility && (
        <p class="pre">
          {fields.placeAccessibility.label}: {inLocale(accessibility, locale)}
        </p>
      )}
    </>
  );
}

/** Before it is published, and as long as it stands so: what is asked without the protection that it needs. */
function Unmarked({ event }: { event: EventItem }) {
  const { words, locale } = useConsole();
  const unmarked = event.questions.filter(isUnmarked);
  if (unmarked.length === 0) return null;
  return (
    <div class="note warn">
      <p>{words.events.unmarked}</p>
      <ul>
        {unmarked.map(({ label }) => (
          <li>{inLocale(label, locale)}</li>
        ))}
      </ul>
    </div>
  );
}

function Questions({ event }: { event: EventItem }) {
  const { words, locale } = useConsole();
  const { questionKinds, marks } = words.events;
  return (
    <ul class="plain">
      {event.questions.map((question) => {
        const notes = [
          questionKinds[question.kind],
          ...(question.required ? [marks.required] : []),
          ...(question.sensitive ? [marks.sensitive] : []),
        ];
        return (
          <li>
            {inLocale(question.label, locale)} <span class="muted">({notes.join(', ')})</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The mails to many: which, when, and whether they are out. */
function Mails({ mails, timeZone }: { mails: NotificationItem[]; timeZone: string }) {
  const { words, locale } = useConsole();
  const { mailColumns, mailStates } = words.events;
  return (
    <Table
      empty={words.events.noMails}
      columns={[mailColumns.which, mailColumns.when, mailColumns.state]}
      rows={mails.map(({ template, plannedAt, state, offset }) => [
        offset === undefined
          ? words.mailNames[template]
          : `${words.mailNames[template]}, ${words.events.ahead(durationText(offset, locale))}`,
        moment(plannedAt, timeZone, locale),
        <State label={mailStates[state]} look={state === 'done' ? 'good' : undefined} />,
      ])}
    />
  );
}

function Manage({ event, now }: { event: EventItem; now: Instant }) {
  const { manage } = useConsole().words.events;
  const base = `/console/events/${event.eventId}`;
  const isToCome = event.status === 'published' && now < endsAt(event);
  return (
    <>
      <h2>{manage.title}</h2>
      <p class="buttons">
        <ButtonLink href={`${base}/edit`} label={isToCome ? manage.editOrMove : manage.edit} look="second" />
        <ButtonLink href={`${base}/clone`} label={manage.clone} look="second" />
        {isToCome && <ButtonLink href={`${base}/cancel`} label={manage.cancel} look="danger" />}
        <ButtonLink href={`${base}/delete`} label={manage.remove} look="danger" />
      </p>
    </>
  );
}
