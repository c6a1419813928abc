import * as z from 'zod';

/** What a column of a report may hold. */
export const Column = z.enum([
  ...(['name', 'firstName', 'lastName', 'email', 'otherEmail', 'attended', 'duration'] as const),
  ...(['join', 'leave', 'waitingRoom', 'action', 'time'] as const),
]);
export type Column = z.infer<typeof Column>;

/** How a column counts time; one that says nothing has minutes where it has numbers. */
export type DurationUnit = 'minutes' | 'hours' | 'seconds' | 'unsaid';

/** Which column of a table holds what, from 0, and how its durations are counted. */
export interface Columns extends Partial<Readonly<Record<Column, number>>> {
  readonly durationUnit: DurationUnit;
  /** How many the heading names, whatever they hold. */
  readonly width: number;
  /** Titles that nobody here knows, and that may say who was there. */
  readonly unread: readonly string[];
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
    /^((user|attendee|participant|registrant|guest|teilnehmer|benutzer|nutzer|gast)[ -]?)?(e-?mail|mail)[ -]?(address|adresse)?$/,
  otherEmail: /^(teilnehmer-id|participant id|upn|user ?principal ?name)$/,
  attended:
    /^(attended|present|checked[ -]?in|teilgenommen|anwesend|anwesenheit|erschienen|(war )?da|teilnahme|attendance|((attendance|attendee|teilnahme|anwesenheits)[ -]?)?status)$/,
  duration:
    /^(?!.*(talk|webcam|rede|kamera|average|durchschnitt)).*(duration|dauer|(time|zeit) in |teilnahmezeit)|^(minutes|minuten|stunden|hours)$/,
  join: /^(?!.*registr).*(\bjoin|beitritt|beigetreten)|^(eintritt|betreten)$/,
  leave: /\b(leave|left)\b|verlass|^austritt$/,
  waitingRoom: /waiting room|warteraum/,
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
  if (cells.some((cell) => cell.includes('@'))) return undefined;
  const said = cells.map(titleOf);
  const at = (column: Column) => said.findLastIndex((title) => titles[column].test(title));
  const found = new Map<Column, number>();
  for (const column of Column.options) {
    if (at(column) >= 0) found.set(column, at(column));
  }
  if (!isOfPeople(found) && isFirst)
    for (const [column, place] of looselyNamed(said)) found.set(column, place);
  if (!isOfPeople(found)) return undefined;
  // A list with a day above its marks is headed all the same; “Teilnehmer | 4” tells of the meeting.
  if (found.size < 2 && cells.some(isValue)) return undefined;
  const isMeeting = said.some((title) => ofTheMeeting.test(title));
  if (isMeeting && !isOfEach(found, said)) return undefined;
  const read = new Set(found.values());
  const unread = cells.filter((cell, place) => {
    const title = said[place] ?? '';
    return (
      cell.trim() !== '' && !read.has(place) && !harmless.test(title) && !said.slice(0, place).includes(title)
    );
  });
  const durationUnit = unitOf(cells[found.get('duration') ?? -1] ?? '');
  return { ...Object.fromEntries(found), durationUnit, width: said.filter(Boolean).length, unread };
}

function unitOf(title: string): DurationUnit {
  if (/minut|\bmin\b/i.test(title)) return 'minutes';
  if (/stunden|hours|\(h\)/i.test(title)) return 'hours';
  return /sek|sec/i.test(title) ? 'seconds' : 'unsaid';
}

/** Titles of columns that say nothing of who was there. */
const harmless =
  /^(organi[sz]ation|company|firma|verein|institution|behörde|abteilung|department|group|gruppe|ort|city|stadt|plz|land|country|telefon|phone|rolle|role|funktion|nr\.?|no\.?|id|titel|title|anrede|salutation|sprache|language|moderator)$/;

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
