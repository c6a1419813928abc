import type * as z from 'zod';
import { DeployedStage, logRetentions, noticeWorkers } from './deployed-stage.ts';
import { functionNames } from './function-names.ts';

/** What to write instead, by path; a path without its own line takes its parent's. */
const advice: Record<string, string> = {
  '': `an object of ${Object.keys(DeployedStage.shape).join(', ')}`,
  name: 'lower-case letters, digits and hyphens, at most 20, beginning with a letter',
  organisation: 'an object of name, imprint, imprintUrl, privacyUrl, and if wanted colour and logoUrl',
  'organisation.imprint': 'one to twelve lines: postal address, representative, register, contact',
  'organisation.imprintUrl': 'the URL of the imprint, such as https://www.example.org/impressum',
  'organisation.privacyUrl': 'the URL of the privacy notice, such as https://www.example.org/datenschutz',
  'organisation.colour': 'a colour such as "#1f4e79"',
  'organisation.logoUrl': 'the URL of an image, such as https://www.example.org/logo.png',
  publicBody:
    'true for an authority, municipality or other public body (also a company that it controls), else false',
  accessibility:
    'an object of statementUrl, feedback (an address or a page) and, of public bodies, plainLanguageUrl and signLanguageUrl; or "not-required" with accessibilityReason',
  accessibilityReason:
    "a sentence why no law asks for it, such as that it is a microenterprise's service (§ 3 Abs. 3 BFSG)",
  dossier:
    'an object of answers for the dossier, each a sentence: dataProtectionOfficer, authority, processingAgreements, thirdCountries, children, worksCouncil, archive, breach, onBehalfOf, partners; and impactAssessment, accessReview, restoreDrill, breachDrill, each an object of date and result; see docs/operating.md, "The dossier"',
  development: "true for a stage without any real person's data, else nothing",
  taskNorm: 'the law that gives you the task, such as "§ 3 Landesgesetz …"',
  processors:
    'a list of who processes for you, by the name in the contract, with seat and task: of AWS as its bill names it, such as "Amazon Web Services EMEA SARL, Luxemburg (Betrieb und Mailversand)", or an object of that in de and en',
  sender: 'an address in the mail domain, such as seminare@mail.example.org for mail.example.org',
  replyTo: 'the address of a person, such as seminare@example.org',
  allowedOrigins: 'a list of origins such as ["https://www.example.org"]; productions take https alone',
  defaultLocale: '"de" or "en"',
  defaultTimeZone: 'a zone of the IANA database such as "Europe/Berlin"',
  retentionDays: 'whole days from 1 to 3650',
  account: 'twelve digits in quotation marks, or nothing for the account of your credentials',
  region: 'a region such as "eu-central-1"',
  mailDomain: 'a domain in lower case that you can add DNS records to, such as "mail.example.org"',
  existingIdentity: 'true where SES knows the mail domain already, else false',
  sesAccess: '"sandbox" until SES has granted production access, then "production" or nothing',
  owners: 'a list of one to twenty addresses such as ["organisation@example.org"]',
  alarmAddress: 'an address that somebody reads daily, such as "it@example.org"',
  removal: '"retain" (always for productions) or "destroy"',
  deletionProtection: 'true (always for productions) or false',
  pointInTimeRecovery: 'true (always for productions) or false',
  restoredTableStream:
    'the ARN of the restored table\'s stream, arn:aws:dynamodb:…:table/…/stream/…; see docs/operating.md, "Restore"',
  customerManagedKey: 'true for a key of your own account (AWS KMS, $1 a month), else false',
  transferAssessment: 'an object of document (its title and where it is kept) and date, such as "2026-11-01"',
  logRetentionDays: `a number of days that CloudWatch offers: ${logRetentions.join(', ')}`,
  customDomain: 'an object of name ("events.example.org") and certificateArn, of the stage\'s region',
  concurrency: `an object of whole numbers from 1 to 1000 (sesNotices: from ${noticeWorkers}) by function: ${functionNames.join(', ')}`,
};

/** `.path: what is wrong. Write what.` */
export function faultLine(issue: z.core.$ZodIssue): string {
  const names = issue.path.filter((step) => typeof step === 'string');
  let depth = names.length;
  while (depth > 0 && advice[names.slice(0, depth).join('.')] === undefined) depth--;
  const path = issue.path.map((step) => `.${String(step)}`).join('');
  const write = ownAdvice(issue) ?? advice[names.slice(0, depth).join('.')];
  return `${path}: ${whatIsWrong(issue)}. Write ${write}.`;
}

/** Whether a rule across fields found it, whose fields are sound each. */
export const isOfRule = ({
  code,
  params,
}: Partial<Pick<z.core.$ZodIssueCustom, 'params'>> & { code?: string }) =>
  code === 'custom' && params !== undefined && 'write' in params;

/** What a rule says itself to write. */
function ownAdvice(issue: z.core.$ZodIssue): string | undefined {
  const write: unknown = issue.code === 'custom' ? issue.params?.write : undefined;
  return typeof write === 'string' ? write : undefined;
}

/** In short, because what to write follows. */
function whatIsWrong(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has unknown ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return 'is not one of the choices';
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `is not of type ${issue.expected}`;
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : `is not a valid ${issue.format}`;
    case 'custom':
      // A rule of the functions' own has a code, whose sentences are the API's.
      return issue.params === undefined || isOfRule(issue) ? issue.message : 'is not possible';
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string' ? 'is empty' : 'is too small';
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string' ? 'is too long' : 'is too big';
    default:
      return issue.message;
  }
}
