import * as z from 'zod';
import { combine, type Measured, times } from './measure.ts';

const Price = z.object({ per: z.number().positive(), price: z.number(), free: z.number() });
const services = [
  'sesMails',
  'sesAttachmentGigabytes',
  'dynamodbWriteUnits',
  'dynamodbReadUnits',
  'dynamodbGigabyteMonths',
  'dynamodbBackupGigabyteMonths',
  'lambdaRequests',
  'lambdaGigabyteSeconds',
  'apiRequests',
  'logGigabytes',
  'snsPublishes',
  'sqsRequests',
  'schedulerInvocations',
  'secrets',
  'secretCalls',
  'alarms',
  'metrics',
  'dashboards',
] as const;
type Service = (typeof services)[number];

/** A region's prices with their date: docs/prices/. */
export const PriceList = z.object({
  region: z.string(),
  currency: z.string(),
  date: z.iso.date(),
  source: z.string(),
  note: z.string(),
  prices: z.record(z.enum(services), Price),
});
export type PriceList = z.infer<typeof PriceList>;

const minutesAMonth = (365.25 * 24 * 60) / 12;
/**
 * Lambda gives 512 MiB a third of a core and 1 GiB more than half; what waits for the network is no slower there.
 * Twice the time on this machine is on the safe side of both.
 */
const slower = 2;
/** What Lambda and API Gateway write beside our lines: start, report, access log. */
const platformLogBytes = 1200;
const gigabyte = 1e9;

export interface Line {
  service: Service;
  amount: number;
  /** At the list price, and after what is always free. */
  listed: number;
  due: number;
}

/** What a stage has whether it is used or not. */
export interface FixedCosts {
  alarms: number;
  metrics: number;
  dashboards: number;
  secrets: number;
  /** Queues that a function reads. */
  readQueues: number;
}

/**
 * A month's bill of one stage, from one measured event with `measuredAttendees` and an idle tick.
 * @param year events of a year, each with as many attendees
 */
export function bill(
  { event, idleTick, measuredAttendees }: { event: Measured; idleTick: Measured; measuredAttendees: number },
  year: { attendees: number; events: number },
  fixed: FixedCosts,
  { prices }: PriceList,
): Line[] {
  const people = times(event, (year.attendees / measuredAttendees) * (year.events / 12));
  const month = combine(people, times(idleTick, minutesAMonth), (a, b) => a + b);
  const stored = (event.tableBytes * (year.attendees * year.events)) / measuredAttendees / gigabyte;
  const amounts: Record<Service, number> = {
    sesMails: month.mails,
    sesAttachmentGigabytes: month.attachmentBytes / gigabyte,
    dynamodbWriteUnits: month.writeUnits,
    dynamodbReadUnits: month.readUnits,
    dynamodbGigabyteMonths: stored,
    dynamodbBackupGigabyteMonths: stored,
    lambdaRequests: month.invocations,
    lambdaGigabyteSeconds: month.gigabyteSeconds * slower,
    apiRequests: month.requests,
    logGigabytes: (month.logBytes + month.invocations * platformLogBytes) / gigabyte,
    snsPublishes: month.notices,
    sqsRequests: month.queueRequests + fixed.readQueues * pollsAMinute * minutesAMonth,
    schedulerInvocations: minutesAMonth,
    secrets: fixed.secrets,
    secretCalls: month.secretCalls + secretCallsOfColdStarts,
    alarms: fixed.alarms,
    metrics: fixed.metrics,
    dashboards: fixed.dashboards,
  };
  return services.map((service) => {
    const { per, price, free } = prices[service];
    const amount = amounts[service];
    return {
      service,
      amount,
      listed: (amount * price) / per,
      due: (Math.max(0, amount - free) * price) / per,
    };
  });
}

/**
 * Lambda asks a queue with a maximum concurrency by five long polls of 20 s, whether it holds anything or not.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const pollsAMinute = 15;

/** Each instance reads the keys once, and lives for some hours: five functions, six instances a day. */
const secretCallsOfColdStarts = 5 * 6 * 31;

/** The bill as a table, with how far it is from SES's own price. */
export function printed(lines: readonly Line[], list: PriceList): string {
  const money = (value: number) => value.toFixed(4).padStart(10);
  const row = (name: string, amount: string, listed: string, due: string) =>
    `${name.padEnd(30)}${amount.padStart(16)}${listed}${due}`;
  const total = (of: 'listed' | 'due', some = lines) => some.reduce((sum, line) => sum + line[of], 0);
  const isMail = ({ service }: Line) => service.startsWith('ses');
  const ses = lines.filter(isMail);
  const others = lines.filter((line) => !isMail(line));
  const format = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });
  return [
    row('a month, in USD', 'amount', 'listed'.padStart(10), 'to pay'.padStart(10)),
    ...lines.map((line) =>
      row(line.service, format.format(line.amount), money(line.listed), money(line.due)),
    ),
    row('SES alone', '', money(total('listed', ses)), money(total('due', ses))),
    row('everything else', '', money(total('listed', others)), money(total('due', others))),
    row('together', '', money(total('listed')), money(total('due'))),
    '',
    `To pay is ${(total('due') / total('due', ses)).toFixed(1)} times what SES alone costs.`,
    `Prices of ${list.region}, ${list.date}. ${list.note}`,
  ].join('\n');
}
