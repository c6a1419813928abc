import { inLocale, type Localised } from '../../core/values/locale.ts';
import { useConsole } from './console-context.ts';
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

/**
 * Where a screen stands: the way to it, and the screens beside it.
 * @param way down to what the tabs are of
 * @param current the tab that it is, or belongs to
 * @param below the way from that tab on, for a screen that only belongs to it
 */
function placeOf<P extends string>(
  way: Step[],
  tabs: (Step & { place: P })[],
  current?: P,
  below?: Step[],
): Place {
  const marked = tabs.map(({ place, ...tab }) => ({ ...tab, isCurrent: place === current }));
  const own = marked.filter(({ isCurrent }) => isCurrent);
  if (below !== undefined) return { way: [...way, ...own, ...below], tabs: marked };
  return { way: current === 'overview' ? way.slice(0, -1) : way, tabs: marked };
}

/** Where a screen of a series stands. */
export function useSeriesPlace(
  { seriesId, title }: { seriesId: string; title: Localised },
  current?: SeriesPlace,
  below?: Step[],
): Place {
  const { words, locale, may } = useConsole();
  const base = `/console/series/${seriesId}`;
  const tab = (place: SeriesPlace, path: string) => ({
    place,
    href: base + path,
    label: words.places.series[place],
  });
  const way = [
    { href: '/console/series', label: words.frame.series },
    { href: base, label: inLocale(title, locale) },
  ];
  const tabs = [
    tab('overview', ''),
    tab('announcements', '/announcements'),
    tab('numbers', '/numbers'),
    tab('embed', '/embed'),
    ...(may('editor') ? [tab('mailTexts', '/texts'), tab('edit', '/edit')] : []),
  ];
  return placeOf(way, tabs, current, below);
}

/** Where a screen of an event stands. */
export function useEventPlace(
  event: { eventId: string; seriesId: string; title: Localised },
  series: { title: Localised },
  current?: EventPlace,
  below?: Step[],
): Place {
  const { words, locale, may } = useConsole();
  const base = `/console/events/${event.eventId}`;
  const tab = (place: EventPlace, path: string) => ({
    place,
    href: base + path,
    label: words.places.event[place],
  });
  const way = [
    { href: '/console/series', label: words.frame.series },
    { href: `/console/series/${event.seriesId}`, label: inLocale(series.title, locale) },
    { href: base, label: inLocale(event.title, locale) },
  ];
  const tabs = [
    tab('overview', ''),
    tab('registrations', '/registrations'),
    ...(may('editor') ? [tab('attendance', '/attendance')] : []),
    tab('documentation', '/documentation'),
    tab('deliveries', '/deliveries'),
    ...(may('editor') ? [tab('edit', '/edit')] : []),
  ];
  return placeOf(way, tabs, current, below);
}
