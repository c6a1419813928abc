import * as z from 'zod';
import { textHash } from '../values/keys.ts';
import { Instant } from '../values/time.ts';
import { Slug } from './series.ts';

/** That some of an event's registrations were handed to a recipient (Art. 4(9) GDPR); it ends with them. */
export const DisclosureItem = z.strictObject({
  type: z.literal('disclosure'),
  disclosureId: z.string(),
  eventId: Slug,
  seriesId: Slug,
  at: Instant,
  recipient: z.string(),
  purpose: z.string(),
  /** Marks of the registrations that it held: they name nobody who is gone. */
  marks: z.array(z.string()),
});
export type DisclosureItem = z.infer<typeof DisclosureItem>;

/** The mark of a registration that a sign-up makes: of a random id, and of no use once the registration is gone. */
export function markOf({
  signUpId,
  eventId,
  seat = 1,
}: {
  signUpId: string;
  eventId: string;
  seat?: number | undefined;
}): string {
  return textHash(`${signUpId}|${eventId}|${seat}`).slice(0, 10);
}
