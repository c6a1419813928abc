import type { FieldFault } from '../../core/mail/page-content.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import { endsAt } from '../../core/table/event.ts';
import type { RegistrationItem } from '../../core/table/items.ts';
import { FileField, TextField } from '../kit/fields.tsx';
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
  const { may, has } = useConsole();
  const say = useWords(attendanceWords);
  const { attended = 0, absent = 0, confirmed } = counters;
  const open = Math.max(0, confirmed - attended - absent);
  return (
    <Screen title={say.title} {...useEventPlace(event, series, 'attendance')}>
      <Faults faults={faults} fields={{ '/report': say.report.file }} />
      <div class="lead">
        <Meter value={attended} most={confirmed} label={say.counted(attended, absent, open)} />
      </div>
      {now < endsAt(event) && <p class="note warn">{say.notOver}</p>}
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
  isRecorded?: boolean;
}

/** @param isRecorded whether what the report says is taken over at once */
export function ReportForm({ eventId, submit, isRecorded }: ReportFormProps) {
  const say = useWords(attendanceWords).report;
  return (
    <Form
      action={`/console/events/${eventId}/attendance/report`}
      fields={{ '/report': { label: say.file, help: say.help } }}
      submit={submit}
      enctype="multipart/form-data"
    >
      {isRecorded && <input type="hidden" name="record" value="true" />}
      <FileField at="/report" accept=".csv,.txt,text/csv,text/plain" isRequired />
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
