import type * as z from 'zod';
import type { PublicEventAnswer } from '../../api/public-answers.ts';
import { h } from '../element.ts';
import { whereOf } from '../signup/form.ts';
import { closed, few, full, type Localised, opens, waitingList } from '../signup/words.ts';
import * as words from './words.ts';

export type PublicEvent = z.infer<typeof PublicEventAnswer>;

/** How texts and times are shown. */
export interface Reader {
  locale: 'de' | 'en';
  say(text?: Localised): string;
}

/** An event's title as a link to its page; in the other language alone it says so. */
function titleOf({ title, pageUrl }: PublicEvent, { locale, say }: Reader): HTMLAnchorElement {
  const lang = title[locale] ? undefined : locale === 'de' ? 'en' : 'de';
  return h('a', 'title', { href: pageUrl, lang }, say(title));
}

/** English dates are British here. */
const dates = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(`${locale}-GB`, options);

/** The day and time of an instant, by an event's own clocks. */
const moment = (locale: string, timeZone: string) =>
  dates(locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'short' },
  });

/** What keeps somebody from taking part, or soon will. */
function noteOf(
  { status, timeZone, registration: { state, availability, opensAt = '' } }: PublicEvent,
  { locale, say }: Reader,
): string {
  if (status === 'cancelled') return say(words.cancelled);
  if (state === 'closed') return say(closed);
  if (state === 'notYetOpen') return `${say(opens)}${moment(locale, timeZone).format(new Date(opensAt))}.`;
  return say({ free: {}, few, full, waitingList }[availability]);
}

/** Events below one another. */
export function eventList(events: readonly PublicEvent[], reader: Reader): HTMLElement {
  if (!events[0]) return h('p', 'note', {}, reader.say(words.nothing));
  const entries = events.map((event) => {
    const { startsAt, endsAt, timeZone } = event;
    const when = moment(reader.locale, timeZone).formatRange(new Date(startsAt), new Date(endsAt));
    return h(
      'li',
      'event',
      {},
      titleOf(event, reader),
      h('p', 'when', {}, when),
      h('p', 'where', {}, whereOf(event, reader.say)),
      h('p', 'note', {}, noteOf(event, reader)),
      h('p', 'text', {}, reader.say(event.summary)),
    );
  });
  // Without its marks a list is none to VoiceOver, unless it says so.
  return h('ul', 'list', { role: 'list' }, ...entries);
}

/** The days of a month, `2027-04`, as they stand below one another from Monday on; undefined outside of it. */
export function weeksOf(month: string): (string | undefined)[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const many = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const blank = (first.getUTCDay() + 6) % 7;
  return Array.from({ length: Math.ceil((blank + many) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - blank + 1;
      return day < 1 || day > many ? undefined : `${month}-${String(day).padStart(2, '0')}`;
    }),
  );
}

/** The days on which a month begins and ends. */
export function daysOf(month: string): { from: string; to: string } {
  const days = weeksOf(month)
    .flat()
    .filter((day) => day !== undefined);
  return { from: days[0] ?? month, to: days.at(-1) ?? month };
}

/** The month so many months later. */
export function monthAfter(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

export const monthName = (month: string, { locale }: Reader): string =>
  dates(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(utc(`${month}-01`));

/** A month as a table, each event on the day that its own clock shows. */
export function monthTable(
  month: string,
  events: readonly PublicEvent[],
  today: string,
  reader: Reader,
): HTMLElement {
  const weeks = weeksOf(month);
  const named = (options: Intl.DateTimeFormatOptions, day: string) =>
    dates(reader.locale, { ...options, timeZone: 'UTC' }).format(utc(day));
  // 1 January 2024 was a Monday.
  const weekdays = Array.from({ length: 7 }, (_, at) =>
    h('th', '', { scope: 'col' }, named({ weekday: 'short' }, `2024-01-0${at + 1}`)),
  );
  const cell = (day: string | undefined) => {
    if (day === undefined) return h('td', '');
    const own = events.filter(({ startsAtLocal }) => startsAtLocal.startsWith(day));
    const date = h('time', day === today ? 'today' : 'day', { datetime: day }, `${Number(day.slice(8))}`);
    const label = own[0] && named({ weekday: 'short', day: 'numeric', month: 'long' }, day);
    return h(
      'td',
      own[0] ? 'event' : '',
      {},
      label ? h('time', 'when', { datetime: day }, label) : date,
      ...own.map((event) =>
        h(
          'p',
          '',
          {},
          `${event.startsAtLocal.slice(11)} `,
          titleOf(event, reader),
          ` ${noteOf(event, reader)}`,
        ),
      ),
    );
  };
  return h(
    'table',
    'table',
    { 'aria-label': monthName(month, reader) },
    h('thead', '', {}, h('tr', '', {}, ...weekdays)),
    h('tbody', '', {}, ...weeks.map((week) => h('tr', '', {}, ...week.map(cell)))),
  );
}
