import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FieldFault } from '../../core/mail/page-content.ts';
import { useGiven } from './given.ts';

/** What a form is filled with, in the shape that core takes, and what was wrong with it. */
export interface Filled {
  body: Record<string, unknown>;
  faults: FieldFault[];
  /** The version that it was filled in on; somebody else's change since then is noticed. */
  version?: number | undefined;
}

export const untouched: Filled = { body: {}, faults: [] };

const FilledContext = createContext<Filled>(untouched);

/** The value that a JSON pointer (RFC 6901) means. */
export function at(body: unknown, pointer: string): unknown {
  // A field that is no part of the body has a name without slashes.
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  let value = body;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return value;
}

/** What the form's fields are filled with, below a pointer. */
export function useFilled(): { value(pointer: string): unknown; faults(pointer: string): string[] } {
  const { body, faults } = useContext(FilledContext);
  return {
    value: (pointer) => at(body, pointer),
    faults: (pointer) => faults.filter((one) => one.pointer === pointer).map(({ message }) => message),
  };
}

/** The id of the element that a fault at this pointer leads to. */
export const fieldId = (pointer: string) => `f${pointer.replaceAll('/', '-')}`;

interface FormProps {
  action: string;
  filled?: Filled | undefined;
  submit: string;
  /** The version that was shown: somebody else's change since then is noticed. */
  version?: number | undefined;
  look?: 'danger' | undefined;
  /** A second way out, beside the button. */
  cancel?: string | undefined;
  /** Further buttons, such as a preview. */
  more?: ComponentChildren;
  /** The frame that its preview button answers into: pressed by itself where scripts run. */
  preview?: string;
  class?: string;
  enctype?: 'multipart/form-data';
  children?: ComponentChildren;
}

/** A form of the console: faults above, fields, one clear button. Its fields are named by JSON pointers. */
export function Form(props: FormProps) {
  const { action, filled = untouched, submit, look, cancel, more, children } = props;
  const version = props.version ?? filled.version;
  const { words, formToken } = useGiven();
  return (
    <FilledContext.Provider value={filled}>
      <Faults faults={filled.faults} />
      <form
        method="post"
        action={action}
        class={props.class}
        enctype={props.enctype}
        data-preview={props.preview}
      >
        <input type="hidden" name="formToken" value={formToken} />
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        {children}
        <div class="buttons">
          <button class={look === undefined ? 'button' : `button ${look}`} type="submit">
            {submit}
          </button>
          {more}
          {cancel && <a href={cancel}>{words.form.cancel}</a>}
        </div>
      </form>
    </FilledContext.Provider>
  );
}

/** What has to be put right, each leading to its field. */
export function Faults({ faults }: { faults: FieldFault[] }) {
  const { words, labels } = useGiven();
  if (faults.length === 0) return null;
  labels.isAsked = true;
  return (
    <div class="note bad" role="alert">
      <h2>{words.form.faults(faults.length)}</h2>
      <ul>
        {faults.map(({ pointer, message }) => (
          <li>
            {labels.of.has(pointer) ? (
              <a href={`#${fieldId(pointer)}`}>{`${labels.of.get(pointer)}: ${message}`}</a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A form of one button, for what needs no question. */
export function Act({
  action,
  label,
  spoken,
  hidden = {},
  look = 'second',
}: {
  action: string;
  label: string;
  /** What a screen reader says, where several buttons have the same label. */
  spoken?: string;
  hidden?: Record<string, string>;
  look?: 'second' | 'danger' | 'quiet' | 'button';
}) {
  const { formToken } = useGiven();
  return (
    <form method="post" action={action} class="act">
      <input type="hidden" name="formToken" value={formToken} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class={look === 'button' ? look : `button ${look}`} type="submit" aria-label={spoken}>
        {label}
      </button>
    </form>
  );
}
