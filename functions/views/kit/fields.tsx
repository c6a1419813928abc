import type { ComponentChildren } from 'preact';
import type { Locale } from '../../core/values/locale.ts';
import { type FieldText, fieldId, useForm } from './form.tsx';
import { Said, Sentence } from './wording.tsx';

export interface FieldProps extends Partial<FieldText> {
  /** Where its value lies: the field's name, and what the form calls it by, where `label` doesn't. */
  at: string;
  isRequired?: boolean | undefined;
}

/** What the parts of a field share: its name, label and notes, and the attributes that tie the control to them. */
function useField({ at, label, lang, help, isRequired }: FieldProps) {
  const form = useForm();
  const text = form.textOf(at);
  const name = label === undefined ? text : { label, lang };
  if (name === undefined) throw new Error(`nothing says what the field ${at} is called`);
  const id = fieldId(at);
  const hint = help ?? text?.help;
  const faults = form.faults.filter((one) => one.at === at).map(({ message }) => message);
  const describedBy = [...(hint ? [`${id}-hint`] : []), ...(faults.length > 0 ? [`${id}-fault`] : [])];
  return {
    id,
    value: form.value(at),
    class: faults.length > 0 ? 'field faulty' : 'field',
    label: (
      <>
        <Said of={{ text: name.label, lang: name.lang }} />
        {isRequired === false && <span class="optional"> {form.optional}</span>}
      </>
    ),
    notes: (
      <>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {faults.length > 0 && (
          <p class="fault" id={`${id}-fault`}>
            {faults.join(' ')}
          </p>
        )}
      </>
    ),
    describedBy: describedBy.join(' ') || undefined,
    isFaulty: faults.length > 0,
  };
}

/** Label, help and faults around a control. */
function Field({
  children,
  ...props
}: FieldProps & { children: (shared: object, value: unknown) => ComponentChildren }) {
  const field = useField(props);
  const shared = {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.isFaulty ? 'true' : undefined,
  };
  return (
    <div class={field.class}>
      <label for={field.id}>{field.label}</label>
      {field.notes}
      {children(shared, field.value)}
    </div>
  );
}

/** A name by a pointer says what kind of value the form is to be read as. */
const nameOf = (at: string, kind: string) => (at.startsWith('/') ? `${at}:${kind}` : at);

const shown = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const firstOf = (value: unknown) => shown(Array.isArray(value) ? value[0] : value);

interface TextProps extends FieldProps {
  type?: 'text' | 'email' | 'url' | 'number' | 'date' | 'datetime-local' | 'color';
  maxLength?: number | undefined;
  autocomplete?: 'off' | 'email' | 'name';
  min?: number;
  max?: number;
  /** `any`: numbers with decimals, too. */
  step?: 'any';
  preset?: string | number | undefined;
  /** Texts that can be chosen instead of typing one. */
  offered?: readonly string[];
  /** The id of a choice that is meant by whoever types here; where scripts run it is made by itself. */
  chooses?: string;
}

