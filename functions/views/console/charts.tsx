import type { ComponentChildren } from 'preact';
import { shortDay } from '../dates.ts';
import { useConsole } from './console-context.ts';
import { Table } from './parts.tsx';

/** How much of what there is is taken, as a bar; the label says it in words, and colour alone says nothing. */
export function Meter({ value, most, label }: { value: number; most: number | undefined; label: string }) {
  if (most === undefined || most === 0) return <p class="meter-label">{label}</p>;
  const share = Math.min(1, value / most);
  return (
    <div class="meter">
      <Bar share={share} look={share >= 1 ? 'full' : 'part'} />
      <p class="meter-label">{label}</p>
    </div>
  );
}

type Look = 'part' | 'full' | 'good' | 'bad';

/** @param share of the whole width, from 0 to 1 */
function Bar({ share, look }: { share: number; look: Look }) {
  return (
    <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="meter-ground" width="100" height="6" rx="3" />
      <rect class={`meter-${look}`} width={rounded(share * 100)} height="6" rx="3" />
    </svg>
  );
}

interface PictureProps {
  caption: string;
  of: string | undefined;
  columns: [string, ...string[]];
  rows: [string, ...number[]][];
  children: ComponentChildren;
}

/** A picture with its name, and the table that says the same. */
function Picture({ caption, of, columns, rows, children }: PictureProps) {
  const { asTable } = useConsole().words.numbers;
  return (
    <figure class="card picture">
      <figcaption>{caption}</figcaption>
      {children}
      <details>
        <summary>
          {asTable}
          <span class="spoken">: {caption}</span>
        </summary>
        <Table
          region={of === undefined ? caption : `${caption}: ${of}`}
          columns={columns.map((label, index) => ({ label, isNumber: index > 0 }))}
          rows={rows.map((row) => row.map(String))}
        />
      </details>
    </figure>
  );
}

interface BarOf {
  label: string;
  count: number;
  look?: Look;
}

interface BarsProps {
  caption: string;
  /** What is counted of, where a page has several such pictures. */
  of?: string | undefined;
  column: string;
  bars: BarOf[];
}

/** Parts of a whole, each with its label, its count and its share. Nothing counted: nothing is shown. */
export function Bars({ caption, of, column, bars }: BarsProps) {
  const { words } = useConsole();
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <Picture
      caption={caption}
      of={of}
      columns={[column, words.numbers.count]}
      rows={bars.map(({ label, count }) => [label, count])}
    >
      <ul class="bars">
        {bars.map(({ label, count, look = 'part' }) => (
          <li>
            <span>{label}</span>
            <span class="number">{words.numbers.share(count, Math.round((100 * count) / total))}</span>
            <Bar share={count / total} look={look} />
          </li>
        ))}
      </ul>
    </Picture>
  );
}

const box = { width: 360, height: 200, left: 40, right: 8, top: 16, bottom: 26 };
const dayMilliseconds = 86_400_000;
/** More rows than this are told by week. */
const mostDays = 40;

interface RisingAreaProps {
  caption: string;
  of?: string | undefined;
  days: { day: string; count: number }[];
  until: string;
  limit?: { value: number; label: string } | undefined;
}

/**
 * What came to how much, day by day, as an area that rises; the limit as a line across.
 * @param days with their counts, in order; days without any may be missing. @param until the last day that is known of
 */
export function RisingArea({ caption, of, days, until, limit }: RisingAreaProps) {
  const { words, locale } = useConsole();
  const [first] = days;
  if (first === undefined) return null;
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const lastDay = [until, days.at(-1)?.day ?? until].toSorted().at(-1) ?? until;
  const from = Date.parse(first.day);
  const to = Math.max(Date.parse(lastDay), from) + dayMilliseconds;
  const most = Math.max(total, limit?.value ?? 0);
  const x = (at: number) =>
    rounded(box.left + ((at - from) / (to - from)) * (box.width - box.left - box.right));
  const y = (value: number) =>
    rounded(box.height - box.bottom - (value / most) * (box.height - box.top - box.bottom));
  let sum = 0;
  const steps = days.map(({ day, count }) => {
    sum += count;
    // What a day brought is there at its end.
    return `H${x(Date.parse(day) + dayMilliseconds)}V${y(sum)}`;
  });
  const line = `M${x(from)} ${y(0)}${steps.join('')}H${x(to)}`;
  return (
    <Picture
      caption={caption}
      of={of}
      columns={
        days.length > mostDays
          ? [words.numbers.week, words.numbers.newOnes, words.numbers.sum]
          : [words.numbers.day, words.numbers.newOnes, words.numbers.sum]
      }
      rows={tableOf(days).map(({ day, count, upTo }) => [shortDay(day, locale), count, upTo])}
    >
      <svg
        class="chart"
        viewBox={`0 0 ${box.width} ${box.height}`}
        role="img"
        aria-label={words.numbers.risen(total, shortDay(first.day, locale), shortDay(lastDay, locale))}
      >
        <path class="chart-area" d={`${line}V${y(0)}Z`} />
        <path class="chart-line" d={line} />
        {limit && (
          <>
            <path class="chart-limit" d={`M${box.left} ${y(limit.value)}H${box.width - box.right}`} />
            {/* Below its line, where the area has not come yet. */}
            <text x={box.left + 6} y={y(limit.value) + (limit.value > most * 0.85 ? 15 : -5)}>
              {limit.label}
            </text>
          </>
        )}
        <path
          class="chart-axis"
          d={`M${box.left} ${box.top}V${box.height - box.bottom}H${box.width - box.right}`}
        />
        <text x={box.left - 6} y={y(0)} text-anchor="end">
          0
        </text>
        <text x={box.left - 6} y={y(total) + 4} text-anchor="end">
          {total}
        </text>
        <text x={box.left} y={box.height - 8}>
          {shortDay(first.day, locale)}
        </text>
        <text x={box.width - box.right} y={box.height - 8} text-anchor="end">
          {shortDay(lastDay, locale)}
        </text>
      </svg>
    </Picture>
  );
}

/** A row a day, or a week from its Monday on, with what there was by then. */
function tableOf(days: { day: string; count: number }[]): { day: string; count: number; upTo: number }[] {
  const counts = new Map<string, number>();
  for (const { day, count } of days) {
    const row = days.length > mostDays ? mondayOf(day) : day;
    counts.set(row, (counts.get(row) ?? 0) + count);
  }
  let upTo = 0;
  return [...counts].map(([day, count]) => {
    upTo += count;
    return { day, count, upTo };
  });
}

function mondayOf(day: string): string {
  const at = new Date(day);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

const rounded = (value: number) => Math.round(value * 10) / 10;
