import type { CertificateFacts } from '../../core/mail/certificate-content.ts';
import type { EventFacts } from '../../core/mail/mail-content.ts';
import { isCount } from '../../core/table/report-items.ts';
import type { Locale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { day, listOf, span } from '../dates.ts';
import { LinkLine } from '../kit/form.tsx';
import { Said, Sentence } from '../kit/wording.tsx';
import { wordsOf } from '../words/index.ts';
import type { PageProps } from './parts.tsx';

/** What somebody took part in, to be printed and signed: one, all of an event, or what the number of one confirms. */
export function Certificate({ content, locale, timeZone }: PageProps<'certificate'>) {
  const { certificates, issuedAt, isOfAll = false, isConfirmed = false, nextUrl } = content;
  const words = wordsOf(locale).page.certificate;
  return (
    <>
      {isOfAll && <h1 class="unprinted">{words.ofAll}</h1>}
      {isConfirmed && <h1>{words.confirmed}</h1>}
      {isConfirmed && <p>{words.confirmedText}</p>}
      {certificates.length === 0 && <p>{words.none}</p>}
      {certificates.map((of) => (
        <Paper
          of={of}
          issuedAt={issuedAt}
          heading={isOfAll || isConfirmed ? 'h2' : 'h1'}
          locale={locale}
          timeZone={timeZone}
        />
      ))}
      <LinkLine href={nextUrl} label={words.next} />
    </>
  );
}

interface PaperProps extends Pick<PageProps<'certificate'>, 'locale' | 'timeZone'> {
  of: CertificateFacts;
  issuedAt: Instant | undefined;
  heading: 'h1' | 'h2';
}

function Paper({ of, issuedAt, heading: Heading, locale, timeZone }: PaperProps) {
  const { name, event, organisers, signatory, proof, until } = of;
  const words = wordsOf(locale).page.certificate;
  const hours = hoursOf(event, locale);
  return (
    <article class="printed paper">
      <Heading>{words.title}</Heading>
      <p class="large">
        <bdi>{name}</bdi>
      </p>
      <p>{words.took}</p>
      <p class="large">
        <Said of={event.title} />
      </p>
      <p>{span(event, locale)}</p>
      {hours && <p>{words.duration(hours)}</p>}
      {event.workingGroup && (
        <p>
          <Sentence of={event.workingGroup} sentence={words.workingGroup} />
        </p>
      )}
      <p>{words.by(listOf(organisers, locale))}</p>
      {issuedAt !== undefined && (
        <p class="signature">
          {words.issued(day(issuedAt, timeZone, locale))}
          {signatory && (
            <>
              <br />
              <bdi>{signatory}</bdi>
            </>
          )}
        </p>
      )}
      {proof && (
        <p class="muted">
          {words.number} <strong>{proof.number}</strong>
          <br />
          {until === undefined
            ? words.confirms(proof.url)
            : words.confirmedUntil(proof.url, day(until, timeZone, locale))}
        </p>
      )}
    </article>
  );
}

/** How long an event of one day lasts, in hours as they are written; of one of several days the hours say nothing. */
function hoursOf({ startsAt, endsAt, timeZone }: EventFacts, locale: Locale): string | undefined {
  if (day(startsAt, timeZone, locale) !== day(endsAt, timeZone, locale)) return undefined;
  const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(hours);
}

/** A series in numbers, to be printed for whoever pays for it. */
export function Report({ content, locale, timeZone }: PageProps<'report'>) {
  const words = wordsOf(locale).page.report;
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
                  {table.rows.map(([label, count = '']) => (
                    <tr>
                      <th scope="row">{label}</th>
                      <td class={isCount(count) ? undefined : 'said'}>
                        {count.startsWith('https://') ? <a href={count}>{count}</a> : count}
                      </td>
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
