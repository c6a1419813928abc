import { rightsOf } from '../../core/access/rights.ts';
import type { tokenView } from '../../core/access/tokens.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import type { OrganiserItem } from '../../core/table/organiser-items.ts';
import { shortMoment } from '../dates.ts';
import { ChoiceField, SelectField, TextField, TickField } from '../kit/fields.tsx';
import { ButtonLink, LinkLine } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { LocaleField } from './fields.tsx';
import { type Filled, Form } from './form.tsx';
import { PagedTable, Table } from './parts.tsx';
import { RightsInWords, RoleAndScope, ScopeInWords, useReachFields } from './scope.tsx';
import { Screen } from './screen.tsx';
import { accessWords } from './words/access.ts';

type TokenView = ReturnType<typeof tokenView>;

const path = '/console/organisers';
const hrefOf = ({ organiserId }: OrganiserItem) => `${path}/${organiserId}`;

const useWay = () => [{ href: path, label: useWords(accessWords).title }];

interface OrganisersProps {
  items: OrganiserItem[];
  ownId: string | undefined;
  series: SeriesItem[];
  next: string | undefined;
}

/** Who may do what. */
export function OrganisersScreen({ items, ownId, series, next }: OrganisersProps) {
  const { words, isEverywhere } = useConsole();
  const access = useWords(accessWords);
  return (
    <Screen
      title={access.title}
      lead={
        <p>
          {access.lead}
          {!isEverywhere && ` ${access.addedBy}`}
        </p>
      }
      action={isEverywhere && <ButtonLink href={`${path}/new`} label={access.add} />}
    >
      <PagedTable
        path={path}
        next={next}
        region={access.title}
        empty={access.empty}
        columns={[
          ...[access.email, access.role, access.rights, access.series, access.language],
          { label: access.remove, isHidden: true },
        ]}
        rows={items.map((one) => [
          <a href={hrefOf(one)}>{one.email}</a>,
          `${words.roles[one.role]}${one.organiserId === ownId ? ` (${access.self})` : ''}`,
          <RightsInWords rights={rightsOf(one)} />,
          <ScopeInWords seriesIds={one.seriesIds} series={series} />,
          words.form.language[one.locale],
          <a href={`${hrefOf(one)}/remove`} aria-label={access.removeWhom(one.email)}>
            {access.remove}
          </a>,
        ])}
      />
      {isEverywhere && <LinkLine href={`${path}/hand-over`} label={access.handOver} />}
    </Screen>
  );
}

interface FormProps {
  series: SeriesItem[];
  filled: Filled | undefined;
}

/** What the fields that can be changed are called. */
function useFields() {
  const access = useWords(accessWords);
  return {
    ...useReachFields(),
    '/locale': { label: access.language, help: access.languageHelp },
  };
}

export function NewOrganiserScreen({ series, filled }: FormProps) {
  const { locale } = useConsole();
  const access = useWords(accessWords);
  return (
    <Screen title={access.add} way={useWay()} lead={<p>{access.addLead}</p>}>
      <Form
        action={`${path}/new`}
        fields={{ '/email': access.email, ...useFields() }}
        filled={filled}
        submit={access.add}
        cancel={path}
      >
        <TextField at="/email" type="email" isRequired />
        <RoleAndScope series={series} />
        <LocaleField at="/locale" preset={locale} />
      </Form>
    </Screen>
  );
}

export function OrganiserScreen({ organiser, series, filled }: FormProps & { organiser: OrganiserItem }) {
  const { locale } = useConsole();
  const access = useWords(accessWords);
  return (
    <Screen
      title={organiser.email}
      way={useWay()}
      action={<ButtonLink href={`${hrefOf(organiser)}/remove`} label={access.remove} look="danger" />}
    >
      <p>{access.changeLead}</p>
      <Form
        action={hrefOf(organiser)}
        fields={useFields()}
        filled={filled}
        version={organiser.version}
        submit={access.save}
        cancel={path}
      >
        <RoleAndScope series={series} />
        <LocaleField at="/locale" preset={locale} />
      </Form>
    </Screen>
  );
}

