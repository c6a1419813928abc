import * as z from 'zod';
import { readEnvironment } from './environment.ts';
import { type MetricKey, metricNamespace, metrics } from './metric-names.ts';

/** Ids, states, counts: nothing that a person typed. */
type Fields = Record<string, string | number | boolean | undefined>;
type Measured = Partial<Record<MetricKey, number>>;

/**
 * One line of the log, a JSON object; `measured` become metrics of CloudWatch (embedded metric format).
 * It goes past `console`, because Lambda's runtime puts what `console` is given into a field `message`, and
 * CloudWatch finds metrics at the top alone. A line that is JSON already stays as it is.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function log(
  level: 'INFO' | 'ERROR',
  message: string,
  fields: Fields = {},
  measured: Measured = {},
): void {
  const now = Date.now();
  const line = { timestamp: new Date(now).toISOString(), level, message, ...fields };
  process.stdout.write(`${JSON.stringify({ ...line, ...embedded(measured, now) })}\n`);
}

/** An error's name, message and place, without addresses and tokens: no request and no item. */
export function logError(error: unknown, about: Record<string, string>): void {
  const known =
    error instanceof Error
      ? { error: error.name, cause: nameOfCause(error), stack: withoutPersonalData(error.stack ?? '') }
      : { error: 'unknown' };
  const message =
    error instanceof Error ? withoutPersonalData(error.message) : 'something that is not an error';
  log('ERROR', message, { ...about, ...known });
}

function nameOfCause({ cause }: Error): string | undefined {
  return cause instanceof Error ? cause.name : undefined;
}

/** Services quote what they were given: addresses, and tokens of links and organisers, leave the text. */
export function withoutPersonalData(text: string): string {
  // Looking for addresses takes time with the square of a word's length.
  return text
    .slice(0, 4000)
    .replaceAll(/[^\s<>"'(),:;/]+@[^\s<>"'(),:;/]+/g, '(address)')
    .replaceAll(/\b[a-z0-9~_-]{1,210}(?:\.[1-9]\d{0,3})?\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g, '(token)')
    .replaceAll(/\beb_[A-Za-z0-9_-]{20,}/g, '(token)');
}

function embedded(measured: Measured, timestamp: number): object {
  const given = new Map(Object.entries(measured));
  const found = Object.entries(metrics).flatMap(([key, metric]) => {
    const value = given.get(key);
    return value === undefined ? [] : { ...metric, value };
  });
  if (found.length === 0) return {};
  const declared = found.map(({ name, unit }) => ({ Name: name, Unit: unit }));
  const directive = { Namespace: metricNamespace, Dimensions: [['stage']], Metrics: declared };
  return {
    _aws: { Timestamp: timestamp, CloudWatchMetrics: [directive] },
    stage: stageName(),
    ...Object.fromEntries(found.map(({ name, value }) => [name, value])),
  };
}

let knownStage: string | undefined;
function stageName(): string {
  knownStage ??= z.object({ name: z.string() }).parse(JSON.parse(readEnvironment(['stage']).stage)).name;
  return knownStage;
}
