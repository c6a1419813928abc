import type { FieldFault } from '../../core/mail/page-content.ts';
import { noticeKinds } from '../../core/table/series.ts';
import type { Locale } from '../../core/values/locale.ts';
import { wordsOf } from '../words/index.ts';

interface WebsiteFaultsProps {
  faults: readonly FieldFault[];
  /** The ids that the form's events have. */
  known?: ReadonlySet<string>;
  locale: Locale;
}

const isNotice = (step: string) => noticeKinds.some((kind) => kind === step);

/** A pointer without words that a website made up: anybody's form leads to this page of ours. */
function toldPointer(pointer: string, known: ReadonlySet<string>): string {
  const [, area = '', ...rest] = pointer.split('/');
  const told = rest.map((step) => (known.has(step) || /^\d{1,3}$/.test(step) || isNotice(step) ? step : '…'));
  return ['', area, ...told].join('/');
}

/** What is wrong with a website's form, for whoever looks after it: fields, codes and what they mean. */
export function ForWebmaster({ faults, known = new Set(), locale }: WebsiteFaultsProps) {
  return (
    <details>
      <summary>{wordsOf(locale).page.signUp.websiteFaults.details}</summary>
      <ul>
        {faults.map(({ pointer, code, message }) => (
          <li>
            <code>
              {toldPointer(pointer, known)} {code}
            </code>{' '}
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Above the form that stands in for a website's: nothing that its reader filled in is wrong. */
export function WebsiteFaults({
  faults,
  known,
  contact,
  locale,
}: WebsiteFaultsProps & { contact: string; known: ReadonlySet<string> }) {
  if (faults.length === 0) return null;
  const { title, text } = wordsOf(locale).page.signUp.websiteFaults;
  return (
    <div class="note bad" role="alert" aria-labelledby="website-faults-title">
      <h2 id="website-faults-title">{title}</h2>
      <p>{text(contact)}</p>
      <ForWebmaster faults={faults} known={known} locale={locale} />
    </div>
  );
}
