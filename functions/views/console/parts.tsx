import type { ComponentChildren } from 'preact';
import { ButtonLink } from '../kit/form.tsx';
import { useConsole } from './console-context.ts';

/** Columns that hold numbers are set right; a text is the label of one that doesn't. */
type Column =
  | string
  | {
      label: string;
      isNumber?: boolean;
      /** What a screen reader alone is told, such as of a column of buttons. */
      isHidden?: boolean;
    };

const columnOf = (column: Column) => (typeof column === 'string' ? { label: column } : column);

export interface TableProps {
  caption?: string;
  /** What a screen reader calls it: where no caption does, or several tables of a page have the same. */
  region?: string | undefined;
  columns: Column[];
  rows: ComponentChildren[][];
  /** What is said instead when there are no rows. */
  empty?: string;
}

/** A table that scrolls by itself; the first cell of each row names it. */
export function Table({ caption, region = caption, columns, rows, empty }: TableProps) {
  const { words } = useConsole();
  if (rows.length === 0) return <p class="note">{empty ?? words.table.none}</p>;
  const heads = columns.map(columnOf);
  const classes = heads.map(({ isNumber }) => (isNumber ? 'number' : undefined));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section class="scroll" tabIndex={0} aria-label={region ?? words.table.region}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {heads.map(({ label, isHidden }, index) => (
              <th scope="col" class={classes[index]}>
                {isHidden ? <span class="spoken">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{first}</th>
              {others.map((cell, index) => (
                <td class={classes[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A page of a list as a table, with the ways on and back to its start. @param path without a cursor */
export function PagedTable({ path, next, ...table }: TableProps & PagerProps) {
  const { words, cursor } = useConsole();
  // Further on there may be more, and a page of a list that is looked through may hold nothing.
  const empty = cursor === undefined ? table.empty : words.table.none;
  return (
    <>
      <Table {...table} empty={empty} />
      <Pager path={path} next={next} />
    </>
  );
}

interface PagerProps {
  path: string;
  next: string | undefined;
}

/** The ways through a list of pages: on, and back to its start. @param path without a cursor */
export function Pager({ path, next }: PagerProps) {
  const { words, cursor } = useConsole();
  if (cursor === undefined && next === undefined) return null;
  const [target = '', search = ''] = path.split('?');
  const onward = new URLSearchParams(search);
  onward.set('cursor', next ?? '');
  return (
    <p class="buttons">
      {next !== undefined && (
        <ButtonLink href={`${target}?${onward}`} label={words.table.next} look="second" />
      )}
      {cursor !== undefined && <a href={path}>{words.table.first}</a>}
    </p>
  );
}

/** How something stands, in a word; the colour only underlines it. */
export function State({ label, look }: { label: string; look?: 'good' | 'warn' | 'bad' | undefined }) {
  return <span class={look === undefined ? 'state' : `state ${look}`}>{label}</span>;
}
