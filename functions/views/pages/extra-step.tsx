import { wordsOf } from '../words/index.ts';
import type { PageProps } from './parts.tsx';

/** Everything that was entered, and one button that sends it. */
export function ExtraStep({ content, locale }: PageProps<'extraStep'>) {
  const { action, name, email, fields } = content;
  const words = wordsOf[locale].page;
  return (
    <>
      <h1>{words.extraStep.title}</h1>
      <p>{words.extraStep.text}</p>
      <dl>
        {[
          { label: words.confirm.name, value: name },
          { label: words.confirm.email, value: email },
        ].map(({ label, value }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <form method="post" action={action}>
        {fields.map((field) => (
          <input type="hidden" name={field.name} value={field.value} />
        ))}
        <button class="button" type="submit">
          {words.extraStep.button}
        </button>
      </form>
    </>
  );
}
