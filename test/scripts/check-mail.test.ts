import { execFile } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings, type SesState } from '../../scripts/check-mail/findings.ts';
import { startNameServer, type Zone } from './name-server.ts';

const mailDomain = 'mail.stiftung-marktplatz.example';
const stage = { mailDomain, region: 'eu-central-1' };
const zone: Zone = {
  [`aaa._domainkey.${mailDomain}`]: [{ cname: 'aaa.dkim.amazonses.com' }],
  [`bounce.${mailDomain}`]: [
    { mx: [10, 'feedback-smtp.eu-central-1.amazonses.com'] },
    { txt: 'v=spf1 include:amazonses.com ~all' },
  ],
  [mailDomain]: [{ mx: [0, ''] }],
  '_dmarc.stiftung-marktplatz.example': [{ txt: 'v=DMARC1; p=reject' }],
};
const ready: SesState = {
  verification: 'Success',
  dkim: { status: 'Success', tokens: ['aaa'] },
  mailFrom: { domain: `bounce.${mailDomain}`, status: 'Success' },
  isSendingEnabled: true,
  max24HourSend: 50_000,
};

let servers: Awaited<ReturnType<typeof startNameServer>>[];
const [whole, bare, wrong] = [0, 1, 2];
beforeAll(async () => {
  const misleading: Zone = {
    ...zone,
    [`aaa._domainkey.${mailDomain}`]: [{ cname: 'bbb.dkim.amazonses.com' }],
    [`bounce.${mailDomain}`]: [
      { mx: [10, 'feedback-smtp.us-east-1.amazonses.com'] },
      { mx: [20, 'mx.example.org'] },
      { txt: 'v=spf1 -all' },
    ],
  };
  servers = await Promise.all([zone, {}, misleading].map(startNameServer));
});
afterAll(() => Promise.all(servers.map(({ stop }) => stop())));

async function linesOf(server: number, ses: SesState | undefined): Promise<string[]> {
  const dns = new Resolver({ timeout: 1000, tries: 2 });
  dns.setServers([servers[server]?.address ?? '']);
  const found = await findings(stage, dns, ses);
  return found.map(({ isFine, text }) => `${isFine ? 'ok' : 'MISSING'} ${text}`);
}

describe('the check of the mail domain', () => {
  test('finds nothing where everything is set; DMARC may stand at the organisation’s domain', async () => {
    const lines = await linesOf(whole, ready);
    expect(lines.filter((line) => line.startsWith('MISSING'))).toEqual([]);
    expect(lines).toHaveLength(10);
  });

  test('says of each record that is missing what to set it to', async () => {
    const lines = await linesOf(bare, ready);
    expect(lines.filter((line) => line.startsWith('MISSING'))).toEqual([
      `MISSING aaa._domainkey.${mailDomain} CNAME is missing. Set it to aaa.dkim.amazonses.com.`,
      `MISSING bounce.${mailDomain} MX is missing. Set it to 10 feedback-smtp.eu-central-1.amazonses.com, and no other.`,
      `MISSING bounce.${mailDomain} TXT is missing. Set it to "v=spf1 include:amazonses.com ~all", once.`,
      `MISSING ${mailDomain} MX is missing. Set it to 0 . (no mail is taken there), or to the mail server that takes it.`,
      `MISSING _dmarc.${mailDomain} TXT is missing. Set it to "v=DMARC1; p=quarantine; adkim=r; aspf=r".`,
    ]);
  });

  test('shows what stands there where it is something else', async () => {
    const lines = (await linesOf(wrong, ready)).join('\n');
    expect(lines).toContain('CNAME is "bbb.dkim.amazonses.com". Set it to aaa.dkim.amazonses.com.');
    expect(lines).toMatch(/MX is "\d+ [a-z0-9.-]+" and "\d+ [a-z0-9.-]+"\. Set it/);
    expect(lines).toContain('TXT is "v=spf1 -all".');
  });

  test('knows the sandbox, a paused account and a domain that SES has not seen', async () => {
    const waiting = { ...ready, verification: 'Pending', isSendingEnabled: false, max24HourSend: 200 };
    const lines = (await linesOf(whole, waiting)).join('\n');
    expect(lines).toMatch(/MISSING SES: mail\.\S+ is Pending\. Set the DNS records/);
    expect(lines).toContain('MISSING SES: sending is paused');
    expect(lines).toContain('still in the sandbox');
    expect((await linesOf(whole, { ...ready, verification: undefined }))[0]).toContain(
      'Deploy the stage first.',
    );
  });

  test('as a command asks the resolver that it is told, and fails while something is missing', async () => {
    const given = [
      'scripts/check-mail.ts',
      '--stage',
      'prod',
      '--dns-only',
      '--resolver',
      servers[whole]?.address ?? '',
    ];
    const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((resolve) =>
      execFile(process.execPath, given, (error, stdout) => resolve({ code: error?.code ?? 0, stdout })),
    );
    expect(stdout).toContain(`ok      bounce.${mailDomain} MX is right.`);
    expect(stdout).toContain('MISSING SES could not be asked.');
    expect(code).toBe(1);
  });
});
