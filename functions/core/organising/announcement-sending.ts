import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allow, type Organiser } from '../access/organiser.ts';
import { mailCounts, stepped } from '../delivery/counts.ts';
import { planned, takenBack } from '../delivery/planned.ts';
import { announcementContent } from '../mail/announcement-mail.ts';
import { isAddressed } from '../mail/audience.ts';
import { frameOf } from '../mail/event-facts.ts';
import type { MailFacts } from '../mail/mail-content.ts';
import { type AnnouncementItem, announcementNotificationId } from '../table/announcement-items.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem, RegistrationItem } from '../table/items.ts';
import { ended } from '../table/ledger-items.ts';
import { SampleLinks } from '../table/links.ts';
import { sumOf } from '../table/numbers.ts';
import { everyPage } from '../table/pages.ts';
import type { Step } from '../table/ports.ts';
import { collections, numbersOf, refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { Fault } from '../values/faults.ts';
import { Locale, locales } from '../values/locale.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { InstantInput, instantOf, LocalTime } from '../values/time.ts';
import {
  type AnnouncementWithSending,
  announcementDeed,
  begun,
  countAudience,
  readAnnouncement,
  reasonFaults,
} from './announcements.ts';
import { nobodyIn } from './mail-preview.ts';

/** When an announcement goes out: now, at an instant, or at a wall-clock time in the zone of its series. */
export const SendInput = z.strictObject({
  at: z.union([z.literal('now'), LocalTime, InstantInput]).default('now'),
  /** Sends it in the other language to those whose language has no text; else that is a fault. */
  inOtherLanguage: z.boolean().default(false),
});
type SendInput = z.infer<typeof SendInput>;
export const PreviewInput = z.strictObject({
  locale: Locale.optional(),
  /** A named recipient: a registration of the audience. */
  eventId: OneLine(60).optional(),
  registrationId: OneLine(200).optional(),
});
type PreviewInput = z.infer<typeof PreviewInput>;

/** Reads an announcement with its series, for whoever may send it. */
export async function sendable(announcementId: string, organiser: Organiser, context: Context) {
  const found = await readAnnouncement(announcementId, organiser, context);
  allow(organiser, 'editor', found.announcement.seriesId);
  const { series, event } = await context.store.load({
    series: refs.series(found.announcement.seriesId),
    event: refs.event(found.announcement.audience.eventIds[0] ?? ''),
  });
  if (series === undefined || event === undefined) throw new Problem('not-possible-now');
  return { ...found, series, event };
}

function missingLanguages({ texts }: AnnouncementItem, byLocale: Record<Locale, number>): Fault[] {
  return locales
    .filter((locale) => byLocale[locale] > 0 && texts[locale] === undefined)
    .map((locale) => ({
      pointer: `/texts/${locale}`,
      code: 'readersWithoutText',
      params: { count: byLocale[locale] },
    }));
}

/**
 * What sending an announcement will do: when it goes out, and to how many.
 * @throws Problem 422 for a past time, an empty audience, a missing language; 409 when it has begun
 */
export async function foreseenSending(
  announcementId: string,
  { at, inOtherLanguage }: SendInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
) {
  const { now } = context;
  const found = await sendable(announcementId, organiser, context);
  const { announcement, notification, series } = found;
  if (announcement.audience.allSubscribers && organiser.seriesIds !== undefined)
    throw new Problem('forbidden');
  if (version !== undefined && version !== announcement.version) throw new Problem('version-mismatch');
  if (notification !== undefined && notification.state !== 'planned') throw begun();
  const sendAt = at === 'now' ? now : at.endsWith('Z') ? at : instantOf(at, series.timeZone);
  const { total, byLocale } = await countAudience(announcement, series, context);
  const faults: Fault[] = inOtherLanguage ? [] : missingLanguages(announcement, byLocale);
  if (total === 0) faults.unshift({ pointer: '/audience', code: 'audienceEmpty' });
  if (sendAt < now) faults.unshift({ pointer: '/at', code: 'inThePast' });
  faults.push(...reasonFaults(announcement));
  if (faults.length > 0) throw problemOf(faults);
  return { ...found, sendAt, total, byLocale };
}

/**
 * Sends an announcement, or plans it; as long as its sending has not begun, the time may be changed.
 * @throws Problem as {@link foreseenSending}
 */
export async function sendAnnouncement(
  announcementId: string,
  input: SendInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<AnnouncementWithSending> {
  const { store, now } = context;
  const { announcement, notification, sendAt, total } = await foreseenSending(
    announcementId,
    input,
    version,
    organiser,
    context,
  );
  const item: AnnouncementItem = {
    ...announcement,
    sendAt,
    counted: total,
    updatedAt: now,
    version: announcement.version + 1,
  };
  const { audience, seriesId } = announcement;
  const sending = planned(
    'announcement',
    { eventId: audience.eventIds[0] ?? '', seriesId, sequence: 0 },
    {
      notificationId: announcementNotificationId(announcementId),
      audience: 'confirmedOrWaitlisted',
      announcementId,
      plannedAt: sendAt,
      version: (notification?.version ?? -1) + 1,
    },
    now,
  );
  const { committed } = await store.commit([
    { step: 'put', item, when: { version: announcement.version } },
    {
      step: 'put',
      item: sending,
      when: notification === undefined ? 'absent' : { version: notification.version },
    },
    ...announcement.audience.eventIds.map((id): Step => ({ step: 'check', ref: refs.event(id) })),
    audited(
      organiser,
      { ...announcementDeed('announcement.send', item), details: { sendAt, counted: total } },
      context,
    ),
  ]);
  if (!committed) throw new Problem('version-mismatch');
  return { announcement: item, notification: sending };
}

/**
 * Takes an announcement back, also while it is being sent: from the moment of the answer no attempt is written. What
 * was queued is settled as skipped by dispatch. Cancelled already: nothing happens. @throws Problem 409 when it is sent
 */
export async function cancelAnnouncement(
  announcementId: string,
  organiser: Organiser,
  context: Context,
): Promise<AnnouncementWithSending> {
  const { store, now } = context;
  return retrying('notification', async () => {
    const { announcement, notification } = await sendable(announcementId, organiser, context);
    if (notification === undefined)
      throw new Problem('not-possible-now', { detail: { code: 'announcementDraft' } });
    if (notification.state === 'cancelled') return { announcement, notification };
    if (notification.state === 'done')
      throw new Problem('not-possible-now', { detail: { code: 'announcementSent' } });
    const item = takenBack(notification, now);
    const { committed } = await store.commit([
      { step: 'put', item, when: { version: notification.version } },
      ended({ what: 'announcement', announcementId }, now),
      audited(organiser, announcementDeed('announcement.cancel', announcement), context),
    ]);
    return committed ? { announcement, notification: item } : 'again';
  });
}

/** Queues the failed mails once more, and those alone. @returns how many */
export async function resendFailed(
  announcementId: string,
  organiser: Organiser,
  context: Context,
): Promise<number> {
  const { store, now } = context;
  const { announcement, notification } = await sendable(announcementId, organiser, context);
  if (notification?.state !== 'done')
    throw new Problem('not-possible-now', { detail: { code: 'announcementNotSent' } });
  await store.commit([audited(organiser, announcementDeed('announcement.resend', announcement), context)]);
  let queued = 0;
  for await (const delivery of deliveriesOf(announcementId, context)) {
    if (delivery.state !== 'failed') continue;
    const item: DeliveryItem = { ...delivery, state: 'queued', dueLane: 'delivery', dueAt: now };
    const when = { state: 'failed', attempts: delivery.attempts };
    if ((await store.commit(stepped(delivery, item, when))).committed) queued += 1;
  }
  return queued;
}

async function* deliveriesOf(announcementId: string, { store }: Context): AsyncGenerator<DeliveryItem> {
  const all = collections.deliveries(announcementNotificationId(announcementId));
  for await (const some of everyPage((from) => store.list(all, from), 500)) yield* some;
}

/** How many mails stand how, and why, from their counts: up to eight small items, whatever the audience. */
export async function resultOf(announcementId: string, { store }: Context) {
  const { items } = await store.list(numbersOf.notificationMails(announcementNotificationId(announcementId)));
  return mailCounts(sumOf(items), true);
}

/**
 * Whom it would reach now and what it would look like: to a named recipient, or to nobody in particular. The links in it
 * open nothing: they are those of whom it would go to.
 */
export async function previewAnnouncement(
  announcementId: string,
  { locale, eventId: named, registrationId }: PreviewInput,
  organiser: Organiser,
  context: Context,
): Promise<{
  recipients: { total: number; byLocale: Record<Locale, number> };
  missing: Fault[];
  mails: MailFacts[];
}> {
  const { announcement, series, event } = await sendable(announcementId, organiser, context);
  const eventId = named ?? event.eventId;
  const registration =
    registrationId === undefined
      ? undefined
      : await recipient(announcement, { eventId, registrationId }, context);
  const attendee =
    registration && (await context.store.get(refs.attendee(registration.personHash, series.seriesId)));
  const about = registration === undefined ? event : await context.store.get(refs.event(eventId));
  const wanted = registration?.locale ?? locale;
  const all = locales.filter((one) =>
    wanted === undefined ? announcement.texts[one] !== undefined : one === wanted,
  );
  const mails: MailFacts[] = [];
  const shown = { ...context, links: new SampleLinks(context) };
  for (const one of all) {
    const reader = { event: about ?? event, series, locale: one };
    const content = await announcementContent(
      announcement,
      registration === undefined ? reader : { ...reader, registration },
      shown,
    );
    const name = registration ? (attendee?.name ?? registration.name) : nobodyIn(one);
    if (content !== undefined) mails.push({ frame: frameOf(context.stage, one, series), name, content });
  }
  const recipients = await countAudience(announcement, series, context);
  return { recipients, missing: missingLanguages(announcement, recipients.byLocale), mails };
}

/** Whether somebody is subscribed makes no difference: it is not to be told of single people. @throws Problem 422 */
async function recipient(
  announcement: AnnouncementItem,
  { eventId, registrationId }: { eventId: string; registrationId: string },
  { store, now }: Context,
): Promise<RegistrationItem> {
  const found = announcement.audience.eventIds.includes(eventId)
    ? present(await store.get(refs.registration(eventId, registrationId)), now)
    : undefined;
  const event = found && (await store.get(refs.event(eventId)));
  if (found === undefined || event === undefined || !isAddressed(found, { announcement, events: [event] }))
    throw problemOf([{ pointer: '/registrationId', code: 'outsideAudience' }]);
  return found;
}
