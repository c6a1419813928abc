import type { EventOverview } from '../../core/organising/home.ts';
import type { AttendanceReport, Unmatched } from '../../core/participants/attendance-import.ts';
import type { RegistrationItem } from '../../core/table/items.ts';
import { ButtonLink } from '../kit/form.tsx';
import { ReportForm } from './attendance.tsx';
import { useWords } from './console-context.ts';
import { Form } from './form.tsx';
import { Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { attendanceWords } from './words/attendance.ts';

interface Props extends EventOverview {
  report: AttendanceReport;
  /** As many of the unmatched lines as a page shows. */
  shown: readonly Unmatched[];
  suggested: ReadonlyMap<string, RegistrationItem>;
  /** What matched is recorded already. */
  isRecorded: boolean;
  /** More matched than a form carries: the file is sent once more to take it over. */
  isTooLong: boolean;
  /** What was asked beside the file. */
  settings: object;
}

/** What a page shows of each list; the rest is counted. */
const mostShown = 200;

/** What a meeting service's report says, before it is taken over. */
export function AttendanceReportScreen(props: Props) {
  const { event, series, counters, report, suggested, isRecorded, isTooLong, settings } = props;
  const say = useWords(attendanceWords).report;
  const list = `/console/events/${event.eventId}/attendance`;
  const { matched } = report;
  const isOnceMore = isTooLong && !isRecorded;
  const isAsking = !isOnceMore && (suggested.size > 0 || (!isRecorded && matched.length > 0));
  const carried = isRecorded ? [] : matched.map(({ registrationId }) => registrationId);
  return (
    <Screen
      title={isRecorded ? say.recordedTitle : say.checkTitle}
      {...useEventPlace(event, series, 'attendance', [])}
    >
      <p>{say.kinds[report.kind]}</p>
      <p class={matched.length > 0 ? 'note good' : 'note warn'}>
        {isRecorded ? say.recorded(matched.length) : say.matched(matched.length)}
      </p>
      {isOnceMore && (
        <>
          <p>{say.tooLong}</p>
          <ReportForm eventId={event.eventId} submit={say.record(matched.length)} recordedAs={settings} />
        </>
      )}
      {isAsking ? (
        <Form action={`${list}/people`} submit={isRecorded ? say.add : say.takeOver} cancel={list}>
          <input type="hidden" name="matched" value={carried.join(' ')} />
          <input
            type="hidden"
            name="unclear"
            value={report.unclear.flatMap(({ registrationId }) => registrationId ?? []).join(' ')}
          />
          <Lines {...props} />
          <p>{say.outcome(counters.confirmed)}</p>
          <Changes report={report} />
        </Form>
      ) : (
        <>
          <Lines {...props} />
          <p class="buttons">
            <ButtonLink href={list} label={say.back} look="second" />
          </p>
        </>
      )}
      <Unclear report={report} />
      <NotThere report={report} />
      <Skipped report={report} />
    </Screen>
  );
}

interface OfReport {
  report: AttendanceReport;
}

/** Whose record changes, by name: nothing is overwritten unseen. */
function Changes({ report: { changes } }: OfReport) {
  const say = useWords(attendanceWords).report;
  if (changes.length === 0) return null;
  return (
    <>
      <h2>{say.changes.title(changes.length)}</h2>
      <p>{say.changes.intro}</p>
      {changes.length > mostShown && <p>{say.notShown(changes.length - mostShown)}</p>}
      <Table
        caption={say.changes.caption}
        columns={[say.changes.name, say.changes.from, say.changes.to]}
        rows={changes
          .slice(0, mostShown)
          .map(({ name, from, to }) => [name, say.changes.states[from], say.changes.states[to]])}
      />
    </>
  );
}

/** Whom the report names as absent, or as there for too short. */
function NotThere({ report: { absent } }: OfReport) {
  const say = useWords(attendanceWords).report;
  if (absent.length === 0) return null;
  return (
    <>
      <h2>{say.absent.title(absent.length)}</h2>
      {absent.length > mostShown && <p>{say.notShown(absent.length - mostShown)}</p>}
      <Table
        caption={say.absent.caption}
        columns={[say.inReport, { label: say.line, isNumber: true }, say.absent.why]}
        rows={absent.slice(0, mostShown).map(({ name, line, reason, minutes, staysAttended }) => [
          name,
          line,
          <>
            {reason === 'saidNo' ? say.absent.saidNo : say.absent.tooShort(minutes ?? 0)}
            {staysAttended && <strong> ({say.absent.stays})</strong>}
          </>,
        ])}
      />
    </>
  );
}

/** Of whom the report says nothing clear. */
function Unclear({ report: { unclear } }: OfReport) {
  const say = useWords(attendanceWords).report;
  if (unclear.length === 0) return null;
  return (
    <>
      <h2>{say.unclear.title(unclear.length)}</h2>
      <p>{say.unclear.intro}</p>
      {unclear.length > mostShown && <p>{say.notShown(unclear.length - mostShown)}</p>}
      <Table
        caption={say.unclear.caption}
        columns={[say.inReport, { label: say.line, isNumber: true }, say.absent.why]}
        rows={unclear.slice(0, mostShown).map(({ name, line, reason }) => [name, line, say.unclear[reason]])}
      />
    </>
  );
}

/** The lines that are nobody. */
function Skipped({ report: { skipped } }: OfReport) {
  const say = useWords(attendanceWords).report;
  if (skipped.length === 0) return null;
  return (
    <details>
      <summary>{say.skipped(skipped.length)}</summary>
      <ul>
        {skipped.slice(0, mostShown).map(({ line, text }) => (
          <li>
            {say.line} {line}: {text}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The lines that name nobody by their address, with whom they may mean. */
function Lines({ report: { unmatched }, shown, suggested }: Props) {
  const say = useWords(attendanceWords).report;
  if (unmatched.length === 0) return null;
  return (
    <>
      <h2>{say.unmatchedTitle(unmatched.length)}</h2>
      <p>{suggested.size > 0 ? say.suggestions : say.noSuggestions}</p>
      {unmatched.length > shown.length && <p>{say.notShown(unmatched.length - shown.length)}</p>}
      <Table
        caption={say.lines}
        columns={[say.inReport, { label: say.line, isNumber: true }, say.isThat]}
        rows={shown.map(({ line, name, suggestions }) => [
          name,
          line,
          suggestions.length === 0
            ? say.nobody
            : suggestions.map(({ registrationId, reason }) => (
                <Suggestion
                  line={line}
                  registration={suggested.get(registrationId)}
                  reason={say.reasons[reason]}
                />
              )),
        ])}
      />
    </>
  );
}

interface SuggestionProps {
  line: number;
  registration: RegistrationItem | undefined;
  reason: string;
}

function Suggestion({ line, registration, reason }: SuggestionProps) {
  if (registration === undefined) return null;
  const { registrationId, name, email } = registration;
  const id = `line-${line}-${registrationId}`;
  return (
    <div class="choice">
      <input type="checkbox" id={id} name="accepted" value={registrationId} />
      <label for={id}>
        {name}
        <span class="hint">
          {email}, {reason}
        </span>
      </label>
    </div>
  );
}
