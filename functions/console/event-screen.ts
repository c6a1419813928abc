import { mailsOfEvent } from '../core/event-reach.ts';
import { allow } from '../core/organiser-access.ts';
import { readEvent, seriesOf } from '../core/organiser-events.ts';
import type { Visit } from './visit.ts';

/** The event of a screen with its counts and its series, for somebody who may see it. */
export async function eventOfScreen({ params, who, at }: Visit) {
  const found = await readEvent(params.eventId ?? '', who, at);
  return { ...found, series: await seriesOf(found.event, at) };
}

/** The same for somebody who may change it. */
export async function editableEvent(visit: Visit) {
  const found = await eventOfScreen(visit);
  allow(visit.who, 'editor', found.event.seriesId);
  return found;
}

/** An event with the mails that are planned for it. */
export async function overview(visit: Visit) {
  const [found, mails] = await Promise.all([
    eventOfScreen(visit),
    mailsOfEvent(visit.params.eventId ?? '', visit.who, visit.at),
  ]);
  return { ...found, mails, now: visit.at.now, faults: [] };
}