/** What ends with an organiser; tokens alone can be kept. */
function EndingTokens({ tokens, title }: { tokens: TokenView[]; title: string }) {
  const { words, locale, timeZone } = useConsole();
  const access = useWords(accessWords);
  if (tokens.length === 0) return <p>{access.noTokens}</p>;
  const when = (at: string | undefined) => (at === undefined ? '' : shortMoment(at, timeZone, locale));
  return (
    <>
      <p>{access.tokensEnd}</p>
      <Table
        region={title}
        empty={access.noTokens}
        columns={[access.tokens.name, access.tokens.kind, access.role, access.tokens.lastUsed]}
        rows={tokens.map((one) => [
          one.name,
          access.tokens.kinds[one.kind],
          one.kind === 'session' ? access.tokens.asOrganiser : words.roles[one.role],
          when(one.lastUsedAt),
        ])}
      />
    </>
  );
}

const hasToken = (tokens: TokenView[]) => tokens.some(({ kind }) => kind === 'token');

interface RemoveProps {
  organiser: OrganiserItem;
  tokens: TokenView[];
  /** Whether it is who looks. */
  isSelf: boolean;
  filled: Filled | undefined;
}

export function RemoveOrganiserScreen({ organiser, tokens, isSelf, filled }: RemoveProps) {
  const { words } = useConsole();
  const access = useWords(accessWords);
  return (
    <Screen title={access.removeTitle} way={useWay()}>
      <Facts
        facts={[
          [access.email, organiser.email],
          [access.role, words.roles[organiser.role]],
        ]}
      />
      <p class="note warn">{access.removing}</p>
      <h2>{access.theirTokens}</h2>
      <EndingTokens tokens={tokens} title={access.theirTokens} />
      <Form
        action={`${hrefOf(organiser)}/remove`}
        fields={{ '/keepTokens': { label: access.keepTokens, help: access.keepTokensHelp } }}
        filled={filled}
        version={organiser.version}
        submit={access.removeTitle}
        look="danger"
        cancel={path}
      >
        {hasToken(tokens) && !isSelf && <TickField at="/keepTokens" />}
      </Form>
    </Screen>
  );
}

interface HandOverProps {
  others: OrganiserItem[];
  /** One's own, which end with who leaves. */
  tokens: TokenView[];
  filled: Filled | undefined;
}

/** Everything to somebody else, and what one is afterwards. */
export function HandOverScreen({ others, tokens, filled }: HandOverProps) {
  const { words } = useConsole();
  const access = useWords(accessWords);
  return (
    <Screen title={access.handOver} way={useWay()} lead={<p>{access.handOverLead}</p>}>
      {others.length === 0 ? (
        <>
          <p>{access.nobodyElse}</p>
          <LinkLine isButton href={`${path}/new`} label={access.add} />
        </>
      ) : (
        <Form
          action={`${path}/hand-over`}
          fields={{
            '/organiserId': access.toWhom,
            '/afterwards': access.afterwards,
            '/keepTokens': { label: access.keepTokens, help: access.keepOwnTokensHelp },
          }}
          filled={filled}
          submit={access.handOver}
          look="danger"
          cancel={path}
        >
          <SelectField
            at="/organiserId"
            none={access.choose}
            options={others.map(({ organiserId, email, role }) => ({
              value: organiserId,
              label: `${email} (${words.roles[role]})`,
            }))}
          />
          <ChoiceField
            at="/afterwards"
            type="radio"
            preset="editor"
            options={(['owner', 'editor', 'viewer', 'none'] as const).map((value) => ({
              value,
              label: access.are[value],
            }))}
          />
          {hasToken(tokens) && <TickField at="/keepTokens" />}
        </Form>
      )}
    </Screen>
  );
}
