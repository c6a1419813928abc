import { endsAt, startsAt } from '../table/event.ts';
import type { EventItem } from '../table/items.ts';
import type { Instant } from '../values/time.ts';
import { type CalendarFrame, entryTexts } from './calendar.ts';
import type { WebCalendar } from './calendar-links.ts';

const compact = (at: Instant) => at.replaceAll(/[-:]|\.\d+/g, '');

/** The form of a calendar on the web, filled in with an event. Its owner documents neither; both have long been this way. */
export function webCalendarUrl(calendar: WebCalendar, event: EventItem, frame: CalendarFrame): string {
  const { title, where, description } = entryTexts(event, frame);
  const [from, to] = [startsAt(event), endsAt(event)];
  switch (calendar) {
    case 'google':
      return `https://calendar.google.com/calendar/render?${new URLSearchParams({
        ...{ action: 'TEMPLATE', text: title, dates: `${compact(from)}/${compact(to)}` },
        ...{ details: description, location: where },
      })}`;
    case 'outlook':
      return `https://outlook.office.com/calendar/0/action/compose?${new URLSearchParams({
        ...{ rru: 'addevent', subject: title, startdt: from, enddt: to },
        ...{ body: description, location: where },
      })}`;
  }
}
