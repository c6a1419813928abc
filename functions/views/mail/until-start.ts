import type { EventFacts } from '../../core/mail/mail-content.ts';
import { dayOf, type Instant, Temporal } from '../../core/values/time.ts';
import { clockSeenFrom, day } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import type { TemplateContext } from './parts.ts';

/** Up to here it is told in minutes, and above ten in fives: mails take a moment. */
const mostMinutes = 90;
const rounded = (minutes: number) => (minutes < 10 ? minutes : 5 * Math.round(minutes / 5));

/**
 * How far off an event is, as a reminder's subject and first sentence say it: by the clock and the days of the event's
 * zone, whose place is named where the clocks of the series' own say otherwise, and by when the mail is made, so that one that is late is right all the same.
 */
export function untilStart(
  { startsAt, timeZone }: Pick<EventFacts, 'startsAt' | 'timeZone'>,
  madeAt: Instant,
  { locale, timeZone: home, other }: Pick<TemplateContext, 'locale' | 'timeZone' | 'other'>,
): { subject: string; intro: string } {
  const words = wordsOf(locale).mail.reminder;
  const minutes = Math.round((Date.parse(startsAt) - Date.parse(madeAt)) / 60_000);
  const at = clockSeenFrom(home, startsAt, timeZone, locale);
  const date = day(startsAt, timeZone, locale);
  const { begun, welcome } = words;
  if (minutes <= 0) return { subject: begun.subject, intro: other ? begun.ofOther : begun.intro };
  const welcoming = ({ subject, intro }: { subject: string; intro: string }) => ({
    subject,
    intro: `${intro} ${welcome(other)}`,
  });
  if (minutes <= mostMinutes) return welcoming(words.minutes(rounded(minutes)));
  const today = Temporal.PlainDate.from(dayOf(madeAt, timeZone));
  const days = today.until(dayOf(startsAt, timeZone)).days;
  if (days === 0) return welcoming(words.today(at));
  if (days === 1) return welcoming(words.tomorrow(at));
  return welcoming(days === 7 ? words.inAWeek(date, at) : words.later(date, at));
}
