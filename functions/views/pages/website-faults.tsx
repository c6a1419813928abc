import type { FieldFault } from '../../core/mail/page-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import { wordsOf } from '../words/index.ts';

interface WebsiteFaultsProps {
  faults: readonly FieldFault[];
  locale: Locale;
}

/** What is wrong with a website's form, for whoever looks after it: fields, codes and what they mean. */
export function ForWebmaster({ faults, locale }: WebsiteFaultsProps) {
  return (
    <details>
      <summary>{wordsOf[locale].page.signUp.websiteFaults.details}</summary>
      <ul>
        {faults.map(({ pointer, code, message }) => (
          <li>
            <code>
              {pointer} {code}
            </code>{' '}
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Above the form that stands in for a website's: nothing that its reader filled in is wrong. */
export function WebsiteFaults({ faults, contact, locale }: WebsiteFaultsProps & { contact: string }) {
  if (faults.length === 0) return null;
  const { title, text } = wordsOf[locale].page.signUp.websiteFaults;
  return (
    <div class="note bad" role="alert" aria-labelledby="website-faults-title">
      <h2 id="website-faults-title">{title}</h2>
      <p>{text(contact)}</p>
      <ForWebmaster faults={faults} locale={locale} />
    </div>
  );
}
