import type { SeriesItem } from '../../core/table/items.ts';
import type { OrganiserItem } from '../../core/table/organiser-items.ts';
import { locales } from '../../core/values/locale.ts';
import { ChoiceField, SelectField, TextField } from './fields.tsx';
import { type Filled, Form, untouched } from './form.tsx';
import { useGiven } from './given.ts';
import { Facts, Pager, Table } from './parts.tsx';
import { Reach, RoleAndReach } from './reach.tsx';
import { Screen } from './screen.tsx';

const path = '/console/organisers';
const hrefOf = ({ organiserId }: OrganiserItem) => `${path}/${organiserId}`;

const useWay = () => [{ href: path, label: useGiven().words.access.title }];

/** Who may do what. */
export function OrganisersScreen({
  items,
  ownId,
  series,
  next,
}: {
  items: OrganiserItem[];
  ownId: string | undefined;
  series: SeriesItem[];
  next: string | undefined;
}) {
  const { words, isEverywhere } = useGiven();
  const { access } = words;
  return (
    <Screen
      title={access.title}
      lead={<p>{access.lead}</p>}
      action={
        <a class="button" href={`${path}/new`}>
          {access.add}
        </a>
      }
    >
      {items.length === 0 ? (
        <p class="note">{access.empty}</p>
      ) : (
        <Table
          region={access.title}
          columns={[
            { label: access.email },
            { label: access.role },
            { label: access.series },
            { label: access.language },
            { label: access.remove, isHidden: true },
          ]}
          rows={items.map((one) => [
            <a href={hrefOf(one)}>{one.email}</a>,
            `${words.roles[one.role]}${one.organiserId === ownId ? ` (${access.self})` : ''}`,
            <Reach seriesIds={one.seriesIds} series={series} />,
            words.form.language[one.locale],
            <a href={`${hrefOf(one)}/remove`} aria-label={access.removeWhom(one.email)}>
              {access.remove}
            </a>,
          ])}
        />
      )}
      <Pager path={path} next={next} />
      {isEverywhere && (
        <p>
          <a href={`${path}/hand-over`}>{access.handOver}</a>
        </p>
      )}
    </Screen>
  );
}

function LocaleField() {
  const { words, locale } = useGiven();
  return (
    <SelectField
      at="/locale"
      label={words.access.language}
      help={words.access.languageHelp}
      preset={locale}
      options={locales.map((value) => ({ value, label: words.form.language[value] }))}
    />
  );
}

export function NewOrganiserScreen({
  series,
  filled = untouched,
}: {
  series: SeriesItem[];
  filled?: Filled;
}) {
  const { access } = useGiven().words;
  return (
    <Screen title={access.add} way={useWay()} lead={<p>{access.addLead}</p>}>
      <Form action={`${path}/new`} filled={filled} submit={access.add} cancel={path}>
        <TextField at="/email" type="email" label={access.email} isRequired />
        <RoleAndReach series={series} />
        <LocaleField />
      </Form>
    </Screen>
  );
}

export function OrganiserScreen({
  organiser,
  series,
  filled,
}: {
  organiser: OrganiserItem;
  series: SeriesItem[];
  filled: Filled;
}) {
  const { access } = useGiven().words;
  return (
    <Screen
      title={organiser.email}
      way={useWay()}
      action={
        <a class="button danger" href={`${hrefOf(organiser)}/remove`}>
          {access.remove}
        </a>
      }
    >
      <p>{access.changeLead}</p>
      <Form
        action={hrefOf(organiser)}
        filled={filled}
        version={organiser.version}
        submit={access.save}
        cancel={path}
      >
        <RoleAndReach series={series} />
        <LocaleField />
      </Form>
    </Screen>
  );
}

export function RemoveOrganiserScreen({
  organiser,
  filled = untouched,
}: {
  organiser: OrganiserItem;
  filled?: Filled;
}) {
  const { words } = useGiven();
  const { access } = words;
  return (
    <Screen title={access.removeTitle} way={useWay()}>
      <Facts
        facts={[
          [access.email, organiser.email],
          [access.role, words.roles[organiser.role]],
        ]}
      />
      <p class="note warn">{access.removing}</p>
      <Form
        action={`${hrefOf(organiser)}/remove`}
        filled={filled}
        version={organiser.version}
        submit={access.removeTitle}
        look="danger"
        cancel={path}
      />
    </Screen>
  );
}

/** Everything to somebody else, and what one is afterwards. */
export function HandOverScreen({ others, filled = untouched }: { others: OrganiserItem[]; filled?: Filled }) {
  const { words } = useGiven();
  const { access } = words;
  return (
    <Screen title={access.handOver} way={useWay()} lead={<p>{access.handOverLead}</p>}>
      {others.length === 0 ? (
        <>
          <p>{access.nobodyElse}</p>
          <p>
            <a class="button" href={`${path}/new`}>
              {access.add}
            </a>
          </p>
        </>
      ) : (
        <Form
          action={`${path}/hand-over`}
          filled={filled}
          submit={access.handOver}
          look="danger"
          cancel={path}
        >
          <SelectField
            at="/organiserId"
            label={access.toWhom}
            none={access.choose}
            options={others.map(({ organiserId, email, role }) => ({
              value: organiserId,
              label: `${email} (${words.roles[role]})`,
            }))}
          />
          <ChoiceField
            at="/afterwards"
            type="radio"
            label={access.afterwards}
            preset={['editor']}
            options={(['owner', 'editor', 'viewer', 'none'] as const).map((value) => ({
              value,
              label: access.are[value],
            }))}
          />
        </Form>
      )}
    </Screen>
  );
}
