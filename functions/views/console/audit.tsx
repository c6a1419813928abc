import { type AuditItem, themselves } from '../../core/table/organiser-items.ts';
import { shortMoment } from '../dates.ts';
import { useConsole, useWords } from './console-context.ts';
import { Pager, Table } from './parts.tsx';
import { Screen } from './screen.tsx';
import { accessWords } from './words/access.ts';
import { auditWords } from './words/audit.ts';

interface AuditProps {
  items: AuditItem[];
  next: string | undefined;
}

const path = '/console/audit';
/** As many as the API hands out at once. */
const saved = 500;

/** Who did what, newest first. */
export function AuditScreen({ items, next }: AuditProps) {
  const { locale, timeZone, isEverywhere } = useConsole();
  const audit = useWords(auditWords);
  return (
    <Screen
      title={audit.title}
      isWide
      lead={<p>{audit.lead(timeZone)}</p>}
      action={
        <a class="button second" href={`/v1/organiser/audit?limit=${saved}`} download="audit.json">
          {audit.save(saved)}
        </a>
      }
    >
      <Table
        region={audit.title}
        empty={isEverywhere ? audit.empty : audit.emptyPage}
        columns={[audit.when, audit.who, audit.what, audit.where, audit.details]}
        rows={items.map((entry) => [
          shortMoment(entry.at, timeZone, locale),
          entry.who.tokenId === themselves ? audit.themselves : (entry.who.name ?? audit.leftLongAgo),
          audit.actions[entry.action] ?? entry.action,
          <Item item={entry.item} />,
          <Details entry={entry} />,
        ])}
      />
      <Pager path={path} next={next} />
    </Screen>
  );
}

/** Details that are codes, several with blanks between them. */
const coded = new Set(['role', 'rights', 'series']);

/** The screen of what was done to; what is there no more says so when it is opened. */
const shown =
  /^(series|events|announcements|deliveries|organisers)\/[^/]+(\/(registrations|attendance|documentation)(\/[^/]+)?)?$/;

function Item({ item }: { item: string }) {
  const audit = useWords(auditWords);
  const [kind = '', id = ''] = item.split('/');
  const label = audit.items[kind] ?? kind;
  // Ids of what an officer named say something; the others are random.
  const text = kind === 'series' || kind === 'events' ? `${label} ${id}` : label;
  return shown.test(item) ? <a href={`/console/${item}`}>{text}</a> : <span>{text}</span>;
}

function Details({ entry: { details = {} } }: { entry: AuditItem }) {
  const { words, locale, timeZone } = useConsole();
  const access = useWords(accessWords);
  const audit = useWords(auditWords);
  const values: Partial<Record<string, string>> = {
    ...words.roles,
    ...access.rightNames,
    '': access.noRights,
    all: access.everywhere,
  };
  const told = Object.entries(details).map(([name, value]) => {
    const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
    const text =
      typeof value === 'boolean'
        ? audit.yesNo[value ? 'yes' : 'no']
        : isInstant
          ? shortMoment(value, timeZone, locale)
          : String(value);
    const said = coded.has(name) ? text.split(' ').map((one) => values[one] ?? one) : [text];
    return `${audit.detailNames[name] ?? name}: ${said.join(', ')}`;
  });
  return <>{told.toSorted().join(', ')}</>;
}
