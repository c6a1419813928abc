import { type EventFacts, isLost, type MailContent, type MailFacts } from '../../core/mail/mail-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { oneLine } from '../../core/values/person-name.ts';
import type { Instant } from '../../core/values/time.ts';
import { listOf, moment, span } from '../dates.ts';
import { sinceSignUp, timeFact } from '../formerly.ts';
import { whereText } from '../where.ts';
import { wordsOf } from '../words/index.ts';
import type { Block, Line, Link, Text } from './blocks.ts';

/** What a template says: subject and introduction, which a series may word otherwise, and the rest, which it may not. */
export interface Draft {
  subject: string;
  intro: string[];
  blocks: Block[];
}

/** What a template needs beside its content. */
export interface TemplateContext {
  locale: Locale;
  /** Of moments that belong to no event: the series'. */
  timeZone: string;
  seriesTitle?: string | undefined;
  /** Who organises it, by name. */
  team: string;
  /** Whom it greets; nobody by name, where the address is not verified. */
  reader: string;
  /** Who takes part, where it is about one other person than its reader. */
  other?: string | undefined;
  /** The calendar files that the mail carries. */
  attached?: MailFacts['attached'];
}

export type Content<T extends MailContent['template']> = Extract<MailContent, { template: T }>;

export function paragraph(text: Text, link?: Link): Block {
  return { kind: 'paragraph', text, ...(link && { link }) };
}

export function smallPrint(text: string, link?: Link): Block {
  return { kind: 'smallPrint', text, ...(link && { link }) };
}

export function button(text: string, url: string): Block {
  return { kind: 'button', link: { text, url } };
}

/** The same, where it opens what is its reader's alone. */
export function personalButton(text: string, url: string, person?: string): Block {
  return { kind: 'button', link: personal(text, url, person) };
}

/** @param person whom it is for, where that is another than its reader */
export function personal(text: string, url: string, person?: string): Link {
  return { text, url, isPersonal: true, ...(person !== undefined && { person }) };
}

/** What the subject names: the event if there is one, else the series. */
export function topic(events: EventFacts[], { locale, seriesTitle }: TemplateContext): string {
  const [first, ...others] = new Map(events.map((event) => [event.eventId, event])).values();
  if (first && others.length === 0) return first.title.text;
  return seriesTitle ?? (first ? wordsOf(locale).common.events(events.length) : '');
}

/** Who takes part in an event, if that is another than the reader, whose is the first place of their address. */
export function otherThanReader({ person, seat }: EventFacts, reader: string): string | undefined {
  const isReader = person === undefined || seat === undefined || oneLine(person) === reader;
  return isReader ? undefined : oneLine(person);
}

/** Whether its reader comes to the place, and may take part online if they can't. */
export function fallsBack({ attendanceMode, joinUrl }: EventFacts): boolean {
  return attendanceMode === 'onsite' && joinUrl !== undefined;
}

