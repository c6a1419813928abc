import type { ComponentChildren } from 'preact';
import type { FieldFault } from '../../core/mail/page-content.ts';
import {
  type ButtonLook,
  FaultList,
  type FieldText,
  FormProvider,
  type FormState,
  fieldId,
  PostForm,
  Submit,
  useForm,
} from '../kit/form.tsx';
import { useConsole } from './console-context.ts';
import { Table } from './parts.tsx';
import type { ConsoleWords } from './words/index.ts';

/** What a form is filled with, in the shape that core takes, and what was wrong with it. */
export interface Filled {
  body: Record<string, unknown>;
  faults: FieldFault[];
  /** The version that it was filled in on; somebody else's change since then is noticed. */
  version?: number | undefined;
  /** Nobody saved it yet, and nothing is wrong with it so far. */
  isUnsaved?: boolean;
  /** Somebody else saved meanwhile. */
  isOvertaken?: boolean;
  /** What is stored since then, by whom, and the pointers of the fields that were sent. */
  overtaken?: { body: Record<string, unknown>; by: string | undefined; sent: ReadonlySet<string> };
}

export const untouched: Filled = { body: {}, faults: [] };

/** The value that a JSON pointer (RFC 6901) means. */
export function valueAt(body: unknown, pointer: string): unknown {
  // A field that is not part of the body has a name without slashes.
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  let value = body;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** What the fields of a form are called, by pointer; a step that is a number or a language is written `*`. */
export type FieldTexts = Record<string, string | FieldText>;

function textOf(
  texts: FieldTexts,
  pointer: string,
  languages: ConsoleWords['form']['language'],
): FieldText | undefined {
  const text = texts[pointer] ?? texts[pointer.replaceAll(/\/(?:\d+|de|en)(?=\/|$)/g, '/*')];
  if (text !== undefined) return typeof text === 'string' ? { label: text } : text;
  // One language of a text is called by the text's own name.
  const [, whole, locale] = /^(.+)\/(de|en)$/.exec(pointer) ?? [];
  if (whole === undefined || (locale !== 'de' && locale !== 'en')) return undefined;
  const both = textOf(texts, whole, languages);
  return both && { ...both, label: `${both.label} (${languages[locale]})` };
}

/** What a form is filled with below a pointer, for fields that depend on one another. */
export const useFilledIn = (pointer: string) => useForm().value(pointer);

/** What a form says as texts, by pointer; of a list of texts all of them. */
function textsOf(value: unknown, pointer = ''): [pointer: string, text: string][] {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return textsOf(value.join(', '), pointer);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([step, one]) => textsOf(one, `${pointer}/${step}`));
  return value === undefined || value === null || value === false || value === ''
    ? []
    : [[pointer, `${value}`]];
}

/** Where what somebody else saved differs from what was typed. */
function Overtaken({ filled: { body, overtaken } }: { filled: Filled }) {
  const { words } = useConsole();
  const form = useForm();
  if (overtaken === undefined) return null;
  const [theirs, own] = [new Map(textsOf(overtaken.body)), new Map(textsOf(body))];
  const { overtaken: say } = words.form;
  const differing = [...new Set([...theirs.keys(), ...own.keys()])].flatMap((pointer) => {
    const text = form.textOf(pointer);
    const [saved, typed] = [theirs.get(pointer), own.get(pointer)];
    // A box that nobody ticked sends nothing, and what the form doesn't ask for stays as it is.
    const isInForm = overtaken.sent.has(pointer) || saved === 'true' || typed !== undefined;
    return text === undefined || saved === typed || !isInForm ? [] : [{ pointer, ...text }];
  });
  const shown = (text: string | undefined) => (text === 'true' ? say.yes : (text ?? say.none));
  return (
    <section class="note warn">
      <p>{say.lead(overtaken.by, differing.length)}</p>
      {differing.length > 0 && (
        <Table
          caption={say.title}
          columns={[say.field, say.saved, say.own]}
          rows={differing.map(({ pointer, label }) => [
            <a href={`#${fieldId(pointer)}`}>{label}</a>,
            shown(theirs.get(pointer)),
            shown(own.get(pointer)),
          ])}
        />
      )}
    </section>
  );
}

interface FillingProps {
  fields?: FieldTexts | undefined;
  filled: Filled;
  children?: ComponentChildren;
}

/** Gives fields what they are called and filled with, under the list of what has to be put right. */
function Filling({ fields = {}, filled, children }: FillingProps) {
  const { words } = useConsole();
  const { body, faults } = filled;
  const state: FormState = {
    value: (pointer) => valueAt(body, pointer),
    faults: faults.map(({ pointer, message }) => ({ at: pointer, message })),
    textOf: (pointer) => textOf(fields, pointer, words.form.language),
    optional: words.form.optional,
  };
  return (
    <FormProvider value={state}>
      <FaultList title={words.form.faults(faults.length)} />
      <Overtaken filled={filled} />
      {children}
    </FormProvider>
  );
}

/** What went wrong where no form stands. */
export const Faults = ({ faults, fields }: { faults: FieldFault[]; fields?: FieldTexts }) => (
  <Filling filled={{ body: {}, faults }} fields={fields} />
);

/** Shown by script alone, where a draft is kept that differs from the form. */
function DraftNote() {
  const { draft } = useConsole().words.form;
  return (
    <div class="note warn" data-draft-note hidden>
      <p>{draft.found}</p>
      <p class="buttons">
        <button class="button" type="button" value="restore">
          {draft.restore}
        </button>
        <button class="button second" type="button" value="discard">
          {draft.discard}
        </button>
      </p>
    </div>
  );
}

interface FormProps {
  action: string;
  fields?: FieldTexts;
  filled?: Filled | undefined;
  submit: string;
  /** The version that was shown, where `filled` doesn't say. */
  version?: number | undefined;
  look?: ButtonLook | undefined;
  /** A second way out, beside the button. */
  cancel?: string | undefined;
  /** Further buttons, such as a preview. */
  more?: ComponentChildren;
  preview?: string;
  enctype?: 'multipart/form-data';
  /** Long forms: where scripts run, what is typed is kept in the browser until it is saved. */
  keepsDraft?: boolean;
  children?: ComponentChildren;
}

/** A form of the console: faults above, fields named by JSON pointers, one clear button. */
export function Form({
  fields,
  filled = untouched,
  submit,
  look,
  cancel,
  more,
  children,
  keepsDraft,
  ...form
}: FormProps) {
  const { words, who } = useConsole();
  const { version = filled.version, ...attributes } = form;
  return (
    <Filling fields={fields} filled={filled}>
      <PostForm
        {...attributes}
        hidden={version === undefined ? {} : { version: String(version) }}
        isUnsaved={filled.faults.length > 0 || filled.isUnsaved}
        draftOf={keepsDraft ? (who?.organiserId ?? '') : undefined}
      >
        {keepsDraft && <DraftNote />}
        {children}
        <div class="buttons">
          <Submit label={submit} look={look} />
          {more}
          {cancel && <a href={cancel}>{words.form.cancel}</a>}
        </div>
      </PostForm>
    </Filling>
  );
}
