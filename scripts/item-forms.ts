import { createHash } from 'node:crypto';
import * as z from 'zod';
import * as abuse from '../functions/core/table/abuse-items.ts';
import * as announcements from '../functions/core/table/announcement-items.ts';
import * as changes from '../functions/core/table/change-items.ts';
import { DisclosureItem } from '../functions/core/table/disclosure-item.ts';
import * as guard from '../functions/core/table/guard-items.ts';
import type { Item } from '../functions/core/table/items.ts';
import * as items from '../functions/core/table/items.ts';
import * as ledger from '../functions/core/table/ledger-items.ts';
import * as moved from '../functions/core/table/moved-items.ts';
import * as organisers from '../functions/core/table/organiser-items.ts';
import * as reports from '../functions/core/table/report-items.ts';
import { RestrictedPersonItem } from '../functions/core/table/restriction.ts';
import { RightsRequestItem } from '../functions/core/table/rights-request.ts';
import * as setbacks from '../functions/core/table/setback-item.ts';
import { SuppressionItem } from '../functions/core/table/suppression-item.ts';
import * as webhooks from '../functions/core/table/webhook-items.ts';

/** The schema of every item that the table holds. */
export const itemSchemas = {
  mailAllowance: abuse.MailAllowanceItem,
  shadow: abuse.DecoyItem,
  announcement: announcements.AnnouncementItem,
  guard: guard.GuardItem,
  softBounces: guard.SoftBouncesItem,
  series: items.SeriesItem,
  notice: items.NoticeItem,
  event: items.EventItem,
  counters: items.CountersItem,
  signUp: items.SignUpItem,
  registration: items.RegistrationItem,
  waiting: items.WaitingItem,
  attendee: items.AttendeeItem,
  subscription: items.SubscriptionItem,
  suppression: SuppressionItem,
  notification: items.NotificationItem,
  delivery: items.DeliveryItem,
  disclosure: DisclosureItem,
  documentation: items.DocumentationItem,
  erasure: items.ErasureItem,
  lease: items.LeaseItem,
  erased: ledger.ErasedItem,
  setback: setbacks.SetbackItem,
  sweep: ledger.SweepItem,
  movedDelivery: moved.MovedDeliveryItem,
  token: organisers.TokenItem,
  organiser: organisers.OrganiserItem,
  formerOrganiser: organisers.FormerOrganiserItem,
  owners: organisers.OwnersItem,
  sender: organisers.SenderItem,
  login: organisers.LoginItem,
  loginAsked: organisers.LoginAskedItem,
  idempotency: organisers.IdempotencyItem,
  changes: changes.ChangesItem,
  changesHead: changes.ChangesHeadItem,
  webhook: webhooks.WebhookItem,
  webhookProgress: webhooks.WebhookProgressItem,
  signUpCall: organisers.SignUpCallItem,
  audit: organisers.AuditItem,
  ended: ledger.EndedItem,
  replayed: ledger.ReplayedItem,
  reports: reports.ReportsItem,
  reportPart: reports.ReportPartItem,
  rightsRequest: RightsRequestItem,
  restrictedPerson: RestrictedPersonItem,
} satisfies { [Type in Item['type']]: z.ZodType<Extract<Item, { type: Type }>> };

/** What a version of the stored form was, as `npm run keep-version` writes it down: a hash of each item's schema. */
export const ItemForms = z.strictObject({ schemaVersion: z.int(), items: z.record(z.string(), z.string()) });
export type ItemForms = z.infer<typeof ItemForms>;

/** A hash of each item's schema; it does not depend on the order in which fields and members stand. */
export function itemForms(): ItemForms['items'] {
  return Object.fromEntries(
    Object.entries(itemSchemas)
      .map(([type, schema]): [string, string] => [type, hashOf(schema)])
      .toSorted(),
  );
}

function hashOf(schema: z.ZodType): string {
  const form = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return createHash('sha256')
    .update(JSON.stringify(ordered(form)))
    .digest('base64url')
    .slice(0, 16);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(ordered(one))).toSorted();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]): [string, unknown] => [name, ordered(one)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What differs between the forms that were kept and today's, by item. */
export function changedItems(kept: ItemForms['items'], today: ItemForms['items']): string[] {
  return [...new Set([...Object.keys(kept), ...Object.keys(today)])].filter(
    (type) => kept[type] !== today[type],
  );
}
