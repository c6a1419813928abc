import * as z from 'zod';
import { LocalisedLines, locales } from '../values/locale.ts';
import { OneLine } from '../values/text.ts';

/** How people take part, as schema.org's EventAttendanceModeEnumeration tells it apart. */
export const AttendanceMode = z.enum(['online', 'onsite', 'hybrid']);
export type AttendanceMode = z.infer<typeof AttendanceMode>;

/** Where people come to. Name and address are written as they stand on the building, in whatever language that is. */
export const Place = z.strictObject({
  name: OneLine(150).trim().min(1),
  /** Street, postal code with town and what else an envelope needs, a line each. */
  address: z.array(OneLine(150).trim().min(1)).min(1).max(5),
  /** How to get there. */
  directions: LocalisedLines(2000).optional(),
  /** Steps, lifts, loops for hearing aids and the like. */
  accessibility: LocalisedLines(2000).optional(),
  /** In degrees (WGS 84). */
  coordinates: z
    .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .optional(),
});
export type Place = z.infer<typeof Place>;

/** Name and address on one line. */
export function placeLine({ name, address }: Pick<Place, 'name' | 'address'>): string {
  return [name, ...address].join(', ');
}

/** What of a place tells of its address, in words: with another one it is another, too. */
const wordsOfAddress = ['directions', 'accessibility'] as const;

/**
 * What is said of a new address as it was said of the one before, as pointers into the place: whole, or the languages
 * that were left as they were beside one that was written anew.
 */
export function keptOfFormer(before: Place | undefined, after: Place | undefined): string[] {
  const addressOf = (place: Place | undefined) => JSON.stringify(place?.address);
  if (before === undefined || after === undefined || addressOf(before) === addressOf(after)) return [];
  const words = wordsOfAddress.flatMap((name) => {
    const written = locales.filter((locale) => after[name]?.[locale] !== undefined);
    const kept = written.filter((locale) => after[name]?.[locale] === before[name]?.[locale]);
    return kept.length > 0 && kept.length === written.length ? [name] : kept.map((one) => `${name}/${one}`);
  });
  const isSameSpot =
    after.coordinates !== undefined &&
    JSON.stringify(after.coordinates) === JSON.stringify(before.coordinates);
  return isSameSpot ? [...words, 'coordinates'] : words;
}

/** The place on a map of OpenStreetMap's: a link that nothing is loaded from until somebody follows it. */
export function mapUrl({ address, coordinates }: Place): string {
  if (coordinates === undefined)
    return `https://www.openstreetmap.org/search?${new URLSearchParams({ query: address.join(', ') })}`;
  const { latitude, longitude } = coordinates;
  const marked = new URLSearchParams({ mlat: `${latitude}`, mlon: `${longitude}` });
  return `https://www.openstreetmap.org/?${marked}#map=17/${latitude}/${longitude}`;
}
