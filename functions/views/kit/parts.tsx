import type { ComponentChildren, JSX } from 'preact';
import type { Wording } from '../../core/values/locale.ts';
import { Said } from './wording.tsx';

interface FactsProps {
  facts: readonly (readonly [term: string | Wording | JSX.Element, value: ComponentChildren])[];
}

/** Terms and what they are; what there is nothing of is left out. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([term, value]) => {
          const said: Wording | undefined =
            typeof term === 'string' ? { text: term } : 'text' in term ? term : undefined;
          return (
            <div>
              <dt class={said?.text.endsWith('?') ? 'asked' : undefined}>
                {said ? <Said of={said} /> : term}
              </dt>
              {/* What somebody typed may run the other way. */}
              <dd>{typeof value === 'string' ? <bdi>{value}</bdi> : value}</dd>
            </div>
          );
        })}
    </dl>
  );
}

interface CardProps {
  title: string | Wording;
  /** Where the title leads. */
  href?: string;
  heading?: 'h2' | 'h3';
  /** In a list, each is an entry of it. */
  as?: 'div' | 'li';
  look?: 'off' | 'warn' | undefined;
  /** Stands above the title. */
  above?: ComponentChildren;
  children?: ComponentChildren;
}

/** Something with a title, in a box of its own. */
export function Card({ title, href, heading: Heading = 'h3', as: Box = 'div', look, ...inside }: CardProps) {
  const said = typeof title === 'string' ? title : <Said of={title} />;
  return (
    <Box class={look ? `card ${look}` : 'card'}>
      {inside.above}
      <Heading>{href ? <a href={href}>{said}</a> : said}</Heading>
      {inside.children}
    </Box>
  );
}

/** One after the other; nothing for none. */
export function List({ items }: { items: ComponentChildren[] }) {
  const said = items.filter((one) => one !== undefined && one !== false && one !== null);
  return said.length === 0 ? null : (
    <ul>
      {said.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  );
}
