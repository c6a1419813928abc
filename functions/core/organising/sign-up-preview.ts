import { allow, type Organiser } from '../access/organiser.ts';
import { signUpForm } from '../attendee/sign-up-form.ts';
import { frameOf } from '../mail/event-facts.ts';
import type { PageFacts } from '../mail/page-content.ts';
import { newEvent } from '../registration/event-plans.ts';
import type { Context } from '../table/context.ts';
import type { EventInput } from '../table/event.ts';
import type { CountersItem, EventItem } from '../table/items.ts';
import { PublicLinks } from '../table/links.ts';
import type { Locale } from '../values/locale.ts';
import { readSeries } from './series.ts';

/**
 * The hosted form as it would be with this event alone, which need not be kept yet: open, with every place free.
 * @throws Problem 403, 404
 */
export async function previewSignUp(
  seriesId: string,
  { registrationOpensAtLocal, registrationClosesAtLocal, ...input }: EventInput,
  locale: Locale,
  organiser: Organiser,
  context: Context,
): Promise<PageFacts> {
  const { stage, now } = context;
  const series = await readSeries(seriesId, organiser, context);
  allow(organiser, 'viewer', seriesId);
  const made = newEvent(input, series, now).flatMap((one) => (one.step === 'put' ? [one.item] : []));
  const event = made.find((item): item is EventItem => item.type === 'event');
  const counters = made.find((item): item is CountersItem => item.type === 'counters');
  const events = event && counters ? [{ event: { ...event, status: 'published' as const }, counters }] : [];
  return {
    frame: frameOf(stage, locale, series),
    content: signUpForm({ series, events }, locale, new PublicLinks(context), now),
  };
}
