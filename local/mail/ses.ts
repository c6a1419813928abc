import { addressParser } from 'postal-mime';
import type { Access } from '../access/policy.ts';
import type { Deployment } from '../assembly/names.ts';
import type { Stack } from '../assembly/stack.ts';
import type { PreparedCall } from '../endpoint/dynamodb.ts';
import { type Outcome, xmlAnswer, xmlRefusal } from '../endpoint/refusals.ts';
import type { FaultBox } from '../state/faults.ts';
import { headerOf, type Mailbox } from './mailbox.ts';
import type { Notices } from './notices.ts';
import type { Quota } from './quota.ts';
import { sesRefusals } from './ses-refusals.ts';

interface RawEmail {
  readonly raw: Buffer;
  readonly source: string;
  readonly recipients: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * SES's SendRawEmail and GetSendQuota.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export class SesService {
  readonly #mailbox: Mailbox;
  readonly #quota: Quota;
  readonly #notices: Notices;
  readonly #faults: FaultBox;
  readonly #identities: ReadonlySet<string>;
  readonly #configurationSets: ReadonlySet<string>;
  readonly #deployment: Deployment;

  constructor(stack: Stack, parts: { mailbox: Mailbox; quota: Quota; notices: Notices; faults: FaultBox }) {
    this.#mailbox = parts.mailbox;
    this.#quota = parts.quota;
    this.#notices = parts.notices;
    this.#faults = parts.faults;
    this.#deployment = stack.deployment;
    this.#identities = new Set([
      ...stack.all('AWS::SES::EmailIdentity').map(({ EmailIdentity }) => EmailIdentity.toLowerCase()),
      ...keptElsewhere(stack),
    ]);
    this.#configurationSets = new Set(stack.all('AWS::SES::ConfigurationSet').map(({ ref }) => ref));
  }

  prepare(_target: string, body: Buffer): PreparedCall {
    const form = new URLSearchParams(body.toString('utf8'));
    const action = form.get('Action') ?? '';
    const refuse = (message: string) => xmlRefusal(403, 'AccessDenied', message);
    if (action === 'SendRawEmail') {
      const email = readRawEmail(form);
      return { accesses: this.#accesses(email), refuse, run: async () => this.#send(email) };
    }
    return {
      accesses: [{ action: `ses:${action}`, resource: '*' }],
      refuse,
      run: async () =>
        action === 'GetSendQuota'
          ? this.#answerQuota()
          : xmlRefusal(
              400,
              'InvalidAction',
              `the local runner serves SendRawEmail and GetSendQuota, not ${action}`,
            ),
    };
  }

  #accesses({ source, recipients, configurationSet }: RawEmail): Access[] {
    const { partition, region, account } = this.#deployment;
    const arn = (resource: string) => `arn:${partition}:ses:${region}:${account}:${resource}`;
    const context = new Map([
      ['ses:fromaddress', [source]],
      ['ses:recipients', [...recipients]],
    ]);
    const named = this.#identityOf(source) ?? domainOf(source);
    const resources = [
      `identity/${named}`,
      ...(this.#sandbox ? recipients.flatMap((address) => this.#identityOf(address) ?? []) : []).map(
        (identity) => `identity/${identity}`,
      ),
      ...(configurationSet ? [`configuration-set/${configurationSet}`] : []),
    ];
    return resources.map((resource) => ({ action: 'ses:SendRawEmail', resource: arn(resource), context }));
  }

  get #sandbox(): readonly string[] | undefined {
    return this.#faults.current.ses?.sandbox;
  }

  #identityOf(address: string): string | undefined {
    const lower = address.toLowerCase();
    const identities = new Set([...this.#identities, ...(this.#sandbox ?? [])]);
    if (identities.has(lower)) return lower;
    // A verified domain covers its subdomains.
    for (let domain = domainOf(lower); domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
      if (identities.has(domain)) return domain;
    }
    return undefined;
  }

  #send(email: RawEmail): Outcome {
    const refusal = this.#refusal(email);
    if (refusal) return refusal;
    const mail = this.#mailbox.accept(email);
    this.#notices.publish(mail, email.configurationSet);
    if (this.#faults.strikes(this.#faults.current.ses?.failAfterAccept)) return 'drop';
    return xmlAnswer('SendRawEmail', `<MessageId>${mail.id}</MessageId>`);
  }

  #refusal({ source, recipients, configurationSet, tags, raw }: RawEmail): Outcome | undefined {
    const faults = this.#faults.current.ses ?? {};
    if (this.#faults.strikes(faults.timeout)) return 'hang';
    if (this.#faults.strikes(faults.failBefore))
      return xmlRefusal(500, 'InternalFailure', 'Internal failure.');
    const refused = sesRefusals[faults.refuses ?? ''];
    if (refused) return xmlRefusal(refused.status, refused.code, refused.message);
    if (this.#faults.strikes(faults.throttle))
      return xmlRefusal(400, 'Throttling', 'Maximum sending rate exceeded.');
    if (configurationSet && !this.#configurationSets.has(configurationSet)) {
      return xmlRefusal(
        400,
        'ConfigurationSetDoesNotExist',
        `Configuration set <${configurationSet}> does not exist.`,
      );
    }
    const unverified = [source, ...(this.#sandbox ? recipients.filter(isNoSimulator) : [])].filter(
      (address) => !this.#identityOf(address),
    );
    if (unverified.length > 0) {
      const region = this.#deployment.region.toUpperCase();
      return xmlRefusal(
        400,
        'MessageRejected',
        `Email address is not verified. The following identities failed the check in region ${region}: ${unverified.join(', ')}`,
      );
    }
    const wrongTag = Object.entries(tags)
      .flat()
      .find((text) => !/^[A-Za-z0-9_-]{1,256}$/.test(text));
    if (wrongTag !== undefined)
      return xmlRefusal(400, 'InvalidParameterValue', `Invalid tag name or value: <${wrongTag}>.`);
    if (recipients.length === 0) return xmlRefusal(400, 'InvalidParameterValue', 'Missing final recipients.');
    if (recipients.length > 50)
      return xmlRefusal(400, 'InvalidParameterValue', 'Recipient count exceeds 50.');
    const wrong = recipients.find(
      (address) => !/^[\x21-\x3f\x41-\x7e]{1,64}@[\x21-\x3f\x41-\x7e]+$/.test(address),
    );
    // SES takes no SMTPUTF8, and wants internationalised domains in Punycode.
    if (wrong !== undefined)
      return xmlRefusal(
        400,
        'InvalidParameterValue',
        `Local address contains control or whitespace, or is not ASCII: ${wrong}`,
      );
    if (raw.length > 10 * 2 ** 20)
      return xmlRefusal(
        400,
        'InvalidParameterValue',
        `Message length is more than 10485760 bytes long: '${raw.length}'.`,
      );
    const exceeded = this.#quota.take(recipients.length);
    return exceeded === undefined ? undefined : xmlRefusal(400, 'Throttling', exceeded);
  }

  #answerQuota(): Outcome {
    if (this.#faults.strikes(this.#faults.current.ses?.quotaFails))
      return xmlRefusal(500, 'InternalFailure', 'Internal failure.');
    if (!this.#quota.mayTell()) return xmlRefusal(400, 'Throttling', 'Rate exceeded');
    const { maxSendRate, max24HourSend, sentLast24Hours } = this.#quota.limits;
    return xmlAnswer(
      'GetSendQuota',
      `<SentLast24Hours>${sentLast24Hours}</SentLast24Hours><Max24HourSend>${max24HourSend}</Max24HourSend><MaxSendRate>${maxSendRate}</MaxSendRate>`,
    );
  }
}

/** The identities that the stack sends as and another one keeps: only its policies name them. */
function keptElsewhere(stack: Stack): string[] {
  const statements = stack.all('AWS::IAM::Policy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return statements
    .flatMap(({ Resource = [] }) => Resource)
    .flatMap((arn) => /^arn:[^:]+:ses:[^:]*:\d+:identity\/([^*]+)$/.exec(arn)?.[1] ?? []);
}

/** SES's mailbox simulator takes mail from the sandbox too. */
const isNoSimulator = (address: string) => domainOf(address.toLowerCase()) !== 'simulator.amazonses.com';

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** The addresses in a header's value, display names left out. */
export function addressesIn(value: string | undefined): string[] {
  return addressParser(value ?? '', { flatten: true }).flatMap(({ address }) => (address ? [address] : []));
}

function readRawEmail(form: URLSearchParams): RawEmail {
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
  const members = (prefix: string, suffix = '') => {
    const found: string[] = [];
    for (let number = 1; ; number += 1) {
      const value = form.get(`${prefix}.member.${number}${suffix}`);
      if (value === null) return found;
      found.push(value);
    }
  };
  const named = members('Destinations').flatMap(addressesIn);
  const written = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headerOf(raw, name)));
  const values = members('Tags', '.Value');
  return {
    raw,
    source: addressesIn(form.get('Source') ?? headerOf(raw, 'from'))[0] ?? '',
    recipients: named.length > 0 ? named : written,
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    tags: Object.fromEntries(members('Tags', '.Name').map((name, index) => [name, values[index] ?? ''])),
  };
}
