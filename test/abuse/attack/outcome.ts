import { mailboxOf } from '../../../functions/core/delivery/mailbox.ts';
import { DeliveryItem } from '../../../functions/core/table/items.ts';
import type { Mail } from '../../../scripts/client.ts';
import { everyItem } from '../every-item.ts';
import { type CampaignResult, cancelledByOrganisers } from './campaign.ts';
import type { Ground } from './ground.ts';
import { typed } from './strangers.ts';

const minute = 60_000;
/** A mail that is due goes out within the minute's tick and the next. */
const lateAfter = 2 * minute;

export interface Outcome {
  /** The most mails that one mailbox of a victim got within any hour and any day, with whose it was. */
  worstHour: Most;
  worstDay: Most;
  /** Of logins, which have an hour of their own (docs/decisions/103). */
  worstLogins: Most;
  mails: number;
  late: string[];
  waitedLongest: { minutes: number; of: string };
  typedText: string[];
  expected: number;
  refused: string[];
}

/** The most mails within a window, and which they are. */
interface Most {
  mails: number;
  of: string;
  which: string[];
}

interface SentMail {
  mail: Mail;
  delivery: DeliveryItem;
  at: number;
}

/** What came of a campaign, by what arrived and what the table holds. */
export async function outcomeOf(ground: Ground, result: CampaignResult): Promise<Outcome> {
  const items = await everyItem(ground.runner);
  const deliveries = new Map(
    items.flatMap((item) => {
      const delivery = DeliveryItem.safeParse(item).data;
      return delivery?.messageId === undefined ? [] : [[delivery.messageId, delivery] as const];
    }),
  );
  const mails = await ground.client.mails();
  const sent = mails.flatMap((mail): SentMail[] => {
    const delivery = deliveries.get(mail.id);
    return delivery === undefined ? [] : [{ mail, delivery, at: Date.parse(mail.at) }];
  });
  if (sent.length < mails.length * 0.9) throw new Error(`${sent.length} of ${mails.length} mails are known`);
  return {
    ...mostMails(sent, result),
    mails: mails.length,
    late: lateOf(sent, result),
    waitedLongest: longestWait(sent),
    typedText: await typedIn(ground, mails, result),
    expected: result.expected.length,
    refused: result.refused,
  };
}

/**
 * Whether strangers caused it, or may have: all that a victim gets who never pressed a button; of what a verified person
 * gets what a typed address or a public button causes.
 */
function isCaused({ delivery, mail }: SentMail, { unverified }: CampaignResult): boolean {
  const [to = ''] = mail.to;
  if (unverified.includes(mailboxOf(to))) return true;
  const { template, lane, notificationId } = delivery;
  if (lane === 'bulk') return false;
  if (template === 'confirmation') return /^(added|entry|resent)-/.test(notificationId);
  // Strangers have no page of these events: their organisers cancel.
  if (template === 'cancellation') return !cancelledByOrganisers.includes(delivery.eventIds[0] ?? '');
  return ['verification', 'nudge', 'link', 'login'].includes(template);
}

function mostMails(sent: readonly SentMail[], result: CampaignResult) {
  const victims = new Set(result.victims);
  const caused = sent.filter((one) => victims.has(mailboxOf(one.mail.to[0] ?? '')) && isCaused(one, result));
  const boxes = Map.groupBy(caused, ({ mail }) => mailboxOf(mail.to[0] ?? ''));
  const worst = (window: number, counts: (one: SentMail) => boolean) => {
    const most: Most = { mails: 0, of: '', which: [] };
    for (const [of, all] of boxes) {
      const counted = all.filter(counts);
      for (const { at: from } of counted) {
        const within = counted.filter(({ at }) => at >= from && at < from + window);
        const which = within.map(
          ({ mail, delivery }) => `${mail.at} ${delivery.notificationId}: ${mail.subject}`,
        );
        if (within.length > most.mails) Object.assign(most, { mails: within.length, of, which });
      }
    }
    return most;
  };
  const isLogin = ({ delivery }: SentMail) => delivery.template === 'login';
  const isOther = (one: SentMail) => !isLogin(one);
  // A second for the runner's own clock.
  return {
    worstHour: worst(60 * minute - 1000, isOther),
    worstDay: worst(24 * 60 * minute - 1000, isOther),
    worstLogins: worst(60 * minute - 1000, isLogin),
  };
}

function lateOf(sent: readonly SentMail[], { expected }: CampaignResult): string[] {
  const byPerson = Map.groupBy(sent, ({ mail }) => mail.to[0] ?? '');
  return expected.flatMap(({ what, email, template, eventId, at }) => {
    const found = (byPerson.get(email) ?? []).filter(
      (one) =>
        one.delivery.template === template &&
        (eventId === undefined || one.delivery.eventIds.includes(eventId)) &&
        one.at >= at - minute,
    );
    const first = Math.min(...found.map((one) => one.at));
    if (first <= at + lateAfter) return [];
    const after = Number.isFinite(first) ? `${Math.round((first - at) / minute)} min late` : 'missing';
    return [`${what} to ${email}: ${after}`];
  });
}

/** What a person did on their own page is told when their mailbox may get it: the longest that it took. */
function longestWait(sent: readonly SentMail[]) {
  const longest = { minutes: 0, of: '' };
  for (const { delivery, mail, at } of sent) {
    if (delivery.allowedAt === undefined) continue;
    const minutes = Math.round((at - Date.parse(delivery.createdAt)) / minute);
    if (minutes > longest.minutes)
      Object.assign(longest, { minutes, of: `${delivery.template} ${mail.to[0]}` });
  }
  return longest;
}

/** Mails to those who never pressed a button in which anything that was typed can be read, raw or decoded. */
async function typedIn({ runner }: Ground, mails: readonly Mail[], { unverified }: CampaignResult) {
  const isUnverified = (to: string) => unverified.includes(mailboxOf(to)) || to.endsWith('.invalid');
  const found: string[] = [];
  for (const mail of mails) {
    const [to = ''] = mail.to;
    if (!isUnverified(to)) continue;
    const raw = await (await fetch(`${runner.url}/_local/mailbox/messages/${mail.id}/raw`)).text();
    const { subject, text, html, headers, attachments } = mail;
    const parts = { raw, subject, text, html, headers: JSON.stringify(headers) };
    for (const { name, content } of attachments) {
      const decoded = Buffer.from(content, 'base64').toString('latin1');
      Object.assign(parts, { [`file name ${name}`]: name, [`file ${name}`]: `${content} ${decoded}` });
    }
    for (const [part, said] of Object.entries(parts))
      if (said.toUpperCase().includes(typed) || /gewonnen|evil\.example/i.test(said))
        found.push(`${part} of "${subject}" to ${to}`);
    if (!/^To: <?[^\s"<>]+@[^\s"<>]+>?\r?$/m.test(raw)) found.push(`a name in To: of "${subject}" to ${to}`);
  }
  return found;
}
