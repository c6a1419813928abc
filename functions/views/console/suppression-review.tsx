import type { dueSuppressionView } from '../../core/organising/suppression-review.ts';
import { moment } from '../dates.ts';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { Facts } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { PagedTable } from './parts.tsx';
import { Screen } from './screen.tsx';
import { suppressionWords } from './words/suppressions.ts';

const path = '/console/suppressions';
const due = `${path}/due`;

type DueSuppression = ReturnType<typeof dueSuppressionView>;

/** Suppressions that nobody has looked at for a year. */
export function DueSuppressionsScreen({
  items,
  next,
}: {
  items: DueSuppression[];
  next: string | undefined;
}) {
  const { locale, timeZone } = useConsole();
  const words = useWords(suppressionWords);
  return (
    <Screen title={words.due} way={[{ href: path, label: words.title }]} lead={<p>{words.dueLead}</p>}>
      <PagedTable
        path={due}
        next={next}
        region={words.due}
        empty={words.noneDue}
        columns={[words.since, words.scope, words.reason, words.dueAt]}
        rows={items.map(({ suppressionId, createdAt, scope, reason, dueAt }) => [
          <a href={`${due}/${suppressionId}`}>{moment(createdAt, timeZone, locale)}</a>,
          words.scopes[scope],
          words.reasons[reason],
          moment(dueAt, timeZone, locale),
        ])}
      />
    </Screen>
  );
}

/** One of them: whether it stays or is lifted, and why. */
export function DueSuppressionScreen({ item, filled }: { item: DueSuppression; filled: Filled | undefined }) {
  const { locale, timeZone } = useConsole();
  const words = useWords(suppressionWords);
  const { suppressionId, scope, reason, detail, createdAt, reviewed } = item;
  return (
    <Screen
      title={words.review}
      way={[
        { href: path, label: words.title },
        { href: due, label: words.due },
      ]}
    >
      <Facts
        facts={[
          [words.scope, words.scopes[scope]],
          [words.reason, words.reasons[reason]],
          [words.detail, detail],
          [words.since, moment(createdAt, timeZone, locale)],
          [words.kept, reviewed && `${moment(reviewed.at, timeZone, locale)}: ${reviewed.reason}`],
        ]}
      />
      <p class="note warn">{words.lifting[reason]}</p>
      <Form
        action={`${due}/${suppressionId}`}
        fields={{
          '/decision': { label: words.decision },
          '/reason': { label: words.why, help: words.whyHelp },
        }}
        filled={filled}
        submit={words.decide}
        cancel={due}
      >
        <ChoiceField
          at="/decision"
          type="radio"
          options={[
            { value: 'keep', label: words.keep },
            { value: 'lift', label: words.lift },
          ]}
          preset="keep"
        />
        <TextField at="/reason" maxLength={300} isRequired />
      </Form>
    </Screen>
  );
}
