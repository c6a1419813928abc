import type { ComponentChildren } from 'preact';
import type { FieldFault } from '../../core/mail/page-content.ts';

/** The id of the element that a field's name belongs to, and that a fault leads to. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/**
 * The field name that a JSON pointer (RFC 6901) into the request means: `/answers/part-1/role` is
 * `answers.part-1.role`, `/eventIds/0` the checkbox of the event that was sent first, else all of them.
 */
export function fieldName(pointer: string, chosen: string[]): string {
  const [first = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (first !== 'eventIds') return [first, ...rest].join('.');
  const eventId = chosen[Number(rest[0])];
  return rest[0] !== undefined && eventId !== undefined ? `eventIds.${eventId}` : 'eventIds';
}

/** What was filled in before, and what was wrong with it, by field name. */
export class Filled {
  readonly #values: Record<string, string | string[]>;
  readonly #faults = new Map<string, string[]>();

  constructor(values: Record<string, string | string[]>, faults: FieldFault[]) {
    this.#values = values;
    const chosen = this.all('eventIds');
    for (const { pointer, message } of faults) {
      const name = fieldName(pointer, chosen);
      this.#faults.set(name, [...(this.#faults.get(name) ?? []), message]);
    }
  }

  all(name: string): string[] {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return value === undefined ? [] : [value].flat();
  }

  one(name: string): string {
    return this.all(name)[0] ?? '';
  }

  faultsOf(name: string): string[] {
    return this.#faults.get(name) ?? [];
  }

  /** The faults of a field and of all that lies under it. */
  hasFaultUnder(...prefixes: string[]): boolean {
    return [...this.#faults.keys()].some((name) =>
      prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}.`)),
    );
  }
}

interface Described {
  name: string;
  filled: Filled;
  hint?: string | undefined;
}

/** The ids of a field's hint and fault, for `aria-describedby`. */
function describedBy({ name, filled, hint }: Described): string | undefined {
  const ids = [
    ...(hint ? [`${fieldId(name)}-hint`] : []),
    ...(filled.faultsOf(name).length > 0 ? [`${fieldId(name)}-fault`] : []),
  ];
  return ids.length > 0 ? ids.join(' ') : undefined;
}

function Description({ name, filled, hint }: Described) {
  const faults = filled.faultsOf(name);
  return (
    <>
      {hint && (
        <span class="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </span>
      )}
      {faults.length > 0 && (
        <span class="fault" id={`${fieldId(name)}-fault`}>
          {faults.join(' ')}
        </span>
      )}
    </>
  );
}

interface TextFieldProps extends Described {
  label: string;
  type?: 'text' | 'email';
  isLong?: boolean;
  isRequired?: boolean;
  maxLength?: number | undefined;
  autocomplete?: 'name' | 'email' | 'off';
}

export function TextField(props: TextFieldProps) {
  const {
    name,
    filled,
    label,
    type = 'text',
    isLong,
    isRequired = false,
    maxLength,
    autocomplete = 'off',
  } = props;
  const isFaulty = filled.faultsOf(name).length > 0;
  const shared = {
    id: fieldId(name),
    name,
    required: isRequired,
    autocomplete,
    ...(maxLength && { maxLength }),
    'aria-describedby': describedBy(props),
    'aria-invalid': isFaulty ? ('true' as const) : undefined,
  };
  return (
    <div class={isFaulty ? 'field faulty' : 'field'}>
      <label for={fieldId(name)}>{label}</label>
      <Description {...props} />
      {isLong ? (
        <textarea {...shared}>{filled.one(name)}</textarea>
      ) : type === 'email' ? (
        <input {...shared} type="email" value={filled.one(name)} />
      ) : (
        <input {...shared} type="text" value={filled.one(name)} />
      )}
    </div>
  );
}

export interface Choice {
  value: string;
  label: string;
  isDisabled?: boolean;
}

interface ChoicesProps extends Described {
  legend: string;
  type: 'radio' | 'checkbox';
  choices: Choice[];
  /** What is chosen when nothing was filled in before. */
  preset?: string | undefined;
}

/** Radio buttons or checkboxes of one name; the first has the field's own id, so that a fault leads there. */
export function Choices(props: ChoicesProps) {
  const { name, filled, legend, type, choices, preset } = props;
  const before = filled.all(name);
  const chosen = before.length > 0 || preset === undefined ? before : [preset];
  return (
    <fieldset
      class={filled.faultsOf(name).length > 0 ? 'field faulty' : 'field'}
      aria-describedby={describedBy(props)}
    >
      <legend>{legend}</legend>
      <Description {...props} />
      {choices.map(({ value, label, isDisabled }, index) => {
        const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${value}`;
        return (
          <div class="choice">
            <input
              type={type}
              id={id}
              name={name}
              value={value}
              checked={chosen.includes(value) && !isDisabled}
              disabled={isDisabled}
            />
            <label for={id}>{label}</label>
          </div>
        );
      })}
    </fieldset>
  );
}

interface TickProps extends Described {
  /** The field's name where several ticks share one. */
  sharedName?: string;
  value: string;
  isTicked: boolean;
  isDisabled?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** One checkbox with its own label. */
export function Tick(props: TickProps) {
  const { name, filled, sharedName, value, isTicked, isDisabled, children } = props;
  return (
    <div class={filled.faultsOf(name).length > 0 ? 'tick faulty' : 'tick'}>
      <div class="choice">
        <input
          type="checkbox"
          id={fieldId(name)}
          class={props.class}
          name={sharedName ?? name}
          value={value}
          checked={isTicked}
          disabled={isDisabled}
          aria-describedby={describedBy(props)}
        />
        <label for={fieldId(name)}>{children}</label>
      </div>
      <Description {...props} />
    </div>
  );
}
