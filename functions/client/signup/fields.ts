import { type Attributes, type Child, h } from '../element.ts';

/** What is said of a field below its label, by its name: a hint, and later what is wrong with it. */
export function said(name: string, hint = ''): HTMLElement {
  return h('div', '', { id: name }, h('p', 'hint', {}, hint), h('p', 'fault'));
}

/** A radio button or box with its text. */
export function choice(name: string, attributes: Attributes, ...children: Child[]): HTMLLabelElement {
  return h(
    'label',
    'choice',
    {},
    h('input', 'tick', { name, 'aria-describedby': name, ...attributes }),
    ...children,
  );
}

export function textField(name: string, label: Child, hint: string, attributes: Attributes, isLong = false) {
  const id = `${name}-input`;
  return h(
    'div',
    'field',
    {},
    h('label', 'label', { for: id }, label),
    said(name, hint),
    h(isLong ? 'textarea' : 'input', 'input', { id, name, 'aria-describedby': name, ...attributes }),
  );
}

/** Radio buttons or boxes to tick: value, label and whether it can't be chosen. The empty value means no answer. */
export function choices(
  name: string,
  label: Child,
  hint: string,
  attributes: Attributes,
  options: [value: string, label: Child, disabled?: boolean][],
) {
  return h(
    'fieldset',
    'field',
    {},
    h('legend', 'label', {}, label),
    said(name, hint),
    ...options.map(([value, text, disabled]) =>
      choice(name, { ...attributes, value, disabled, checked: !value }, text),
    ),
  );
}

/** Tells what is wrong with a form, at each field and in a list above whose lines lead to the fields. */
export function showFaults(
  form: HTMLFormElement,
  title: string,
  faults: { name: string; message: string }[],
): void {
  const lines = faults.map(({ name, message }) => {
    const field = form.querySelector(`[id="${name}"]`);
    if (!field) return h('li', '', {}, message);
    field.lastElementChild?.replaceChildren(message);
    const inputs = form.querySelectorAll<HTMLElement>(`[aria-describedby="${name}"]`);
    for (const input of inputs) input.setAttribute('aria-invalid', 'true');
    const label = field.previousElementSibling?.textContent;
    const line = h('a', 'link', { href: '#' }, `${label}: ${message}`);
    line.onclick = () => {
      (inputs[0] ?? field.parentElement?.querySelector<HTMLElement>('input:enabled,a'))?.focus();
      return false;
    };
    return h('li', '', {}, line);
  });
  const list = h(
    'div',
    'faults',
    { tabindex: -1 },
    h('strong', 'title', {}, title),
    h('ul', '', {}, ...lines),
  );
  form.prepend(list);
  list.focus();
}
