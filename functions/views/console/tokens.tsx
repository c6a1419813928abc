import type { tokenView } from '../../core/access/tokens.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { moment, shortMoment } from '../dates.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonLink, LinkLine } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { PagedTable } from './parts.tsx';
import { RightsInWords, RoleAndScope, useReachFields } from './scope.tsx';
import { Screen } from './screen.tsx';
import { accessWords } from './words/access.ts';

type TokenView = ReturnType<typeof tokenView>;

const path = '/console/tokens';
const useWay = () => [{ href: path, label: useConsole().words.frame.tokens }];

interface TokensScreenProps {
  session: TokenView;
  items: TokenView[];
  /** Addresses of those who made them, by id. */
  makers: ReadonlyMap<string, string>;
  next: string | undefined;
}

/** One's own session, and for owners the tokens and sessions of all. */
export function TokensScreen({ session, items, makers, next }: TokensScreenProps) {
  const { words, locale, timeZone, may } = useConsole();
  const access = useWords(accessWords);
  const { tokens } = useWords(accessWords);
  const when = (at: string | undefined) => (at === undefined ? '' : shortMoment(at, timeZone, locale));
  return (
    <Screen
      title={words.frame.tokens}
      action={may('owner') && <ButtonLink href={`${path}/new`} label={tokens.make} />}
      lead={<p>{tokens.zone(timeZone)}</p>}
    >
      <h2>{tokens.ownSession}</h2>
      <Facts
        facts={[
          [tokens.name, session.name],
          [access.role, words.roles[session.role]],
          [access.rights, session.rights && <RightsInWords rights={session.rights} />],
          [tokens.since, when(session.createdAt)],
          [tokens.until, when(session.expiresAt)],
        ]}
      />
      <LinkLine href={`${path}/${session.tokenId}/revoke`} label={tokens.endOwn} />
      {may('owner') && (
        <>
          <LinkLine href="/console/webhooks" label={tokens.webhooks} />
          <h2>{tokens.others}</h2>
          <p class="hint">{tokens.help}</p>
          <PagedTable
            path={path}
            next={next}
            region={tokens.others}
            empty={tokens.none}
            columns={[
              ...[tokens.name, tokens.kind, access.role, access.rights, access.series],
              ...[tokens.madeBy, tokens.lastUsed, tokens.until],
              { label: tokens.revoke, isHidden: true },
            ]}
            rows={items.map((one) => [
              one.name,
              tokens.kinds[one.kind],
              one.kind === 'session' ? tokens.asOrganiser : words.roles[one.role],
              one.rights === undefined ? tokens.asOrganiser : <RightsInWords rights={one.rights} />,
              one.kind === 'session' ? tokens.asOrganiser : (one.seriesIds?.join(', ') ?? access.everywhere),
              makers.get(one.madeBy?.organiserId ?? '') ?? '',
              when(one.lastUsedAt),
              when(one.expiresAt),
              <a href={`${path}/${one.tokenId}/revoke`} aria-label={tokens.revokeWhich(one.name)}>
                {tokens.revoke}
              </a>,
            ])}
          />
        </>
      )}
    </Screen>
  );
}

interface NewTokenProps {
  series: SeriesItem[];
  filled: Filled | undefined;
}

export function NewTokenScreen({ series, filled }: NewTokenProps) {
  const { timeZone } = useConsole();
  const { tokens } = useWords(accessWords);
  return (
    <Screen title={tokens.make} way={useWay()} lead={<p>{tokens.makeLead}</p>}>
      <Form
        action={`${path}/new`}
        fields={{
          '/name': { label: tokens.name, help: tokens.nameHelp },
          ...useReachFields(),
          '/expiresAt': { label: tokens.until, help: tokens.untilHelp(timeZone) },
        }}
        filled={filled}
        submit={tokens.make}
        cancel={path}
      >
        <TextField at="/name" maxLength={100} isRequired />
        <RoleAndScope series={series} />
        <TextField at="/expiresAt" type="datetime-local" isRequired={false} />
      </Form>
    </Screen>
  );
}

/** The one page that ever shows a token's text. */
export function MadeTokenScreen({ text, token }: { text: string; token: TokenView }) {
  const { words, locale, timeZone } = useConsole();
  const access = useWords(accessWords);
  const { tokens } = useWords(accessWords);
  return (
    <Screen title={tokens.madeTitle(token.name)} way={useWay()}>
      <p class="note warn">{tokens.shownOnce}</p>
      <p class="card">
        <code id="token">{text}</code>
      </p>
      <p class="buttons">
        <button class="button second" type="button" data-copy="token" data-done={tokens.copied} hidden>
          {tokens.copy}
        </button>
        <a href={path}>{tokens.noted}</a>
      </p>
      <Facts
        facts={[
          [access.role, words.roles[token.role]],
          [access.rights, token.rights && <RightsInWords rights={token.rights} />],
          [access.series, token.seriesIds?.join(', ') ?? access.everywhere],
          [tokens.until, token.expiresAt && moment(token.expiresAt, timeZone, locale)],
        ]}
      />
    </Screen>
  );
}

export function RevokeTokenScreen({ token }: { token: TokenView }) {
  const { locale, timeZone } = useConsole();
  const { tokens } = useWords(accessWords);
  return (
    <Screen title={tokens.revokeTitle} way={useWay()}>
      <Facts
        facts={[
          [tokens.name, token.name],
          [tokens.kind, tokens.kinds[token.kind]],
          [tokens.lastUsed, token.lastUsedAt && moment(token.lastUsedAt, timeZone, locale)],
        ]}
      />
      <p class="note warn">{token.kind === 'session' ? tokens.revokingSession : tokens.revoking}</p>
      <Form
        action={`${path}/${token.tokenId}/revoke`}
        submit={tokens.revokeTitle}
        look="danger"
        cancel={path}
      />
    </Screen>
  );
}
