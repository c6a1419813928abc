import type { SeriesItem } from '../../core/table/items.ts';
import type { WebhookItem, WebhookProgressItem } from '../../core/table/webhook-items.ts';
import { moment, shortMoment } from '../dates.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonLink } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { PagedTable, State, Table } from './parts.tsx';
import { ScopeFields, ScopeInWords, useScopeFields } from './scope.tsx';
import { Screen } from './screen.tsx';
import { accessWords } from './words/access.ts';
import { webhookWords } from './words/webhooks.ts';

const path = '/console/webhooks';
function useWay(webhook?: WebhookItem) {
  const { title } = useWords(webhookWords);
  const own = webhook === undefined ? [] : [{ href: `${path}/${webhook.webhookId}`, label: webhook.label }];
  return [{ href: path, label: title }, ...own];
}

function WebhookState({ webhook: { disabledFor } }: { webhook: WebhookItem }) {
  const words = useWords(webhookWords);
  if (disabledFor === undefined) return <State label={words.active} look="good" />;
  return <State label={words.disabledFor[disabledFor]} look="bad" />;
}

/** Where changes are sent to. */
export function WebhooksScreen({ items, next }: { items: WebhookItem[]; next: string | undefined }) {
  const words = useWords(webhookWords);
  const access = useWords(accessWords);
  return (
    <Screen
      title={words.title}
      lead={<p>{words.lead}</p>}
      action={<ButtonLink href={`${path}/new`} label={words.make} />}
    >
      <PagedTable
        path={path}
        next={next}
        region={words.title}
        empty={words.none}
        columns={[words.label, words.url, words.series, words.state]}
        rows={items.map((webhook) => [
          <a href={`${path}/${webhook.webhookId}`}>{webhook.label}</a>,
          new URL(webhook.url).host,
          webhook.seriesIds?.join(', ') ?? access.everywhere,
          <WebhookState webhook={webhook} />,
        ])}
      />
    </Screen>
  );
}

interface FormProps {
  series: SeriesItem[];
  filled: Filled | undefined;
}

function useFields() {
  const words = useWords(webhookWords);
  return {
    '/label': { label: words.label, help: words.labelHelp },
    '/url': { label: words.url, help: words.urlHelp },
    ...useScopeFields(),
  };
}

function Fields({ series }: { series: SeriesItem[] }) {
  return (
    <>
      <TextField at="/label" maxLength={100} isRequired />
      <TextField at="/url" type="url" isRequired />
      <ScopeFields series={series} />
    </>
  );
}

export function NewWebhookScreen({ series, filled }: FormProps) {
  const words = useWords(webhookWords);
  return (
    <Screen title={words.make} way={useWay()} lead={<p>{words.makeLead}</p>}>
      <Form action={`${path}/new`} fields={useFields()} filled={filled} submit={words.make} cancel={path}>
        <Fields series={series} />
      </Form>
    </Screen>
  );
}

/** The one page that ever shows a secret. */
export function WebhookSecretScreen({ secret, webhook }: { secret: string; webhook: WebhookItem }) {
  const words = useWords(webhookWords);
  return (
    <Screen title={words.secretTitle(webhook.label)} way={useWay()}>
      <p class="note warn">{words.secretOnce}</p>
      <p class="card">
        <code id="secret">{secret}</code>
      </p>
      <p class="buttons">
        <button class="button second" type="button" data-copy="secret" data-done={words.copied} hidden>
          {words.copy}
        </button>
        <a href={`${path}/${webhook.webhookId}`}>{words.noted}</a>
      </p>
    </Screen>
  );
}

interface WebhookScreenProps extends FormProps {
  webhook: WebhookItem;
  progress: WebhookProgressItem;
}

/** How an endpoint stands, what was answered there, and what can be done about it. */
export function WebhookScreen({ webhook, progress, series, filled }: WebhookScreenProps) {
  const { locale, timeZone } = useConsole();
  const words = useWords(webhookWords);
  const { webhookId, label, url, seriesIds, formerSecret, disabledFor, version } = webhook;
  const own = `${path}/${webhookId}`;
  const waiting = progress.waiting.length;
  return (
    <Screen
      title={label}
      way={useWay()}
      action={<ButtonLink href={`${own}/edit`} label={words.edit} look="second" />}
    >
      <Facts
        facts={[
          [words.state, <WebhookState webhook={webhook} />],
          [words.url, url],
          [words.series, <ScopeInWords seriesIds={seriesIds} series={series} />],
          [words.waiting, waiting > 0 && words.waitingCount(waiting)],
          [words.formerSecret, formerSecret && moment(formerSecret.until, timeZone, locale)],
        ]}
      />
      {disabledFor !== undefined && (
        <>
          <p>{words.enabling}</p>
          <Form action={`${own}/enable`} submit={words.enable} />
        </>
      )}
      <Attempts progress={progress} />
      {disabledFor === undefined && (
        <>
          <h2>{words.test}</h2>
          <p>{words.testing}</p>
          <Form action={`${own}/test`} submit={words.test} look="second" />
        </>
      )}
      <h2>{words.replay}</h2>
      <p>{words.replaying}</p>
      <Form
        action={`${own}/replay`}
        fields={{ '/from': { label: words.from, help: words.fromHelp(timeZone) } }}
        filled={filled?.body.from === undefined ? undefined : filled}
        submit={words.replay}
        look="second"
      >
        <TextField at="/from" type="datetime-local" isRequired />
      </Form>
      <h2>{words.rotate}</h2>
      <p>{words.rotating}</p>
      <Form action={`${own}/secret`} submit={words.rotate} look="second" />
      <h2>{words.remove}</h2>
      <p>{words.removing}</p>
      <Form action={`${own}/delete`} version={version} submit={words.remove} look="danger" />
    </Screen>
  );
}

function Attempts({ progress }: { progress: WebhookProgressItem }) {
  const { locale, timeZone } = useConsole();
  const words = useWords(webhookWords);
  return (
    <>
      <h2>{words.attempts}</h2>
      <Table
        region={words.attempts}
        empty={words.noAttempts}
        columns={[words.at, words.told, words.attempt, words.answer]}
        rows={progress.attempts.map(({ at, told, attempt, status, failure, milliseconds }) => [
          shortMoment(at, timeZone, locale),
          told,
          String(attempt),
          failure === undefined
            ? `${words.taken(status ?? 0)}, ${milliseconds} ms`
            : `${words.failures[failure]}${status === undefined ? '' : ` (${status})`}`,
        ])}
      />
    </>
  );
}

export function EditWebhookScreen({ webhook, series, filled }: FormProps & { webhook: WebhookItem }) {
  const { words: common } = useConsole();
  return (
    <Screen title={webhook.label} way={useWay(webhook)}>
      <Form
        action={`${path}/${webhook.webhookId}/edit`}
        fields={useFields()}
        filled={filled}
        version={filled?.version ?? webhook.version}
        submit={common.form.save}
        cancel={`${path}/${webhook.webhookId}`}
      >
        <Fields series={series} />
      </Form>
    </Screen>
  );
}
