import type { ComponentChildren } from 'preact';
import { useGiven } from './given.ts';

/** Columns that hold numbers are set right. */
export interface Column {
  label: string;
  isNumber?: boolean;
  /** What a screen reader alone is told, such as of a column of buttons. */
  isHidden?: boolean;
}

/** A table that scrolls by itself; the first cell of each row names it. */
export function Table({
  caption,
  region = caption,
  columns,
  rows,
}: {
  caption?: string;
  /** What a screen reader calls it: where no caption does, or several tables of a page have the same. */
  region?: string | undefined;
  columns: Column[];
  rows: ComponentChildren[][];
}) {
  const { words } = useGiven();
  if (rows.length === 0) return <p class="note">{words.table.none}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section class="scroll" tabIndex={0} aria-label={region ?? words.table.region}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {columns.map(({ label, isNumber, isHidden }) => (
              <th scope="col" class={isNumber ? 'number' : undefined}>
                {isHidden ? <span class="spoken">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th scope="row">{cell}</th>
                ) : (
                  <td class={columns[index]?.isNumber ? 'number' : undefined}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The ways through a list of pages: on, and back to its start. @param path without a cursor */
export function Pager({ path, next }: { path: string; next: string | undefined }) {
  const { words, cursor } = useGiven();
  if (cursor === undefined && next === undefined) return null;
  const [target = '', search = ''] = path.split('?');
  const onward = new URLSearchParams(search);
  onward.set('cursor', next ?? '');
  return (
    <p class="buttons">
      {next !== undefined && (
        <a class="button second" href={`${target}?${onward}`}>
          {words.table.next}
        </a>
      )}
      {cursor !== undefined && <a href={path}>{words.table.first}</a>}
    </p>
  );
}

/** Terms and what they are; what there is nothing of is left out. */
export function Facts({ facts }: { facts: [term: string, value: ComponentChildren][] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  );
}

/** How something stands, in a word; the colour only underlines it. */
export function State({ label, look }: { label: string; look?: 'good' | 'warn' | 'bad' | undefined }) {
  return <span class={look === undefined ? 'state' : `state ${look}`}>{label}</span>;
}
