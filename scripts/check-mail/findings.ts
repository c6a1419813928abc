import type { Resolver } from 'node:dns/promises';
import { type MailHosts, mailHosts } from '../../lib/mail-hosts.ts';

/** What SES says of the mail domain; undefined where it could not be asked. */
export interface SesState {
  /** Undefined: SES has no identity of that name. */
  verification: string | undefined;
  dkim: { status: string; tokens: readonly string[] } | undefined;
  mailFrom: { domain: string; status: string } | undefined;
  isSendingEnabled: boolean;
  max24HourSend: number;
}

export interface Finding {
  isFine: boolean;
  text: string;
}

interface Checked {
  mailDomain: string;
  region: string;
}

const fine = (text: string): Finding => ({ isFine: true, text });
const wrong = (text: string): Finding => ({ isFine: false, text });

/** Everything that has to be true before mail arrives, each with what to do where it isn't. */
export async function findings(
  { mailDomain, region }: Checked,
  dns: Pick<Resolver, 'resolveCname' | 'resolveMx' | 'resolveTxt'>,
  ses: SesState | undefined,
): Promise<Finding[]> {
  const mailFrom = ses?.mailFrom?.domain ?? `bounce.${mailDomain}`;
  const hosts = mailHosts(region);
  const named = hosts && [
    ...(ses?.dkim?.tokens ?? []).map((token) => dkim(token, mailDomain, hosts, dns)),
    mx(mailFrom, hosts, dns),
    spf(mailFrom, hosts, dns),
  ];
  return [
    ...ofSes(mailDomain, region, ses),
    // SES has looked at the records itself: what it says of DKIM and MAIL FROM above tells whether they are right.
    ...(named === undefined
      ? [
          fine(
            `The records of ${mailFrom} and of DKIM are those that SES shows in ${region}; it alone knows them.`,
          ),
        ]
      : await Promise.all(named)),
    await mxOfSender(mailDomain, dns),
    await dmarc(mailDomain, dns),
  ];
}

function ofSes(mailDomain: string, region: string, ses: SesState | undefined): Finding[] {
  if (ses === undefined) {
    return [
      wrong(
        'SES could not be asked. Use credentials of the account (AWS_PROFILE), or --dns-only; DKIM stays unchecked without it.',
      ),
    ];
  }
  if (ses.verification === undefined) {
    return [wrong(`SES in ${region} does not know ${mailDomain}. Deploy the stage first.`)];
  }
  const status = (what: string, is: string | undefined, todo: string) =>
    is === 'Success'
      ? fine(`SES: ${what} is verified.`)
      : wrong(`SES: ${what} is ${is ?? 'not set'}. ${todo}`);
  const wait = 'Set the DNS records below; SES looks again by itself, within 72 hours.';
  return [
    status(mailDomain, ses.verification, wait),
    status('DKIM', ses.dkim?.status, wait),
    status('MAIL FROM', ses.mailFrom?.status, wait),
    ses.isSendingEnabled
      ? fine('SES: the account may send.')
      : wrong(
          'SES: sending is paused for the account. docs/operating.md, "Pause all mail", says how it goes on.',
        ),
    ses.max24HourSend > 200
      ? fine(`SES: up to ${ses.max24HourSend} mails in 24 hours.`)
      : wrong(
          `SES: ${ses.max24HourSend} mails in 24 hours, so the account is still in the sandbox: only verified addresses get mail. docs/operating.md, "Leave the SES sandbox".`,
        ),
  ];
}

async function dkim(
  token: string,
  mailDomain: string,
  hosts: MailHosts,
  dns: Pick<Resolver, 'resolveCname'>,
): Promise<Finding> {
  const name = `${token}._domainkey.${mailDomain}`;
  const target = `${token}.${hosts.dkim}`;
  const found = await answers(() => dns.resolveCname(name));
  return expected(
    name,
    'CNAME',
    target,
    found,
    found.some((one) => same(one, target)),
  );
}

async function mx(
  mailFrom: string,
  { feedback: host }: MailHosts,
  dns: Pick<Resolver, 'resolveMx'>,
): Promise<Finding> {
  const records = await answers(() => dns.resolveMx(mailFrom));
  const found = records.map(({ priority, exchange }) => `${priority} ${exchange}`);
  // SES takes the MAIL FROM domain only when this is its single MX record.
  const isRight = records.length === 1 && same(records[0]?.exchange ?? '', host);
  return expected(mailFrom, 'MX', `10 ${host}, and no other`, found, isRight);
}

/** Where mail to the sender's address goes, or that it goes nowhere (RFC 7505): receivers distrust a domain that says neither. */
async function mxOfSender(mailDomain: string, dns: Pick<Resolver, 'resolveMx'>): Promise<Finding> {
  const records = await answers(() => dns.resolveMx(mailDomain));
  if (records.length > 0) return fine(`${mailDomain} MX is there.`);
  return expected(
    mailDomain,
    'MX',
    '0 . (no mail is taken there), or to the mail server that takes it',
    [],
    false,
  );
}

async function spf(mailFrom: string, hosts: MailHosts, dns: Pick<Resolver, 'resolveTxt'>): Promise<Finding> {
  const found = (await texts(mailFrom, dns)).filter((text) => /^v=spf1\b/i.test(text));
  const isRight =
    found.length === 1 &&
    found.some((text) => text.toLowerCase().split(' ').includes(`include:${hosts.spf}`));
  return expected(mailFrom, 'TXT', `"v=spf1 include:${hosts.spf} ~all", once`, found, isRight);
}

/** Receivers look at the mail domain and then at the organisation's (RFC 7489 section 6.6.3); here, at each above it. */
async function dmarc(mailDomain: string, dns: Pick<Resolver, 'resolveTxt'>): Promise<Finding> {
  const labels = mailDomain.split('.');
  for (let up = 0; up < labels.length - 1; up++) {
    const name = `_dmarc.${labels.slice(up).join('.')}`;
    const [policy] = (await texts(name, dns)).filter((text) => /^v=DMARC1\b/i.test(text));
    if (policy !== undefined) return fine(`${name} TXT is there: "${policy}"`);
  }
  const name = `_dmarc.${mailDomain}`;
  return expected(name, 'TXT', '"v=DMARC1; p=quarantine; adkim=r; aspf=r"', [], false);
}

async function texts(name: string, dns: Pick<Resolver, 'resolveTxt'>): Promise<string[]> {
  return (await answers(() => dns.resolveTxt(name))).map((parts) => parts.join(''));
}

/** No such name and no such record are the same here: nothing is set. */
async function answers<T>(look: () => Promise<T[]>): Promise<T[]> {
  try {
    return await look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['ENOTFOUND', 'ENODATA'].includes(code)) return [];
    throw error;
  }
}

function expected(
  name: string,
  type: string,
  wanted: string,
  found: readonly string[],
  isRight: boolean,
): Finding {
  if (isRight) return fine(`${name} ${type} is right.`);
  const there = found.length === 0 ? 'is missing' : `is ${found.map((one) => `"${one}"`).join(' and ')}`;
  return wrong(`${name} ${type} ${there}. Set it to ${wanted}.`);
}

const same = (left: string, right: string) => left.replace(/\.$/, '').toLowerCase() === right.toLowerCase();
