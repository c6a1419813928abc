import { Submit } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { wordsOf } from '../words/index.ts';
import { AgainForm, type PageProps } from './parts.tsx';

/** Everything that was entered, and one button that sends it. */
export function ExtraStep({ content, locale }: PageProps<'extraStep'>) {
  const { action, name, email, fields } = content;
  const words = wordsOf(locale).page;
  return (
    <>
      <h1>{words.extraStep.title}</h1>
      <p>{words.extraStep.text}</p>
      <Facts
        facts={[
          [words.confirm.name, name],
          [words.confirm.email, email],
        ]}
      />
      <AgainForm action={action} fields={fields}>
        <Submit label={words.extraStep.button} />
      </AgainForm>
    </>
  );
}
