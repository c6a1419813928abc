import {
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  type SESClient,
} from '@aws-sdk/client-ses';
import type { SesState } from './findings.ts';

/** What SES says of a domain. @throws when it can't be asked */
export async function askSes(mailDomain: string, client: Pick<SESClient, 'send'>): Promise<SesState> {
  const Identities = [mailDomain];
  const [verification, dkim, mailFrom, account, quota] = await Promise.all([
    client.send(new GetIdentityVerificationAttributesCommand({ Identities })),
    client.send(new GetIdentityDkimAttributesCommand({ Identities })),
    client.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })),
    client.send(new GetAccountSendingEnabledCommand({})),
    client.send(new GetSendQuotaCommand({})),
  ]);
  const signs = dkim.DkimAttributes?.[mailDomain];
  const from = mailFrom.MailFromDomainAttributes?.[mailDomain];
  return {
    verification: verification.VerificationAttributes?.[mailDomain]?.VerificationStatus,
    dkim: signs && { status: signs.DkimVerificationStatus ?? 'unknown', tokens: signs.DkimTokens ?? [] },
    mailFrom: from?.MailFromDomain
      ? { domain: from.MailFromDomain, status: from.MailFromDomainStatus ?? 'unknown' }
      : undefined,
    isSendingEnabled: account.Enabled ?? false,
    max24HourSend: quota.Max24HourSend ?? 0,
  };
}
