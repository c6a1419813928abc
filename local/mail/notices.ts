import { randomUUID } from 'node:crypto';
import type { Stack } from '../assembly/stack.ts';
import type { StoredMail } from './mailbox.ts';
import type { Topics } from './sns.ts';

/** What SES tells about a mail, by the name that an event destination lists. */
type Kind = 'send' | 'delivery' | 'bounce' | 'complaint';

interface Destination {
  readonly configurationSet: string;
  readonly kinds: ReadonlySet<string>;
  readonly topicArn: string;
}

/**
 * Tells the topics of a configuration set what became of a mail. Addresses of the mailbox simulator get what they
 * stand for, those below `.invalid` bounce, every other address gets a delivery.
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export class Notices {
  readonly #topics: Topics;
  readonly #destinations: readonly Destination[];
  readonly #account: string;

  constructor(topics: Topics, stack: Stack) {
    this.#topics = topics;
    this.#account = stack.deployment.account;
    this.#destinations = stack.all('AWS::SES::ConfigurationSetEventDestination').flatMap((destination) => {
      const { Enabled, MatchingEventTypes, SnsDestination } = destination.EventDestination;
      if (!Enabled || !SnsDestination) return [];
      return {
        configurationSet: destination.ConfigurationSetName,
        kinds: new Set(MatchingEventTypes.map((type) => type.toLowerCase())),
        topicArn: SnsDestination.TopicARN,
      };
    });
  }

  /** Publishes the notices of an accepted mail: they are on disk before it is answered. */
  publish(mail: StoredMail, configurationSet: string | undefined): void {
    for (const { configurationSet: named, kinds, topicArn } of this.#destinations) {
      if (named !== configurationSet) continue;
      for (const [kind, recipients] of outcomes(mail.recipients)) {
        if (kinds.has(kind))
          this.#topics.publish(topicArn, JSON.stringify(this.#notice(kind, mail, recipients, named)));
      }
    }
  }

  #notice(kind: Kind, mail: StoredMail, recipients: readonly string[], configurationSet: string): object {
    const timestamp = new Date(mail.at).toISOString();
    const own = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
    return {
      eventType: `${kind[0]?.toUpperCase()}${kind.slice(1)}`,
      mail: {
        timestamp,
        messageId: mail.id,
        source: mail.source,
        sendingAccountId: this.#account,
        destination: mail.recipients,
        headersTruncated: false,
        headers: [],
        commonHeaders: { messageId: mail.id },
        tags: Object.fromEntries([...own, ['ses:configuration-set', [configurationSet]]]),
      },
      ...details(kind, recipients, timestamp),
    };
  }
}

function outcomes(recipients: readonly string[]): Map<Kind, string[]> {
  const found = new Map<Kind, string[]>([['send', [...recipients]]]);
  const add = (kind: Kind, recipient: string) => found.set(kind, [...(found.get(kind) ?? []), recipient]);
  for (const recipient of recipients) {
    const simulated = simulates(recipient);
    if (simulated === 'bounce' || simulated === 'suppressionlist' || isNobodys(recipient))
      add('bounce', recipient);
    else add('delivery', recipient);
    if (simulated === 'complaint') add('complaint', recipient);
  }
  return found;
}

const simulates = (recipient: string) =>
  /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(recipient)?.[1]?.toLowerCase();

/** No domain below `.invalid` exists (RFC 6761 section 6.4). */
const isNobodys = (recipient: string) => /\.invalid$/i.test(recipient);

function details(kind: Kind, recipients: readonly string[], timestamp: string): object {
  const addresses = recipients.map((emailAddress) => ({ emailAddress }));
  switch (kind) {
    case 'send':
      return { send: {} };
    case 'delivery':
      return {
        delivery: {
          timestamp,
          recipients,
          processingTimeMillis: 300,
          smtpResponse: '250 2.6.0 Message received',
          reportingMTA: 'local.smtp-out.amazonses.com',
        },
      };
    case 'bounce':
      return {
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: recipients.every((recipient) => simulates(recipient) === 'suppressionlist')
            ? 'Suppressed'
            : 'General',
          bouncedRecipients: recipients.map((emailAddress) => ({
            emailAddress,
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          })),
          timestamp,
          feedbackId: randomUUID(),
          reportingMTA: 'dns; local.smtp-out.amazonses.com',
        },
      };
    case 'complaint':
      return {
        complaint: {
          complainedRecipients: addresses,
          timestamp,
          feedbackId: randomUUID(),
          userAgent: 'Amazon SES Mailbox Simulator',
          complaintFeedbackType: 'abuse',
          arrivalDate: timestamp,
        },
      };
  }
}
