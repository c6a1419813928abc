import type { FieldFault } from '../../core/mail/page-content.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import { endsAt } from '../../core/table/event.ts';
import type { RegistrationItem } from '../../core/table/items.ts';
import { FileField, TextField } from '../kit/fields.tsx';
import { LinkLine } from '../kit/form.tsx';
import { Meter } from './charts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { Filter } from './filter.tsx';
import { Faults, Form } from './form.tsx';
import { Pager, Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { attendanceWords } from './words/attendance.ts';
import { registrationWords } from './words/registrations.ts';

interface Props extends EventOverview {
  text: string | undefined;
  registrations: RegistrationItem[];
  next: string | undefined;
  now: string;
  faults: FieldFault[];
}

/** Who came: from a meeting service's report, or ticked by hand. */
export function AttendanceScreen(props: Props) {
  const { event, counters, series, now, faults } = props;
  const { may, has, locale } = useConsole();
  const say = useWords(attendanceWords);
  const { attended = 0, absent = 0, confirmed } = counters;
  const open = Math.max(0, confirmed - attended - absent);
  return (
    <Screen title={say.title} {...useEventPlace(event, series, 'attendance')}>
      <Faults faults={faults} fields={{ '/report': say.report.file }} />
      <div class="lead">
        <Meter value={attended} most={confirmed} label={say.counted(attended, absent, open)} />
      </div>
      {may('editor') && attended + absent > 0 && (
        <Form
          action={`/console/events/${event.eventId}/attendance/undo`}
          submit={say.undo.submit}
          look="second"
        >
          <p class="hint">{say.undo.help}</p>
        </Form>
      )}
      {now < endsAt(event) && <p class="note warn">{say.notOver}</p>}
      {now >= endsAt(event) && event.status === 'published' && attended > 0 && has('downloads') && (
        <LinkLine
          href={`/v1/organiser/events/${event.eventId}/certificates?lang=${locale}`}
          label={say.certificates}
        />
      )}
      {may('editor') && confirmed > 0 && (
        <>
          {has('addresses') && (
            <>
              <h2>{say.report.title}</h2>
              <p>{say.report.intro}</p>
              <ReportForm eventId={event.eventId} submit={say.report.submit} />
            </>
          )}
          <h2>{say.byHand.title}</h2>
          <p>{say.byHand.intro}</p>
          <ByHand {...props} />
        </>
      )}
      {confirmed === 0 && <p class="note">{say.nobody}</p>}
    </Screen>
  );
}

interface ReportFormProps {
  eventId: string;
  submit: string;
  /** Takes what the report says over at once, read as it was looked at. */
  recordedAs?: object;
}

export function ReportForm({ eventId, submit, recordedAs }: ReportFormProps) {
  const say = useWords(attendanceWords).report;
  const { columns } = say;
  return (
    <Form
      action={`/console/events/${eventId}/attendance/report`}
      fields={{
        '/report': { label: say.file, help: say.help },
        '/atLeastMinutes': { label: say.atLeastMinutes, help: say.atLeastMinutesHelp },
        '/nameColumn': columns.name,
        '/firstNameColumn': columns.firstName,
        '/emailColumn': columns.email,
        '/attendedColumn': columns.attended,
      }}
      submit={submit}
      enctype="multipart/form-data"
    >
      <FileField at="/report" accept=".csv,.txt,text/csv,text/plain" isRequired />
      {recordedAs === undefined ? (
        <>
          <TextField at="/atLeastMinutes" type="number" min={1} max={10_000} />
          <details class="group">
            <summary>{columns.title}</summary>
            <p>{columns.intro}</p>
            {(['/nameColumn', '/firstNameColumn', '/emailColumn', '/attendedColumn'] as const).map((at) => (
              <TextField at={at} type="number" min={1} max={100} />
            ))}
          </details>
        </>
      ) : (
        <>
          <input type="hidden" name="record" value="true" />
          {Object.entries(recordedAs).map(
            ([name, value]) =>
              typeof value === 'number' && <input type="hidden" name={`/${name}:number`} value={value} />,
          )}
        </>
      )}
    </Form>
  );
}

function ByHand({ event, text, registrations, next }: Props) {
  const { words, path, has } = useConsole();
  const list = useWords(registrationWords);
  const say = useWords(attendanceWords).byHand;
  const own = `/console/events/${event.eventId}/attendance`;
  const [, asked = ''] = path.split('?');
  const search = new URLSearchParams(asked);
  search.delete('done');
  const action = search.size === 0 ? own : `${own}?${search}`;
  const filtered = text === undefined ? own : `${own}?${new URLSearchParams({ q: text })}`;
  return (
    <>
      <Filter action={own} submit={list.show} chosen={{ q: text }}>
        <TextField at="q" label={has('addresses') ? list.search : list.name} maxLength={200} />
      </Filter>
      {registrations.length === 0 ? (
        <p class="note">{next === undefined ? words.table.none : list.noneYet}</p>
      ) : (
        <Form action={action} submit={say.submit(registrations.length)}>
          {registrations.map((one) => (
            <input type="hidden" name="shown" value={one.registrationId} />
          ))}
          <Table
            caption={say.caption}
            columns={[say.came, list.email, say.recorded]}
            rows={registrations.map((one) => [
              <Tick registration={one} />,
              one.email,
              one.attended === undefined ? say.open : one.attended ? say.yes : say.no,
            ])}
          />
        </Form>
      )}
      <Pager path={filtered} next={next} />
    </>
  );
}

function Tick({ registration: { registrationId, name, attended } }: { registration: RegistrationItem }) {
  const id = `came-${registrationId}`;
  return (
    <div class="choice">
      <input type="checkbox" id={id} name="attended" value={registrationId} checked={attended === true} />
      <label for={id}>{name}</label>
    </div>
  );
}
