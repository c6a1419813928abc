import type { FieldFault } from '../../core/mail/page-content.ts';
import type { EventStanding } from '../../core/organising/home.ts';
import { endsAt } from '../../core/table/event.ts';
import type { RegistrationItem } from '../../core/table/items.ts';
import { Meter } from './charts.tsx';
import { Filter, FilterText } from './filter.tsx';
import { Faults, Form, fieldId } from './form.tsx';
import { useGiven } from './given.ts';
import { Pager, Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';

interface Props extends EventStanding {
  text: string | undefined;
  registrations: RegistrationItem[];
  next: string | undefined;
  now: string;
  faults: FieldFault[];
}

/** Who came: from a meeting service's report, or ticked by hand. */
export function AttendanceScreen(props: Props) {
  const { event, counters, series, now, faults } = props;
  const { words, may } = useGiven();
  const say = words.attendance;
  const { attended = 0, absent = 0, confirmed } = counters;
  const open = Math.max(0, confirmed - attended - absent);
  return (
    <Screen title={say.title} {...useEventPlace(event, series, 'attendance')}>
      <Faults faults={faults} />
      <div class="lead">
        <Meter value={attended} most={confirmed} label={say.counted(attended, absent, open)} />
      </div>
      {now < endsAt(event) && <p class="note warn">{say.notOver}</p>}
      {may('editor') && confirmed > 0 && (
        <>
          <h2>{say.report.title}</h2>
          <p>{say.report.intro}</p>
          <ReportForm eventId={event.eventId} submit={say.report.submit} />
          <h2>{say.byHand.title}</h2>
          <p>{say.byHand.intro}</p>
          <ByHand {...props} />
        </>
      )}
      {confirmed === 0 && <p class="note">{say.nobody}</p>}
    </Screen>
  );
}

/** @param isRecorded whether what the report says is taken over at once */
export function ReportForm({
  eventId,
  submit,
  isRecorded,
}: {
  eventId: string;
  submit: string;
  isRecorded?: boolean;
}) {
  const { words, labels } = useGiven();
  const say = words.attendance.report;
  labels.of.set('/report', say.file);
  return (
    <Form
      action={`/console/events/${eventId}/attendance/report`}
      submit={submit}
      enctype="multipart/form-data"
    >
      {isRecorded && <input type="hidden" name="record" value="true" />}
      <div class="field">
        <label for={fieldId('/report')}>{say.file}</label>
        <p class="help" id={`${fieldId('/report')}-help`}>
          {say.help}
        </p>
        <input
          type="file"
          id={fieldId('/report')}
          name="/report"
          accept=".csv,.txt,text/csv,text/plain"
          required
          aria-describedby={`${fieldId('/report')}-help`}
        />
      </div>
    </Form>
  );
}

function ByHand({ event, text, registrations, next }: Props) {
  const { words, path } = useGiven();
  const say = words.attendance.byHand;
  const own = `/console/events/${event.eventId}/attendance`;
  const [, asked = ''] = path.split('?');
  const search = new URLSearchParams(asked);
  search.delete('done');
  const action = search.size === 0 ? own : `${own}?${search}`;
  const filtered = text === undefined ? own : `${own}?${new URLSearchParams({ q: text })}`;
  return (
    <>
      <Filter action={own} submit={words.registrations.show}>
        <FilterText name="q" label={words.registrations.search} value={text} />
      </Filter>
      {registrations.length === 0 ? (
        <p class="note">{next === undefined ? words.table.none : words.registrations.noneYet}</p>
      ) : (
        <Form action={action} submit={say.submit(registrations.length)}>
          {registrations.map((one) => (
            <input type="hidden" name="shown" value={one.registrationId} />
          ))}
          <Table
            caption={say.caption}
            columns={[{ label: say.came }, { label: words.registrations.email }, { label: say.recorded }]}
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
