/**
 * What makes the console's screens handier in a browser that runs scripts; every task works without it. Elements say
 * by attributes what they want:
 * - `data-preview="FRAME"` on a form: its preview button is pressed a moment after the last key, into that frame
 * - `data-live="SECONDS"` on an element with an id: it is fetched anew from this address until it no longer says so
 * - `data-copy="ID"` on a button: copies that element's text
 * - `data-unsaved` on a form: it holds what is not saved; `data-draft`: what is typed is kept in the browser until it is
 * - `data-chooses="ID"` on a field: whoever fills it means the choice with this id
 */
import { isPreview, keepDrafts } from './console/drafts.ts';

keepDrafts();

const secondPress = 3000;

// A double click is one press: the second would be told that somebody was faster.
document.addEventListener('submit', (event) => {
  const { target: form } = event;
  if (!(form instanceof HTMLFormElement) || isPreview(event)) return;
  if (form.dataset.pressed !== undefined) event.preventDefault();
  form.dataset.pressed = '';
  setTimeout(() => {
    delete form.dataset.pressed;
  }, secondPress);
});

const pause = 600;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-preview]')) {
  const button = form.querySelector<HTMLButtonElement>('button[formtarget]');
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A field that the browser holds for wrong would be pointed at while it is still being typed.
      if (button !== null && form.checkValidity()) form.requestSubmit(button);
    }, pause);
  });
}

async function refresh(element: HTMLElement): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(element.id);
  if (next === null) return;
  element.replaceWith(next);
  if (next.dataset.live !== undefined) follow(next);
}

function follow(element: HTMLElement): void {
  const seconds = Number(element.dataset.live);
  setTimeout(() => {
    // Nobody looks at a tab behind: it is asked again when it is seen.
    if (document.hidden) follow(element);
    else refresh(element).catch(() => follow(element));
  }, seconds * 1000);
}

for (const element of document.querySelectorAll<HTMLElement>('[data-live]')) follow(element);

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-chooses]')) {
  field.addEventListener('input', () => {
    const choice = document.getElementById(field.dataset.chooses ?? '');
    if (choice instanceof HTMLInputElement && field.value !== '') choice.checked = true;
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const source = document.getElementById(button.dataset.copy ?? '');
  if (source === null || navigator.clipboard === undefined) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent ?? '');
    button.textContent = button.dataset.done ?? button.textContent;
  });
}
