import { type ComponentChildren, createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '../../core/values/locale.ts';
import { Said } from './wording.tsx';

/** What a field is called, and plain words under that. */
export interface FieldText {
  label: string;
  /** The label's language, where it is another than the page's. */
  lang?: Locale | undefined;
  help?: ComponentChildren;
}

/** What is wrong with a field. */
interface FormFault {
  at: string;
  message: string;
}

/** What a form's fields find out about themselves, each by its `at`: a JSON pointer (RFC 6901), or a plain name. */
export interface FormState {
  value(at: string): unknown;
  faults: readonly FormFault[];
  textOf(at: string): FieldText | undefined;
  /** Stands behind the label of what need not be filled in. */
  optional: string;
}

const nothing: FormState = { value: () => undefined, faults: [], textOf: () => undefined, optional: '' };
const FormContext = createContext(nothing);
export const FormProvider = FormContext.Provider;
export const useForm = () => useContext(FormContext);

const EveryForm = createContext<Record<string, string>>({});
/** Gives hidden fields to every form within. */
export const EveryFormProvider = EveryForm.Provider;

/** The id of a field's element, which a fault leads to. */
export const fieldId = (at: string) => (at.startsWith('/') ? `f${at.replaceAll('/', '-')}` : `field-${at}`);

/** What has to be put right, above the form: each fault leads to its field. */
export function FaultList({ title }: { title: string }) {
  const { faults, textOf } = useForm();
  if (faults.length === 0) return null;
  return (
    <div class="note bad" role="alert" aria-labelledby="faults-title">
      <h2 id="faults-title">{title}</h2>
      <ul>
        {faults.map(({ at, message }) => {
          const { label, lang } = textOf(at) ?? {};
          const said = label && (
            <a href={`#${fieldId(at)}`}>
              <Said of={{ text: label, lang }} />: {message}
            </a>
          );
          return <li>{said || message}</li>;
        })}
      </ul>
    </div>
  );
}

/** The form of a page that was posted itself. */
export const postedFormId = 'posted';

interface PostFormProps {
  id?: string;
  action: string;
  hidden?: Record<string, string>;
  noValidate?: boolean;
  enctype?: 'multipart/form-data' | undefined;
  /** The frame that its preview button answers into: pressed by itself where scripts run. */
  preview?: string | undefined;
  /** It holds what was typed and is saved nowhere. */
  isUnsaved?: boolean | undefined;
  /** Where scripts run, what is typed is kept in the browser until it is saved, for whom this says. */
  draftOf?: string | undefined;
  children?: ComponentChildren;
}

/** Whatever changes something is a POST. */
export function PostForm({ hidden = {}, preview, isUnsaved, draftOf, children, ...form }: PostFormProps) {
  const fields = Object.entries({ ...useContext(EveryForm), ...hidden });
  return (
    <form
      method="post"
      {...form}
      data-preview={preview}
      data-unsaved={isUnsaved || undefined}
      data-draft={draftOf}
    >
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

interface ButtonProps {
  label: string | JSX.Element;
  look?: ButtonLook | undefined;
  /** What a screen reader says instead, where several buttons have the same label. */
  spoken?: string | undefined;
}

/** `quiet`: like a link. */
export type ButtonLook = 'second' | 'danger' | 'quiet';

function classOf(look: ButtonLook | undefined): string {
  if (look === 'quiet') return look;
  return look ? `button ${look}` : 'button';
}

export function Submit({ label, look, spoken }: ButtonProps) {
  return (
    <button class={classOf(look)} type="submit" aria-label={spoken}>
      {label}
    </button>
  );
}

/** A form of one button. */
export function ButtonForm({ label, look, spoken, children, ...form }: PostFormProps & ButtonProps) {
  return (
    <PostForm {...form}>
      {children}
      <Submit label={label} look={look} spoken={spoken} />
    </PostForm>
  );
}

/** A link that looks like a button, to where something is done. */
export function ButtonLink({ href, label, look, spoken }: ButtonProps & { href: string }) {
  return (
    <a class={classOf(look)} href={href} aria-label={spoken}>
      {label}
    </a>
  );
}

interface LinkLineProps extends ButtonProps {
  href: string | undefined;
  isButton?: boolean;
}

/** A link in a line of its own; nothing without an address. */
export function LinkLine({ href, label, spoken, look, isButton }: LinkLineProps) {
  if (!href) return null;
  return (
    <p>
      {isButton ? (
        <ButtonLink href={href} label={label} look={look} spoken={spoken} />
      ) : (
        <a href={href} aria-label={spoken}>
          {label}
        </a>
      )}
    </p>
  );
}
