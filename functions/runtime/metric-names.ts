/** Where the stage's own metrics lie in CloudWatch; the one dimension is the stage. */
export const metricNamespace = 'Eventbote';

/**
 * Every metric of its own that a stage has, with its unit; CloudWatch's free tier holds ten. The functions print
 * them (`log.ts`), all but the last, which a metric filter counts; alarms and dashboard name them.
 */
export const metrics = {
  signUps: { name: 'SignUps', unit: 'Count' },
  mailsSent: { name: 'MailsSent', unit: 'Count' },
  /** Throttled, or the lane had to stop: they are sent later. */
  mailsHeld: { name: 'MailsHeld', unit: 'Count' },
  mailsFailed: { name: 'MailsFailed', unit: 'Count' },
  /** The answer was lost; SES's notices settle them. */
  mailsUnknown: { name: 'MailsUnknown', unit: 'Count' },
  bounces: { name: 'Bounces', unit: 'Count' },
  complaints: { name: 'Complaints', unit: 'Count' },
  /** How long the oldest mail that somebody waits for has been due. */
  oldestDueSeconds: { name: 'OldestDueSeconds', unit: 'Seconds' },
  /** How much of SES's quota of the last 24 hours is used. */
  quotaUsedPercent: { name: 'QuotaUsedPercent', unit: 'Percent' },
  errorsLogged: { name: 'ErrorsLogged', unit: 'Count' },
} as const;

export type MetricKey = keyof typeof metrics;
