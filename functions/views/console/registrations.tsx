import type { EventOverview } from '../../core/organising/home.ts';
import type { SeenRegistration } from '../../core/participants/shown-registration.ts';
import { asksSensitive } from '../../core/registration/sensitive.ts';
import type { RegistrationItem } from '../../core/table/items.ts';
import { RegistrationState } from '../../core/table/items.ts';
import { statesWay, Way, wayOf } from '../../core/table/way.ts';
import { inLocale } from '../../core/values/locale.ts';
import { stamp } from '../dates.ts';
import { SelectField, TextField, TickField } from '../kit/fields.tsx';
import { ButtonLink } from '../kit/form.tsx';
import { registrationState } from '../registration-state.ts';
import { Meter } from './charts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { Filter } from './filter.tsx';
import { Pager, State, Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { registrationWords } from './words/registrations.ts';

export interface RegistrationFilter {
  text: string | undefined;
  state?: RegistrationState | undefined;
  way?: Way | undefined;
  isUndeliverable: boolean;
}

/** More rows than this don't come in one file. */
const mostExported = 5000;

/** An event's registrations: who, and how they stand. */
export function RegistrationsScreen({
  event,
  counters,
  series,
  filter,
  registrations,
  next,
}: EventOverview & {
  filter: RegistrationFilter;
  registrations: SeenRegistration[];
  next: string | undefined;
}) {
  const { words, locale, may, has } = useConsole();
  const say = useWords(registrationWords);
  const base = `/console/events/${event.eventId}`;
  const path = `${base}/registrations`;
  const isFiltered = Boolean(filter.text || filter.state || filter.way || filter.isUndeliverable);
  const groups = new Map(event.workingGroups.map((one) => [one.workingGroupId, inLocale(one.title, locale)]));
  const hasWays = statesWay(event);
  const mayAdd = may('editor') && has('addresses') && event.status === 'published';
  return (
    <Screen
      title={say.title}
      {...useEventPlace(event, series, 'registrations')}
      isWide
      action={mayAdd && <ButtonLink href={`${base}/new-registration`} label={say.add} />}
    >
      <Counts event={event} counters={counters} series={series} />
      <Filter
        action={path}
        submit={say.show}
        chosen={{
          q: filter.text,
          state: filter.state,
          way: filter.way,
          undeliverable: filter.isUndeliverable,
        }}
      >
        <TextField at="q" label={has('addresses') ? say.search : say.name} maxLength={200} />
        <SelectField
          at="state"
          label={say.state}
          none={say.allStates}
          options={RegistrationState.options.map((value) => ({
            value,
            label: words.states.registration[value],
          }))}
        />
        {hasWays && (
          <SelectField
            at="way"
            label={say.way}
            none={say.allWays}
            options={Way.options.map((value) => ({ value, label: say.ways[value] }))}
          />
        )}
        <TickField at="undeliverable" label={say.undeliverable} />
      </Filter>
      {registrations.length === 0 && next === undefined && !isFiltered ? (
        <p class="note">{event.status === 'draft' ? say.emptyDraft : say.empty}</p>
      ) : registrations.length === 0 && next !== undefined ? (
        <p class="note">{say.noneYet}</p>
      ) : (
        <Table
          caption={isFiltered ? say.found : say.all}
          columns={[
            ...[say.name, say.email, say.state],
            ...(hasWays ? [say.way] : []),
            ...(groups.size > 0 ? [say.group] : []),
            say.since,
          ]}
          rows={registrations.map((one) => [
            <a href={`${path}/${one.registrationId}`}>{one.name || say.nameless}</a>,
            one.email,
            <>
              <RegistrationStanding registration={one} />
              {one.isRestricted && (
                <>
                  {' '}
                  <State label={say.restricted.mark} look="warn" />
                </>
              )}
            </>,
            ...(hasWays ? [say.ways[wayOf(event, one) ?? 'none']] : []),
            ...(groups.size > 0 ? [groups.get(one.workingGroupId ?? '') ?? ''] : []),
            stamp(one.createdAt, event.timeZone, locale),
          ])}
        />
      )}
      <Pager path={filteredPath(path, filter)} next={next} />
      {has('downloads') && <Export event={event} counters={counters} series={series} />}
    </Screen>
  );
}

function filteredPath(path: string, { text, state, way, isUndeliverable }: RegistrationFilter): string {
  const asked = new URLSearchParams();
  if (text !== undefined) asked.set('q', text);
  if (state !== undefined) asked.set('state', state);
  if (way !== undefined) asked.set('way', way);
  if (isUndeliverable) asked.set('undeliverable', 'true');
  return asked.size === 0 ? path : `${path}?${asked}`;
}

const looks = { confirmed: 'good', waitlisted: 'warn', pending: 'warn' } as const;

interface RegistrationStandingProps {
  registration: Pick<RegistrationItem, 'state' | 'isUnverified'>;
}

/** How a registration stands, in a word. */
export function RegistrationStanding({ registration }: RegistrationStandingProps) {
  const { words } = useConsole();
  const { state, isUnverified } = registration;
  const look = state === 'cancelled' || state === 'expired' ? undefined : looks[state];
  return (
    <State
      label={registrationState(registration, words)}
      look={look && isUnverified ? looks.pending : look}
    />
  );
}

function Counts({ event, counters }: EventOverview) {
  const { words } = useConsole();
  const { registration: states } = words.states;
  const path = `/console/events/${event.eventId}/registrations`;
  const counted = (['confirmed', 'waitlisted', 'pending', 'cancelled'] as const).filter(
    (state) => state === 'confirmed' || counters[state] > 0,
  );
  return (
    <div class="lead">
      <Meter
        value={counters.taken}
        most={counters.capacity}
        label={words.home.taken(counters.taken, counters.capacity)}
      />
      <p class="buttons">
        {counted.map((state) => (
          <a href={`${path}?state=${state}`}>{`${counters[state]} ${states[state]}`}</a>
        ))}
      </p>
    </div>
  );
}

function Export({ event, counters }: EventOverview) {
  const { locale, has } = useConsole();
  const say = useWords(registrationWords).export;
  const file = `/v1/organiser/events/${event.eventId}/registrations.csv`;
  const all = counters.confirmed + counters.waitlisted + counters.pending + counters.cancelled;
  if (all === 0) return null;
  return (
    <details class="group">
      <summary>{say.title}</summary>
      {all > mostExported ? (
        <>
          <p>{say.tooMany(mostExported)}</p>
          <pre>{`npx eventbote export registrations ${event.eventId} --purpose "${say.purposes[0]}" --output ${event.eventId}.csv --lang ${locale}`}</pre>
        </>
      ) : (
        <>
          <p>
            {say.fullText}
            {asksSensitive(event) && has('sensitive') && ` ${say.withSensitive}`}
          </p>
          <Filter action={file} submit={say.full}>
            <input type="hidden" name="limit" value={mostExported} />
            <input type="hidden" name="lang" value={locale} />
            <TextField at="purpose" label={say.purpose} offered={say.purposes} maxLength={200} isRequired />
            <TextField at="recipient" label={say.outside} help={say.outsideHelp} maxLength={200} />
          </Filter>
          <h2>{say.partnerTitle}</h2>
          <p>{say.partnerText}</p>
          <Filter action={file} submit={say.partner}>
            <input type="hidden" name="profile" value="partner" />
            <input type="hidden" name="limit" value={mostExported} />
            <input type="hidden" name="lang" value={locale} />
            <TextField at="recipient" label={say.recipient} maxLength={200} isRequired />
            <TextField at="purpose" label={say.purpose} maxLength={200} isRequired />
          </Filter>
        </>
      )}
    </details>
  );
}
