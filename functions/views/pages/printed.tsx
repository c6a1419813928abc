import { day, listOf, span } from '../dates.ts';
import { Said, Sentence } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import type { PageProps } from './parts.tsx';

/** What somebody takes part in, to be printed and signed. */
export function Certificate({ content, locale, timeZone }: PageProps<'certificate'>) {
  const { name, event, organisers, issuedAt } = content;
  const words = wordsOf[locale].page.certificate;
  return (
    <article class="printed">
      <h1>{words.title}</h1>
      <p class="large">
        <bdi>{name}</bdi>
      </p>
      <p>{words.took}</p>
      <p class="large">
        <Said of={event.title} />
      </p>
      <p>{span(event, locale)}</p>
      {event.workingGroup && (
        <p>
          <Sentence of={event.workingGroup} sentence={words.workingGroup} />
        </p>
      )}
      <p>{words.by(listOf(organisers, locale))}</p>
      <p class="signature">{words.issued(day(issuedAt, timeZone, locale))}</p>
    </article>
  );
}

/** A series in numbers, to be printed for whoever pays for it. */
export function Report({ content, locale, timeZone }: PageProps<'report'>) {
  const words = wordsOf[locale].page.report;
  return (
    <article class="printed">
      <h1>{words.title}</h1>
      <p>{words.made(day(content.madeAt, timeZone, locale))}</p>
      {content.sections.map(({ title, level, tables }) => {
        const Heading = level === 2 ? 'h2' : 'h3';
        return (
          <section>
            <Heading>{title}</Heading>
            {tables.map((table) => (
              <table>
                <caption>{table.title}</caption>
                <tbody>
                  {table.rows.map(([label, count]) => (
                    <tr>
                      <th scope="row">{label}</th>
                      <td>{count}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </section>
        );
      })}
      <p class="muted">{words.note}</p>
    </article>
  );
}
