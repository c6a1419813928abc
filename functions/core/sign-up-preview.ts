import type { Context } from './context.ts';
import { newEvent } from './event-life.ts';
import { frameOf } from './facts.ts';
import type { CountersItem, EventItem } from './items.ts';
import { PublicLinks } from './links.ts';
import type { Locale } from './locale.ts';
import { allow, type Organiser } from './organiser-access.ts';
import { parseEvent } from './organiser-events.ts';
import { readSeries } from './organiser-series.ts';
import type { PageFacts } from './page.ts';
import { signUpForm } from './sign-up-form.ts';

/**
 * The hosted form as it would be with this event alone, which need not be kept yet: open, with every place free.
 * @throws Problem 403, 404, 422 with every fault of the event
 */
export async function previewSignUp(
  seriesId: string,
  body: unknown,
  locale: Locale,
  organiser: Organiser,
  context: Context,
): Promise<PageFacts> {
  const { stage, now } = context;
  const series = await readSeries(seriesId, organiser, context);
  allow(organiser, 'viewer', seriesId);
  const { registrationOpensAtLocal, registrationClosesAtLocal, ...input } = parseEvent(body);
  const made = newEvent(input, series, now).flatMap((one) => (one.change === 'put' ? [one.item] : []));
  const event = made.find((item): item is EventItem => item.type === 'event');
  const counters = made.find((item): item is CountersItem => item.type === 'counters');
  const events = event && counters ? [{ event: { ...event, status: 'published' as const }, counters }] : [];
  return {
    frame: frameOf(stage, locale, series),
    content: signUpForm({ series, events }, locale, new PublicLinks(context), now),
  };
}