/** What the templates of one mail are made of: its events, moments and calendar files. */
export function partsFor(context: TemplateContext) {
  const { locale, timeZone, attached = [], reader } = context;
  const { common, mail } = wordsOf(locale);
  const placed = new Set<string>();
  /** Whether a zone's place has still to be named in this mail. */
  function isNewPlace(zone: string): boolean {
    const isNew = !placed.has(zone);
    placed.add(zone);
    return isNew;
  }
  const when = (event: Parameters<typeof span>[0]) => span(event, locale, isNewPlace(event.timeZone));

  /** That title, time or place are others than the reader was told before, as they were and as they are. */
  function since({ title, time, place }: NonNullable<EventFacts['formerly']>, event: EventFacts): Line[] {
    const { was, is } = common.formerly;
    const timeName = timeFact({ time }, event);
    return [
      { text: sinceSignUp({ title, time, place }, event, locale) },
      ...(title
        ? [
            { label: was.title, text: title },
            { label: is.title, text: event.title },
          ]
        : []),
      ...(time
        ? [
            { label: was[timeName], text: when(time) },
            { label: is[timeName], text: when(event) },
          ]
        : []),
      ...(place
        ? [
            { label: was.place, text: whereText(place, locale) },
            { label: is.place, text: whereText(event, locale) },
          ]
        : []),
    ];
  }

  /** Where it is, and what helps who has a place to be there. */
  function whereLines({ place, standing, joinUrl, ...event }: EventFacts, isWhereTold: boolean): Line[] {
    const { label, map, directions, accessibility, linkToCome } = common.where;
    // To what nobody goes any more there is no way.
    if (isLost({ standing }) || standing === 'cancelled') return [];
    const lines: Line[] = isWhereTold ? [] : [{ label, text: whereText({ ...event, place }, locale) }];
    if (standing !== 'confirmed') return lines;
    if (place) lines.push({ link: { text: map, url: place.mapUrl } });
    if (place?.directions) lines.push({ label: directions, text: place.directions });
    if (place?.accessibility) lines.push({ label: accessibility, text: place.accessibility });
    if (joinUrl === undefined && event.attendanceMode !== 'onsite') lines.push({ text: linkToCome });
    return lines;
  }

  function eventBlock(
    event: EventFacts,
    show: {
      withStanding?: boolean;
      join?: boolean;
      calendar?: boolean;
      /** Said first. */
      facts?: Line[];
      /** Whether its time is not among them, and where it is. */
      hasTime?: boolean;
      hasPlace?: boolean;
    } = {},
  ): Block {
    const {
      way,
      workingGroup,
      person,
      people,
      registeredAs,
      standing,
      position,
      joinUrl,
      joinInfo,
      calendar,
      formerly,
    } = event;
    const lines: Line[] = show.facts ?? (formerly ? since(formerly, event) : []);
    const isTimeTold = show.facts === undefined && formerly?.time !== undefined;
    if ((show.hasTime ?? true) && !isTimeTold) lines.push({ label: common.when, text: when(event) });
    const isPlaceTold = show.facts === undefined ? formerly?.place !== undefined : show.hasPlace === false;
    lines.push(...whereLines(event, isPlaceTold));
    if (registeredAs) lines.unshift({ label: common.registeredAs, text: oneLine(registeredAs) });
    if (people) lines.unshift({ label: common.people, text: listOf(people.map(oneLine), locale) });
    if (person) lines.unshift({ label: common.person, text: oneLine(person) });
    if (way) lines.push({ label: common.way.label, text: common.way[way] });
    if (workingGroup) lines.push({ label: common.workingGroup, text: workingGroup });
    if (event.isOtherThanAsked) lines.push({ text: common.otherThanAsked });
    if (show.withStanding && standing) {
      const isPlaced = standing === 'waitlisted' && position !== undefined;
      lines.push({
        label: common.standingLabel,
        text: isPlaced
          ? common.position(position)
          : event.isEntered
            ? common.entered
            : common.standing[standing],
      });
    }
    if (show.join && (standing === undefined || standing === 'confirmed')) {
      const label = fallsBack(event) ? common.joinInstead : common.join;
      if (joinUrl) lines.push({ link: personal(label, joinUrl, otherThanReader(event, reader)) });
      if (joinInfo) lines.push({ text: joinInfo });
    }
    if (show.calendar && calendar) {
      const ways = (['file', 'google', 'outlook'] as const).flatMap((way) => {
        const url = calendar[way];
        return url === undefined ? [] : [{ text: common.calendar[way], url }];
      });
      if (ways.length > 0) lines.push({ label: common.calendar.label, links: ways });
    }
    return { kind: 'event', title: event.title, lines };
  }

  /** With the title that its reader was told, where it is another now. */
  function knownTitle({ title, formerly }: EventFacts): string {
    const known = formerly?.title?.text;
    return known === undefined ? title.text : mail.changed.formerly(title.text, known);
  }

  /** A moment that is no event's: by the clocks of the series, wherever its events are. */
  const at = (instant: Instant) => moment(instant, timeZone, locale, isNewPlace(timeZone));
  /** What the attached files do, and the way to all dates of the series. */
  function entries(events: EventFacts[], text: typeof mail.confirmation.calendar): Block[] {
    const files = attached.filter(({ method }) => method === 'PUBLISH');
    const ofEvents = new Set(files.map(({ eventId }) => eventId)).size;
    const each = ofEvents === files.length ? 'event' : ofEvents === 1 ? 'person' : 'personAndEvent';
    const blocks: Block[] = files.length === 0 ? [] : [paragraph(text(files.length, each))];
    const url = events.find((event) => event.calendar)?.calendar?.series;
    if (url) blocks.push({ kind: 'links', links: [{ text: common.calendar.series, url }] });
    return blocks;
  }
  /** What the attached file does, of a mail about one event. */
  function entry({ replacesEntry }: { replacesEntry?: boolean }): Block[] {
    const words = replacesEntry ? mail.moved : mail.confirmation;
    return attached.some(({ method }) => method === 'PUBLISH') ? [paragraph(words.calendar(1, 'event'))] : [];
  }
  /** Said where a file takes an entry back, since not every calendar heeds it; of several events, which they are. */
  function takenBack(events: EventFacts[]): Block[] {
    const entryOf = ({ eventId, seat = 1 }: { eventId: string; seat?: number | undefined }) =>
      `${eventId} ${seat}`;
    const ids = new Set(attached.filter(({ method }) => method === 'CANCEL').map(entryOf));
    if (ids.size === 0) return [];
    const [first] = events;
    if (first !== undefined && events.length === 1)
      return [paragraph(first.person ? mail.oldEntryOf(oneLine(first.person)) : mail.oldEntry)];
    const titles = events
      .filter((event) => ids.has(entryOf(event)))
      .map(({ title, person }) => (person ? `${title.text} (${oneLine(person)})` : title.text));
    return [paragraph(mail.oldEntries(listOf([...new Set(titles)], locale)))];
  }
  const ownPage = (url: string): Link => personal(common.myRegistration, url);
  const ownPageButton = (url: string): Block => personalButton(common.myRegistration, url);
  return {
    ...{ when, eventBlock, knownTitle, at, entries, entry, takenBack },
    ...{ ownPage, ownPageButton },
  };
}

export type Parts = ReturnType<typeof partsFor>;
