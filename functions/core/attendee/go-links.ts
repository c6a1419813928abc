import { frameOf, personalFacts } from '../mail/event-facts.ts';
import { linksOut } from '../registration/attendee-view.ts';
import { type Context, shownIn } from '../table/context.ts';
import { endsAt } from '../table/event.ts';
import type { RegistrationItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { asAttended } from '../table/way.ts';
import { wordingIn } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import { after } from '../values/time.ts';
import type { ShownPage } from './pages.ts';

async function goLinkTarget(registration: RegistrationItem, context: Context) {
  const { event, documentation, attendee } = await context.store.load({
    event: refs.event(registration.eventId),
    documentation: refs.documentation(registration.eventId),
    attendee: refs.attendee(registration.personHash, registration.seriesId),
  });
  const series = await context.store.get(refs.series(registration.seriesId));
  if (event === undefined || series === undefined || event.status === 'draft')
    throw new Problem('link-expired');
  const links = linksOf(context);
  const locale = shownIn(registration.locale, context);
  const shown = (content: ShownPage['content']): ShownPage => ({
    frame: frameOf(context.stage, locale, series),
    content,
  });
  const facts = personalFacts(event, registration, locale, links, context.now);
  // The link into an event is passed on: who has no place gets no way to the own page by it.
  const hasPlace = registration.state === 'confirmed' && event.status === 'published';
  const registrationUrl = hasPlace && attendee ? links.registration(attendee) : undefined;
  return { event, documentation, shown, facts, registrationUrl };
}

/** An event that goes on past its end is open as long, for who comes back. */
const lateUntil = 'PT2H';

/** Where the stable join link leads at this moment; a page while there is none yet, or none any more. */
export async function joinTarget(
  registration: RegistrationItem,
  context: Context,
): Promise<{ location: string } | ShownPage> {
  const { event, shown, facts, registrationUrl } = await goLinkTarget(registration, context);
  const isLate = facts.standing === 'over' && context.now < after(endsAt(event), lateUntil);
  const isIn = facts.standing === 'confirmed' || (isLate && registration.state === 'confirmed');
  const { joinUrl } = asAttended(event, registration);
  if (isIn && joinUrl !== undefined) return { location: joinUrl };
  return shown({ page: 'noWayIn', event: facts, registrationUrl });
}

/** The documentation of an event for somebody who had a place. */
export async function documentationPage(
  registration: RegistrationItem,
  context: Context,
): Promise<ShownPage> {
  const { event, documentation, shown, facts, registrationUrl } = await goLinkTarget(registration, context);
  const hadPlace = event.status === 'published' && registration.state === 'confirmed';
  if (!hadPlace) return shown({ page: 'noWayIn', event: facts, registrationUrl });
  const out = linksOut(documentation, event, context.now);
  if (out.length === 0) return shown({ page: 'problem', kind: 'documentationNotReady' });
  const links = out.map((link) => ({
    title: wordingIn(link.title, shownIn(registration.locale, context)),
    url: link.url,
  }));
  return shown({ page: 'documentation', event: facts, links });
}
