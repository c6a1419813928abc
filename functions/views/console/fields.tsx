import type { ComponentChildren } from 'preact';
import { fieldId, useFilled } from './form.tsx';
import { useGiven } from './given.ts';

interface FieldProps {
  /** Where its value lies in what core takes: a JSON pointer (RFC 6901), which is the field's name too. */
  at: string;
  label: string;
  /** Plain words under the label. */
  help?: ComponentChildren;
  isRequired?: boolean;
}

/** What a field is described by, for `aria-describedby`. */
function described(at: string, help: unknown, faults: string[]) {
  const ids = [
    ...(help ? [`${fieldId(at)}-help`] : []),
    ...(faults.length > 0 ? [`${fieldId(at)}-fault`] : []),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** Label, help and faults around a control. */
function Field({
  at,
  label,
  help,
  isRequired,
  children,
}: FieldProps & {
  children: (shared: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': 'true' | undefined;
    required: boolean | undefined;
  }) => ComponentChildren;
}) {
  const { words, labels } = useGiven();
  const faults = useFilled().faults(at);
  const id = fieldId(at);
  labels.of.set(at, label);
  return (
    <div class={faults.length > 0 ? 'field faulty' : 'field'}>
      <label for={id}>
        {label}
        {isRequired === false && <span class="optional"> {words.form.optional}</span>}
      </label>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {faults.length > 0 && (
        <p class="fault" id={`${id}-fault`}>
          {faults.join(' ')}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described(at, help, faults),
        'aria-invalid': faults.length > 0 ? 'true' : undefined,
        required: isRequired,
      })}
    </div>
  );
}

const shown = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** One line of text; `type` as HTML's. A number's name says so, for the reading of the form. */
export function TextField({
  type = 'text',
  maxLength,
  autocomplete = 'off',
  min,
  max,
  preset,
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'url' | 'number' | 'datetime-local' | 'search' | 'color';
  maxLength?: number;
  autocomplete?: 'off' | 'email' | 'name';
  min?: number;
  max?: number;
  preset?: string | number | undefined;
}) {
  const value = useFilled().value(field.at) ?? preset;
  const name = type === 'number' ? `${field.at}:number` : field.at;
  // Preact knows each type's own attributes; a type that is known only when it is rendered fits none of them.
  const own: object = { name, type, maxLength, min, max, autocomplete, value: shown(value) };
  return <Field {...field}>{(shared) => <input {...shared} {...own} />}</Field>;
}

export function LongField({
  rows = 4,
  maxLength,
  preset,
  ...field
}: FieldProps & { rows?: number; maxLength?: number; preset?: string | undefined }) {
  const value = useFilled().value(field.at) ?? preset;
  return (
    <Field {...field}>
      {(shared) => (
        <textarea {...shared} name={field.at} rows={rows} maxLength={maxLength}>
          {shown(value)}
        </textarea>
      )}
    </Field>
  );
}

/** A list of texts, one a line. */
export function LinesField({ rows = 3, ...field }: FieldProps & { rows?: number }) {
  const value = useFilled().value(field.at);
  return (
    <Field {...field}>
      {(shared) => (
        <textarea {...shared} name={`${field.at}:lines`} rows={rows}>
          {Array.isArray(value) ? value.map(shown).join('\n') : shown(value)}
        </textarea>
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function SelectField({
  options,
  preset,
  none,
  ...field
}: FieldProps & {
  options: Option[];
  preset?: string | undefined /** The label of choosing nothing. */;
  none?: string;
}) {
  const value = shown(useFilled().value(field.at) ?? preset);
  return (
    <Field {...field}>
      {(shared) => (
        <select {...shared} name={field.at}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map((one) => (
            <option value={one.value} selected={one.value === value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One box to tick: true when it is. */
export function TickField({ at, label, help, preset }: FieldProps & { preset?: boolean }) {
  const filled = useFilled();
  const faults = filled.faults(at);
  const value = filled.value(at) ?? preset;
  useGiven().labels.of.set(at, label);
  return (
    <div class={faults.length > 0 ? 'field faulty' : 'field'}>
      <div class="choice">
        <input
          type="checkbox"
          id={fieldId(at)}
          name={`${at}:boolean`}
          value="true"
          checked={value === true}
          aria-describedby={described(at, help, faults)}
        />
        <label for={fieldId(at)}>{label}</label>
      </div>
      {help && (
        <p class="help" id={`${fieldId(at)}-help`}>
          {help}
        </p>
      )}
      {faults.length > 0 && (
        <p class="fault" id={`${fieldId(at)}-fault`}>
          {faults.join(' ')}
        </p>
      )}
    </div>
  );
}

/** Several of these (`checkbox`: a list of values), or one of them (`radio`). */
export function ChoiceField({
  at,
  label,
  help,
  type,
  options,
  preset,
}: FieldProps & { type: 'radio' | 'checkbox'; options: (Option & { help?: string })[]; preset?: string[] }) {
  const filled = useFilled();
  const faults = filled.faults(at);
  const value = filled.value(at);
  useGiven().labels.of.set(at, label);
  const chosen = value === undefined ? (preset ?? []) : [value].flat().map(shown);
  return (
    <fieldset
      class={faults.length > 0 ? 'field faulty' : 'field'}
      aria-describedby={described(at, help, faults)}
    >
      <legend>{label}</legend>
      {help && (
        <p class="help" id={`${fieldId(at)}-help`}>
          {help}
        </p>
      )}
      {faults.length > 0 && (
        <p class="fault" id={`${fieldId(at)}-fault`}>
          {faults.join(' ')}
        </p>
      )}
      {options.map((one, index) => {
        const id = index === 0 ? fieldId(at) : `${fieldId(at)}-${one.value}`;
        return (
          <div class="choice">
            <input
              type={type}
              id={id}
              name={type === 'checkbox' ? `${at}:list` : at}
              value={one.value}
              checked={chosen.includes(one.value)}
              aria-describedby={one.help ? `${id}-help` : undefined}
            />
            <label for={id}>
              {one.label}
              {one.help && (
                <span class="help" id={`${id}-help`}>
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

/** A text in both languages, side by side where there is room. */
export function LocalisedField({
  at,
  label,
  help,
  isLong,
  isRequired,
  maxLength,
  rows,
}: FieldProps & { isLong?: boolean; maxLength?: number; rows?: number }) {
  const { words, labels } = useGiven();
  labels.of.set(at, label);
  const shared = {
    help,
    // One language is enough, whichever it is: the browser can't ask for that.
    ...(isRequired === false ? { isRequired } : {}),
    maxLength,
  };
  const faults = useFilled().faults(at);
  return (
    <div class="pair" id={fieldId(at)} tabIndex={faults.length > 0 ? -1 : undefined}>
      {faults.length > 0 && <p class="fault">{faults.join(' ')}</p>}
      {(['de', 'en'] as const).map((locale) => {
        const field = {
          ...shared,
          at: `${at}/${locale}`,
          label: `${label} (${words.form.language[locale]})`,
        };
        return isLong ? <LongField {...field} rows={rows} /> : <TextField {...field} />;
      })}
    </div>
  );
}
