/**
 * What was typed and not saved: leaving it is asked about, and long forms (`data-draft`) are kept in the browser until
 * they are saved, thrown away, logged out of, or a week old. Whose they are is in their names: who logs in after somebody
 * else whose session has ended is offered none of theirs.
 */

const prefix = 'draft ';
const keptFor = 7 * 24 * 60 * 60 * 1000;
const pause = 500;
const sent = 'sent draft';

type Fields = [name: string, value: string][];

interface Draft {
  at: number;
  fields: Fields;
}

/** What somebody types into a form: not its token, nor the version that it was filled with. */
function fieldsOf(form: HTMLFormElement): Fields {
  return [...new FormData(form)].filter(
    (one): one is [string, string] => one[0].startsWith('/') && typeof one[1] === 'string',
  );
}

function read(key: string): Draft | undefined {
  try {
    const draft: Draft = JSON.parse(localStorage.getItem(key) ?? '');
    if (Date.now() - draft.at < keptFor) return draft;
  } catch {}
  forget(key);
  return undefined;
}

/** Logging out keeps nothing, not even what was typed in its last moment. */
let isLoggedOut = false;

/** A browser may be told to keep nothing. */
function keep(key: string, fields: Fields): void {
  if (isLoggedOut) return;
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields } satisfies Draft));
  } catch {}
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {}
}

/** Names may stand several times: the first field gets the first value. */
function fill(form: HTMLFormElement, fields: Fields): void {
  const left = Map.groupBy(fields, ([name]) => name);
  for (const field of form.elements) {
    if (
      !(
        field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement
      )
    )
      continue;
    if (!field.name.startsWith('/') || field.type === 'hidden' || field.type === 'file') continue;
    const values = left.get(field.name) ?? [];
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
      field.checked = values.some(([, value]) => value === field.value);
    else field.value = values.shift()?.[1] ?? '';
  }
  form.dispatchEvent(new Event('input'));
}

function offer(form: HTMLFormElement, key: string): void {
  const note = form.querySelector<HTMLElement>('[data-draft-note]');
  const draft = read(key);
  if (note === null || draft === undefined) return;
  if (JSON.stringify(draft.fields) === JSON.stringify(fieldsOf(form))) {
    forget(key);
    return;
  }
  note.hidden = false;
  for (const button of note.querySelectorAll('button'))
    button.addEventListener('click', () => {
      note.hidden = true;
      if (button.value === 'restore') fill(form, draft.fields);
      else forget(key);
    });
}

function follow(form: HTMLFormElement, key: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(key, fieldsOf(form)), pause);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    keep(key, fieldsOf(form));
    // What is done next to a preview saves nothing of it.
    if (isPreview(event)) return;
    try {
      sessionStorage.setItem(sent, key);
    } catch {}
  });
}

/** A preview is no way to leave. */
export const isPreview = ({ submitter }: SubmitEvent) =>
  submitter instanceof HTMLButtonElement && submitter.formTarget !== '';

const isTyped = (form: HTMLFormElement) =>
  [...form.elements].some(
    (one) =>
      !(one instanceof HTMLButtonElement) && !(one instanceof HTMLInputElement && one.type === 'hidden'),
  );

/** The draft whose form was sent last; a page that says what was done says that it was saved. */
function forgetSaved(): void {
  try {
    const key = sessionStorage.getItem(sent);
    if (key === null) return;
    if (new URLSearchParams(location.search).has('done')) forget(key);
    else if (key.endsWith(` ${location.pathname}`)) return;
    sessionStorage.removeItem(sent);
  } catch {}
}

/** Those of pages that nobody opened again. */
function forgetOld(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) read(key);
  } catch {}
}

export function keepDrafts(): void {
  forgetSaved();
  forgetOld();
  const unsaved = new Set<HTMLFormElement>();
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method=post]')) {
    if (!isTyped(form)) continue;
    if (form.dataset.unsaved !== undefined) unsaved.add(form);
    form.addEventListener('input', () => unsaved.add(form));
    form.addEventListener('submit', (event) => {
      // What stands in another form of the page is lost by it.
      if (!isPreview(event)) unsaved.delete(form);
    });
    if (form.dataset.draft === undefined) continue;
    const key = `${prefix}${form.dataset.draft} ${location.pathname}`;
    if (form.dataset.unsaved === undefined) offer(form, key);
    follow(form, key);
  }
  addEventListener('beforeunload', (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });
  document.querySelector('form[action="/console/logout"]')?.addEventListener('submit', () => {
    isLoggedOut = true;
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) forget(key);
    } catch {}
  });
}
