import { RegionInfo } from 'aws-cdk-lib/region-info';

/** The hosts of SES that a mail domain's DNS records name. */
export interface MailHosts {
  /** Where bounces of the MAIL FROM domain go (MX). */
  readonly feedback: string;
  /** What its SPF record includes. */
  readonly spf: string;
  /** The domain that DKIM's CNAME records lead to. */
  readonly dkim: string;
}

/**
 * SES's hosts for a region; undefined outside the partition `aws`, where AWS documents no names: the records that SES
 * shows for the domain hold there.
 * @see https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
 */
export function mailHosts(region: string): MailHosts | undefined {
  if (RegionInfo.get(region).partition !== 'aws') return undefined;
  return {
    feedback: `feedback-smtp.${region}.amazonses.com`,
    spf: 'amazonses.com',
    dkim: 'dkim.amazonses.com',
  };
}
