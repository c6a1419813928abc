import type { ComponentChildren } from 'preact';
import type { FieldFault } from '../../core/mail/page-content.ts';
import {
  type ButtonLook,
  FaultList,
  type FieldText,
  FormProvider,
  type FormState,
  PostForm,
  Submit,
  useForm,
} from '../kit/form.tsx';
import { useConsole } from './console-context.ts';
import type { ConsoleWords } from './words/index.ts';

/** What a form is filled with, in the shape that core takes, and what was wrong with it. */
export interface Filled {
  body: Record<string, unknown>;
  faults: FieldFault[];
  /** The version that it was filled in on; somebody else's change since then is noticed. */
  version?: number | undefined;
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
      {children}
    </FormProvider>
  );
}

/** What went wrong where no form stands. */
export const Faults = ({ faults, fields }: { faults: FieldFault[]; fields?: FieldTexts }) => (
  <Filling filled={{ body: {}, faults }} fields={fields} />
);

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
  ...form
}: FormProps) {
  const { words } = useConsole();
  const { version = filled.version, ...attributes } = form;
  return (
    <Filling fields={fields} filled={filled}>
      <PostForm {...attributes} hidden={version === undefined ? {} : { version: String(version) }}>
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
