import type { CountersItem } from '../../core/table/items.ts';
import { LinesField, SelectField, TextField, TickField } from '../kit/fields.tsx';
import { useConsole } from './console-context.ts';
import { LocalisedField } from './fields.tsx';
import { type Filled, valueAt } from './form.tsx';

const blankGroups = 3;
const blankQuestions = 2;
const kinds = ['text', 'longText', 'choice', 'multipleChoice', 'yesNo'] as const;

/** How many rows of a list are filled in; the same again and a few empty ones are shown. */
function filledRows({ body }: Filled, pointer: string): number {
  const rows = valueAt(body, pointer);
  return Array.isArray(rows) ? rows.length : 0;
}

const isFaulty = ({ faults }: Filled, pointer: string) =>
  faults.some((one) => one.pointer.startsWith(pointer));

/** An id that is kept with its row; what is new has none until it is saved. */
function KeptId({ pointer, filled }: { pointer: string; filled: Filled }) {
  const id = valueAt(filled.body, pointer);
  return typeof id === 'string' ? <input type="hidden" name={pointer} value={id} /> : null;
}

const indexes = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Working groups, with empty rows for more. */
export function GroupRows({ filled, counters }: { filled: Filled; counters: CountersItem | undefined }) {
  const { words } = useConsole();
  const { groups, groupName, groupTaken } = words.events;
  const count = filledRows(filled, '/workingGroups');
  return (
    <details class="group" open={count > 0 || isFaulty(filled, '/workingGroups')}>
      <summary>{groups.workingGroups(count)}</summary>
      <p class="hint">{words.events.groupsHelp}</p>
      {indexes(Math.min(count + blankGroups, 30)).map((index) => {
        const base = `/workingGroups/${index}`;
        const id = valueAt(filled.body, `${base}/workingGroupId`);
        const taken = typeof id === 'string' ? counters?.groups[id]?.taken : undefined;
        return (
          <fieldset class="row">
            <legend>{groupName(index + 1)}</legend>
            <KeptId pointer={`${base}/workingGroupId`} filled={filled} />
            <LocalisedField at={`${base}/title`} maxLength={150} />
            <TextField
              at={`${base}/capacity`}
              type="number"
              min={1}
              max={100_000}
              help={taken && groupTaken(taken)}
              isRequired={false}
            />
          </fieldset>
        );
      })}
    </details>
  );
}

interface QuestionRowsProps {
  filled: Filled;
  hasSensitiveNotice: boolean;
}

/** Questions, with empty rows for more. */
export function QuestionRows({ filled, hasSensitiveNotice }: QuestionRowsProps) {
  const { words } = useConsole();
  const { fields, groups, newQuestion, questionKinds } = words.events;
  const count = filledRows(filled, '/questions');
  return (
    <fieldset class="group">
      <legend>{groups.questions}</legend>
      <p class="hint">{words.events.questionsHelp}</p>
      {indexes(Math.min(count + blankQuestions, 30)).map((index) => {
        const base = `/questions/${index}`;
        return (
          <details class="row" open={isFaulty(filled, `${base}/`)}>
            <summary>{index < count ? <Asked question={valueAt(filled.body, base)} /> : newQuestion}</summary>
            <KeptId pointer={`${base}/questionId`} filled={filled} />
            <LocalisedField at={`${base}/label`} maxLength={300} />
            <SelectField
              at={`${base}/kind`}
              options={kinds.map((value) => ({ value, label: questionKinds[value] }))}
            />
            <LinesField at={`${base}/options`} isRequired={false} />
            <TextField at={`${base}/maxLength`} type="number" min={1} max={5000} isRequired={false} />
            <TickField at={`${base}/required`} />
            <TickField
              at={`${base}/sensitive`}
              help={hasSensitiveNotice ? fields.sensitiveHelp : fields.sensitiveMissing}
            />
          </details>
        );
      })}
    </fieldset>
  );
}

/** A question in a line: what is asked, how, and how strictly. */
function Asked({ question }: { question: unknown }) {
  const { words, locale } = useConsole();
  const { questionKinds, marks } = words.events;
  const label =
    valueAt(question, `/label/${locale}`) ?? valueAt(question, '/label/de') ?? valueAt(question, '/label/en');
  const kind = kinds.find((one) => one === valueAt(question, '/kind'));
  const notes = [
    ...(kind === undefined ? [] : [questionKinds[kind]]),
    ...(valueAt(question, '/required') === true ? [marks.required] : []),
    ...(valueAt(question, '/sensitive') === true ? [marks.sensitive] : []),
  ];
  return (
    <>
      {typeof label === 'string' ? label : ''} <span class="muted">({notes.join(', ')})</span>
    </>
  );
}
