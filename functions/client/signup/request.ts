/** What `POST /v1/registrations` takes. */
export interface SignUp extends Record<string, unknown> {
  eventIds: FormDataEntryValue[];
}

/** A form's fields, named as the plain form's are (`answers.<event>.<question>`), as JSON; what is empty is left out. */
export function signUpOf(form: HTMLFormElement): SignUp {
  const values = new FormData(form);
  const signUp = {};
  for (const name of new Set(values.keys())) {
    const all = values.getAll(name);
    if (all[0]) put(signUp, name.split('.'), all[1] ? all : all[0]);
  }
  return { ...signUp, eventIds: values.getAll('eventIds') };
}

function put(into: Record<string, unknown>, [first = '', ...rest]: string[], value: unknown): object {
  into[first] = rest[0] ? put(Object.assign({}, into[first]), rest, value) : value;
  return into;
}

/** The name of the field that a JSON pointer means; of one in `eventIds`, the event that stands there. */
export function fieldName(pointer: string, { eventIds }: SignUp): string {
  return pointer
    .slice(1)
    .replace(/(eventIds).(\d+)/, (_, area, index) => `${area}.${eventIds[index]}`)
    .replaceAll('/', '.');
}

/** Fills a form that is shown anew with what was entered before, as far as it can still be chosen; a changed consent can't. */
export function keepEntered(before: HTMLFormElement, form: HTMLFormElement): void {
  for (const { name, value, checked } of before.querySelectorAll<HTMLInputElement>(':checked,[part=input]')) {
    const one = checked ? `[value="${value}"]:enabled` : '';
    const input = form.querySelector<HTMLInputElement>(`[name="${name}"]${one}`);
    if (checked && !input?.checked) input?.click();
    else if (input) input.value = value;
  }
}