/** One line of text; `type` as HTML's. */
export function TextField({
  type = 'text',
  autocomplete = 'off',
  preset,
  offered,
  chooses,
  ...props
}: TextProps) {
  const { at, maxLength, min, max, step, isRequired: required } = props;
  const name = type === 'number' ? nameOf(at, 'number') : at;
  // Blanks alone are nothing.
  const pattern = required && type === 'text' ? '.*\\S.*' : undefined;
  // Preact knows each type's own attributes; a type that is known only when it is rendered fits none of them.
  const list = offered && `${fieldId(at)}-offered`;
  const own: object = { name, type, maxLength, min, max, step, autocomplete, required, pattern, list };
  return (
    <Field {...props}>
      {(shared, value) => (
        <>
          <input {...shared} {...own} value={firstOf(value ?? preset)} data-chooses={chooses} />
          {offered && (
            <datalist id={list}>
              {offered.map((one) => (
                <option value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

export function LongField({
  rows = 4,
  maxLength,
  ...props
}: FieldProps & { rows?: number | undefined; maxLength?: number | undefined }) {
  return (
    <Field {...props}>
      {(shared, value) => (
        <textarea {...shared} name={props.at} rows={rows} maxLength={maxLength} required={props.isRequired}>
          {firstOf(value)}
        </textarea>
      )}
    </Field>
  );
}

/** A list of texts, one a line. */
export function LinesField({ rows = 3, ...props }: FieldProps & { rows?: number }) {
  return (
    <Field {...props}>
      {(shared, value) => (
        <textarea {...shared} name={nameOf(props.at, 'lines')} rows={rows} required={props.isRequired}>
          {[value].flat().map(shown).join('\n')}
        </textarea>
      )}
    </Field>
  );
}

/** A file, as multipart forms send it. @param accept its kinds, as HTML lists them */
export function FileField({ accept, ...props }: FieldProps & { accept: string }) {
  return (
    <Field {...props}>
      {(shared) => (
        <input {...shared} type="file" name={props.at} accept={accept} required={props.isRequired} />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  /** The label's language, where it is another than the page's. */
  lang?: Locale | undefined;
}

/** @param none the label of choosing nothing */
export function SelectField({
  options,
  preset,
  none,
  ...props
}: FieldProps & { options: Option[]; preset?: string | undefined; none?: string | undefined }) {
  return (
    <Field {...props}>
      {(shared, value) => (
        <select {...shared} name={props.at} required={props.isRequired}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map((one) => (
            <option value={one.value} lang={one.lang} selected={one.value === firstOf(value ?? preset)}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface TickProps extends FieldProps {
  preset?: boolean;
  /** What a tick sends, and under which name, where several share one: without, true under its own. */
  sends?: { name?: string; value: string };
  isDisabled?: boolean;
  class?: string;
  /** Its label, where that is more than a text. */
  children?: ComponentChildren;
}

/** One box to tick. */
export function TickField({ preset, sends, isDisabled, children, ...props }: TickProps) {
  const { value = preset, ...field } = useField(children ? { ...props, label: '' } : props);
  const { name = sends ? props.at : nameOf(props.at, 'boolean'), value: sent = 'true' } = sends ?? {};
  return (
    <div class={`${field.class} tick`}>
      <div class="choice">
        <input
          type="checkbox"
          id={field.id}
          class={props.class}
          name={name}
          value={sent}
          checked={value === true || value === sent}
          disabled={isDisabled}
          aria-describedby={field.describedBy}
        />
        <label for={field.id}>{children ?? field.label}</label>
      </div>
      {field.notes}
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  type: 'radio' | 'checkbox';
  options: (Option & { help?: string; isDisabled?: boolean; says?: (label: string) => string })[];
  /** What is chosen when nothing was filled in before. */
  preset?: string | undefined;
}

/** One of these (`radio`), or several (`checkbox`); the first has the field's own id, so that a fault leads there. */
export function ChoiceField({ type, options, preset, ...props }: ChoiceProps) {
  const { value = preset ?? [], ...field } = useField(props);
  const chosen = [value].flat().map(shown);
  return (
    <fieldset class={field.class} aria-describedby={field.describedBy}>
      <legend>{field.label}</legend>
      {field.notes}
      {options.map((one, index) => {
        const id = index === 0 ? field.id : `${field.id}-${one.value}`;
        return (
          <div class="choice">
            <input
              type={type}
              id={id}
              name={type === 'checkbox' ? nameOf(props.at, 'list') : props.at}
              value={one.value}
              checked={chosen.includes(one.value) && !one.isDisabled}
              disabled={one.isDisabled}
              aria-describedby={one.help && `${id}-hint`}
            />
            <label for={id}>
              <Sentence of={{ text: one.label, lang: one.lang }} sentence={one.says} />
              {one.help && (
                <span class="hint" id={`${id}-hint`}>
                  {one.help}
                </span>
              )}
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}
