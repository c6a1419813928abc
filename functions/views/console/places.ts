import { inLocale, type Localised } from '../../core/values/locale.ts';
import { useGiven } from './given.ts';
import type { Step, Tab } from './screen.tsx';

export type SeriesPlace = 'overview' | 'announcements' | 'numbers' | 'mailTexts' | 'embed' | 'edit';
export type EventPlace =
  | 'overview'
  | 'registrations'
  | 'attendance'
  | 'documentation'
  | 'deliveries'
  | 'edit';

interface Place {
  way: Step[];
  tabs: Tab[];
}

/** Where a screen of a series stands: the way to it, and the screens beside it. */
export function useSeriesPlace(
  { seriesId, title }: { seriesId: string; title: Localised },
  current?: SeriesPlace,
): Place {
  const { words, locale, may } = useGiven();
  const base = `/console/series/${seriesId}`;
  const all: [SeriesPlace, string, boolean][] = [
    ['overview', base, true],
    ['announcements', `${base}/announcements`, true],
    ['numbers', `${base}/numbers`, true],
    ['embed', `${base}/embed`, true],
    ['mailTexts', `${base}/texts`, may('editor')],
    ['edit', `${base}/edit`, may('editor')],
  ];
  const own = { href: base, label: inLocale(title, locale) };
  const list = { href: '/console/series', label: words.frame.series };
  return {
    way: current === 'overview' ? [list] : [list, own],
    tabs: all
      .filter(([, , isShown]) => isShown)
      .map(([place, href]) => ({ href, label: words.places.series[place], isCurrent: place === current })),
  };
}

/** The same of an event. */
export function useEventPlace(
  event: { eventId: string; seriesId: string; title: Localised },
  series: { title: Localised },
  current?: EventPlace,
): Place {
  const { words, locale, may } = useGiven();
  const base = `/console/events/${event.eventId}`;
  const all: [EventPlace, string, boolean][] = [
    ['overview', base, true],
    ['registrations', `${base}/registrations`, true],
    ['attendance', `${base}/attendance`, may('editor')],
    ['documentation', `${base}/documentation`, true],
    ['deliveries', `${base}/deliveries`, true],
    ['edit', `${base}/edit`, may('editor')],
  ];
  const way = [
    { href: '/console/series', label: words.frame.series },
    { href: `/console/series/${event.seriesId}`, label: inLocale(series.title, locale) },
    { href: base, label: inLocale(event.title, locale) },
  ];
  return {
    way: current === 'overview' ? way.slice(0, 2) : way,
    tabs: all
      .filter(([, , isShown]) => isShown)
      .map(([place, href]) => ({ href, label: words.places.event[place], isCurrent: place === current })),
  };
}
