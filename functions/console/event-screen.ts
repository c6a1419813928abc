import { allow } from '../core/access/organiser.ts';
import { mailsOfEvent } from '../core/organising/event-reach.ts';
import { standingOf } from './standing.ts';
import type { Visit } from './visit.ts';

/** The event of a screen with how full it is and its series, for somebody who may change it. */
export async function editableEvent(visit: Visit) {
  const standing = await standingOf(visit);
  allow(visit.who, 'editor', standing.event.seriesId);
  return standing;
}

/** An event with the mails that are planned for it. */
export async function overview(visit: Visit) {
  const [standing, mails] = await Promise.all([
    standingOf(visit),
    mailsOfEvent(visit.params.eventId ?? '', visit.who, visit.at),
  ]);
  return { ...standing, mails, now: visit.at.now, faults: [] };
}
