import * as z from 'zod';

/** What a column of a report may hold. */
export const Column = z.enum([
  ...(['name', 'firstName', 'lastName', 'email', 'otherEmail', 'attended', 'duration'] as const),
  ...(['join', 'leave', 'waitingRoom', 'action', 'time'] as const),
]);
export type Column = z.infer<typeof Column>;

/** Which column of a table holds what, from 0, and how its durations are counted. */
export interface Columns extends Partial<Readonly<Record<Column, number>>> {
  readonly durationUnit: 'minutes' | 'hours' | 'seconds';
  /** How many the heading names, whatever they hold. */
  readonly width: number;
}

/** Whose report a file is, as its columns tell; `table` is one that a person made, `list` has no heading. */
export const ReportKind = z.enum([
  ...(['zoomMeeting', 'zoomWebinar', 'teamsMeeting', 'teamsWebinar', 'teamsLiveEvent'] as const),
  ...(['webex', 'goTo', 'bigBlueButton', 'table', 'list'] as const),
]);
export type ReportKind = z.infer<typeof ReportKind>;

/**
 * Titles as the services write them in German and English, and as people do.
 * https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0060623 (Zoom),
 * https://support.microsoft.com/office/ae7cf170-530c-47d3-84c1-3aedac74d310 (Teams),
 * https://help.webex.com/article/n1wyel8 (Webex), https://support.goto.com/webinar (GoTo),
 * https://docs.bigbluebutton.org/administration/customize (BigBlueButton’s dashboard)
 */
const titles: Readonly<Record<Column, RegExp>> = {
  name: /^(((user|full|display|participant|attendee|guest)[ -]?|vollständiger |angezeigter )?name|anzeigename|benutzername|nutzername|teilnehm(er|ende|erin)?(\W?innen)?( name)?|participants?|attendees?)$/,
  firstName: /^(vorname|rufname|first ?name|given name)$/,
  lastName: /^(nachname|familienname|last ?name|surname|family name)$/,
  email:
    /^((user|attendee|participant|registrant|guest|teilnehmer)[ -]?)?(e-?mail|mail)[ -]?(address|adresse)?$/,
  otherEmail: /^(teilnehmer-id|participant id|upn|user ?principal ?name)$/,
  attended: /^(attended|present|teilgenommen|anwesend|anwesenheit|teilnahme|attendance( status)?)$/,
  duration:
    /^((total |gesamt|attendance |in-meeting |session )?duration|(teilnahme|gesamt|sitzungs)?dauer|dauer der teilnahme|(total )?time in (session|meeting)|teilnahmezeit|zeit in der sitzung|minutes|minuten|stunden|hours)$/,
  join: /^((first |actual )?join(ed)?( time| at)?|(erster )?beitritt(szeit)?|beigetreten|eintritt|betreten)$/,
  leave: /^((last )?(leave|left)( time| at)?|(letztes )?verlassen|verlassenszeit|austritt)$/,
  waitingRoom: /^(in waiting room|im warteraum)$/,
  action: /^((user )?action|(benutzer)?aktion)$/,
  time: /^((utc event )?timestamp|zeitstempel)$/,
};

/** What a table about the meeting itself has, and one about people has beside their names at most. */
const ofTheMeeting = /^(topic|thema|(meeting|webinar|besprechungs?|session)[ -]?(id|title|titel|name)?)$/;

/** A title without case, marks, and what stands in brackets behind it. */
const titleOf = (cell: string) =>
  cell
    .replaceAll(/\([^)]*\)|[\ufeff"#?]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const isValue = (cell: string) =>
  cell.includes('@') || /^[\s\d.,:/–-]*\d[\s\d.,:/–-]*([ap]\.?m\.?)?$/i.test(cell);

/**
 * The columns that a row names, when it is the heading of a table of people. Where two columns are called alike, the
 * people’s stand behind the host’s (Zoom’s “Include meeting host” does that).
 * @param isFirst whether no table began before: then titles may say more around the words that are known
 */
export function headingOf(cells: readonly string[], isFirst: boolean): Columns | undefined {
  if (cells.some(isValue)) return undefined;
  const said = cells.map(titleOf);
  const at = (column: Column) => said.findLastIndex((title) => titles[column].test(title));
  const found = new Map<Column, number>();
  for (const column of Column.options) {
    if (at(column) >= 0) found.set(column, at(column));
  }
  if (!isOfPeople(found) && isFirst)
    for (const [column, place] of looselyNamed(said)) found.set(column, place);
  if (!isOfPeople(found)) return undefined;
  const isMeeting = said.some((title) => ofTheMeeting.test(title));
  if (isMeeting && !isOfEach(found, said)) return undefined;
  const title = cells[found.get('duration') ?? -1]?.toLowerCase() ?? '';
  const durationUnit = /stunden|hours|\(h\)/.test(title)
    ? 'hours'
    : /sek|sec/.test(title)
      ? 'seconds'
      : 'minutes';
  return { ...Object.fromEntries(found), durationUnit, width: said.filter(Boolean).length };
}

const isOfPeople = (found: ReadonlyMap<Column, number>) =>
  (['name', 'firstName', 'lastName', 'email'] as const).some((column) => found.has(column));

/** Whether a table that tells of the meeting tells of people, too, and not of how many there were. */
function isOfEach(found: ReadonlyMap<Column, number>, said: readonly string[]): boolean {
  const name = said[found.get('name') ?? -1] ?? '';
  const isCount = /^(participants|attendees|teilnehmer\w*)$/.test(name);
  return found.has('firstName') || found.has('lastName') || (name !== '' && !isCount);
}

/** Columns of a table that somebody made: “Name der Person”, “Mail (dienstlich)”. */
function looselyNamed(said: readonly string[]): [Column, number][] {
  const loose: [Column, RegExp][] = [
    ['email', /\b(e-?mail|mail)/],
    ['firstName', /^\W*(vorname|first)\b/],
    ['lastName', /^\W*(nachname|last|surname)\b/],
    ['name', /^\W*(name|teilnehm\w*|participant|user)\b/],
  ];
  return loose.flatMap(([column, pattern]) => {
    const at = said.findIndex((title) => pattern.test(title));
    return at < 0 ? [] : [[column, at]];
  });
}

/** Whether a row heads a table that tells of the meeting and of nobody. */
export function isHeadingOfMeeting(cells: readonly string[]): boolean {
  return (
    !cells.some(isValue) && ofTheMeeting.test(titleOf(cells[0] ?? '')) && cells.filter(Boolean).length > 1
  );
}

/** Whose report has these titles. */
export function kindOf(heading: readonly string[]): ReportKind {
  const text = heading.join('|').toLowerCase();
  const has = (...words: RegExp[]) => words.every((word) => word.test(text));
  if (has(/session id/, /utc event timestamp/)) return 'teamsLiveEvent';
  if (has(/in-meeting duration|dauer der teilnahme|\(upn\)/))
    return has(/regist/) ? 'teamsWebinar' : 'teamsMeeting';
  if (has(/user action|benutzeraktion/, /timestamp|zeitstempel/)) return 'teamsMeeting';
  if (has(/original name|ursprünglicher name|originalname/))
    return has(/attended|teilgenommen/) ? 'zoomWebinar' : 'zoomMeeting';
  if (has(/attendance duration|connection type/)) return 'webex';
  if (has(/time in session|interest rating/)) return 'goTo';
  if (has(/moderator/, /join|duration|dauer|beigetreten/)) return 'bigBlueButton';
  return 'table';
}
