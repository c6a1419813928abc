import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { environmentNames } from '../functions/runtime/environment.ts';
import { Alarms } from './constructs/alarms.ts';
import { BackendFunction } from './constructs/backend-function.ts';
import { bundleFunctions } from './constructs/bundles.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { EncryptionKey } from './constructs/encryption-key.ts';
import { Keys } from './constructs/keys.ts';
import { MailDomain } from './constructs/mail-domain.ts';
import { MinuteSchedule } from './constructs/minute-schedule.ts';
import { PublicApi } from './constructs/public-api.ts';
import { Table } from './constructs/table.ts';
import type { FunctionName } from './function-names.ts';
import type { StageConfiguration } from './stage-configuration.ts';

export interface EventboteStackProps extends StackProps {
  readonly stage: StageConfiguration;
  /** Where the functions' entries lie. */
  readonly entryDirectory: string;
}

/** One stage of Eventbote. */
export class EventboteStack extends Stack {
  constructor(scope: Construct, id: string, { stage, entryDirectory, ...props }: EventboteStackProps) {
    super(scope, id, {
      description: `Eventbote ${stage.name}: sign-up and notifications for ${stage.organisation.name}`,
      tags: { project: 'eventbote', stage: stage.name },
      terminationProtection: stage.deletionProtection,
      ...props,
    });

    const encrypted = {
      stage,
      encryptionKey: stage.customerManagedKey ? new EncryptionKey(this, 'Encryption', { stage }) : undefined,
    };
    const table = new Table(this, 'Table', encrypted);
    const keys = new Keys(this, 'Keys', encrypted);
    const mailDomain = new MailDomain(this, 'MailDomain', encrypted);
    const api = new PublicApi(this, 'Api', encrypted);

    // A table that is protected against deletion stays behind when a first deployment fails after it: what another
    // stage may own already, and fail by that, is made before it.
    table.node.addDependency(...mailDomain.claims, ...api.claims);

    const codeOf = bundleFunctions(this, entryDirectory);
    const backendFunction = (name: FunctionName, memoryMiB: number, timeoutSeconds: number) =>
      new BackendFunction(this, name, { ...encrypted, code: codeOf(name), memoryMiB, timeoutSeconds });
    // API Gateway waits 30 s, so that these answer for themselves.
    const site = backendFunction('site', 512, 28);
    const register = backendFunction('register', 512, 28);
    const attendee = backendFunction('attendee', 512, 28);
    const organiser = backendFunction('organiser', 1024, 28);
    const console = backendFunction('console', 1024, 28);
    const relay = backendFunction('relay', 1024, 60);
    const changes = backendFunction('changes', 512, 60);
    const webhooks = backendFunction('webhooks', 512, 60);
    // It stops 5 s before its limit, which is when the next tick begins: bulk goes on with hardly a gap, and the lease
    // keeps two from overlapping.
    const dispatch = backendFunction('dispatch', 1024, 65);
    const sesNotices = backendFunction('sesNotices', 512, 30);
    const issueToken = backendFunction('issueToken', 512, 28);
    const all = [
      site,
      register,
      attendee,
      organiser,
      console,
      relay,
      changes,
      webhooks,
      dispatch,
      sesNotices,
      issueToken,
    ];

    table.grantSite(site);
    table.grantSignUp(register);
    table.grantAttendee(attendee);
    table.grantOrganiser(organiser);
    table.grantConsole(console);
    table.grantRelay(relay);
    table.grantChanges(changes);
    table.grantWebhooks(webhooks);
    table.grantDispatch(dispatch);
    table.grantSesNotices(sesNotices);
    table.grantIssueToken(issueToken);
    for (const fn of [register, attendee, organiser, console, relay, webhooks, dispatch]) keys.grantRead(fn);
    for (const fn of [relay, dispatch]) mailDomain.grantSend(fn);
    for (const fn of [relay, webhooks, dispatch]) api.setPublicUrl(fn);
    for (const fn of [issueToken, organiser, console, webhooks, dispatch]) {
      fn.addEnvironment(environmentNames.owners, stage.owners.join(','));
    }

    api.answerWith('site', site);
    api.answerWith('register', register);
    api.answerWith('attendee', attendee);
    api.answerWith('organiser', organiser);
    api.answerWith('console', console);

    const relayDeadLetters = new DeadLetterQueue(this, 'RelayDeadLetters', encrypted);
    table.streamDeliveriesTo(relay, relayDeadLetters);
    table.streamChangesTo(changes);
    new MinuteSchedule(this, 'Tick', dispatch);
    new MinuteSchedule(this, 'WebhooksTick', webhooks);
    const sesNoticesDeadLetters = new DeadLetterQueue(this, 'SesNoticesDeadLetters', encrypted);
    const sesNoticesQueue = mailDomain.reportTo(sesNotices, sesNoticesDeadLetters);

    const alarms = new Alarms(this, 'Alarms', encrypted);
    alarms.onDeadLetter('RelayDeadLetters', relayDeadLetters);
    alarms.onDeadLetter('SesNoticesDeadLetters', sesNoticesDeadLetters);
    alarms.onWaiting('SesNoticesWaiting', sesNoticesQueue);
    alarms.onError(all);
    alarms.onSilence(dispatch);
    alarms.onThrottle();
    alarms.onServerErrors(api.serverErrors);
    alarms.onLateMail();
    alarms.onQuota();
    alarms.onReputation();
    new Dashboard(this, 'Dashboard', {
      ...{ stage, functions: all, alarms: alarms.all, requests: [api.requests, api.serverErrors] },
    });

    this.output({
      PublicUrl: api.url,
      TableName: table.tableName,
      IssueTokenFunction: issueToken.functionName,
      // What the commands of docs/operating.md ask for.
      SesNoticesQueueUrl: sesNoticesQueue.queueUrl,
      ConfigurationSet: mailDomain.configurationSetName,
      ...(stage.sesAccess === 'sandbox' && {
        Sandbox:
          'Mail goes to verified addresses alone. Set "sesAccess": "production" once SES has granted it.',
      }),
      KeysSecret: keys.secretArn,
      RelayDeadLettersUrl: relayDeadLetters.queueUrl,
      SesNoticesDeadLettersUrl: sesNoticesDeadLetters.queueUrl,
      ...(api.customDomainTarget && {
        DnsApi: `${stage.customDomain?.name} CNAME ${api.customDomainTarget}`,
      }),
      ...Object.fromEntries(
        Object.entries(mailDomain.dnsRecords).map(([name, record]) => [`Dns${name}`, record]),
      ),
    });
  }

  private output(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
