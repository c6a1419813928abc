import type { SuppressionItem } from '../table/suppression-item.ts';

/** Why a mail that was planned is not sent; recorded on the delivery. */
export type SkipReason =
  | 'seriesGone'
  | 'eventGone'
  | 'signUpGone'
  | 'registrationGone'
  | 'attendeeGone'
  | 'organiserGone'
  | 'notificationGone'
  | 'announcementGone'
  | 'notificationCancelled'
  | 'nothingToConfirm'
  | 'linkExpired'
  | 'noLinks'
  | 'noText'
  | 'notSubscribed'
  | 'leftAudience'
  | 'objected'
  | 'restricted'
  | 'eventChanged'
  | 'eventOver'
  | 'notConfirmed'
  | 'notWaiting'
  | 'notCancelled'
  | 'confirmedAfterDue'
  | 'knowsAlready'
  | 'nothingNew'
  | 'addressChanged'
  | 'addressLeft'
  | 'unknownTemplate'
  | 'notVerified'
  | 'mailboxFull'
  | `suppressed: ${SuppressionItem['reason']}`;

/** The reason of a delivery that a suppression stops. */
export const suppressedFor = ({ reason }: SuppressionItem): SkipReason => `suppressed: ${reason}`;
