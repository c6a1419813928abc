import { h } from './element.ts';
import { showFaults } from './signup/fields.ts';
import { type Say, type Series, signUpForm } from './signup/form.ts';
import { fieldName, keepEntered, type SignUp, signUpOf } from './signup/request.ts';
import { style } from './signup/style.ts';
import * as words from './signup/words.ts';

interface Fault {
  pointer: string;
  message: string;
}

const ownOrigin = new URL(document.currentScript?.getAttribute('src') ?? '', document.baseURI).origin;

/** Whether a place may be entered at once: six hours before its event at the earliest (decision 157). */
const isWithinDirectEntry = (startsAt: string) => Date.parse(startsAt) - Date.now() < 6 * 3_600_000;

/**
 * `<eventbote-signup series="…">`: the sign-up form of a series on a website, docs/web-component.md.
 *
 * Its children, best a plain form, stay in use until it is defined and when the API can't be reached; without children
 * there is then a link to the hosted form. `eventbote-sent` tells what was taken, `eventbote-fault` what was not.
 *
 * Inside of a form of the website it is one of that form's fields: its value is the JSON of the sign-up (`name` says
 * under which name), none while no event is ticked, which `required` forbids; what is missing makes it invalid. It has
 * no button then: when that form is sent, the sign-up goes to the API first, and the form goes on once it is taken.
 */
class EventboteSignup extends HTMLElement {
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();
  readonly #root = this.attachShadow({ mode: 'open' });
  #form: HTMLFormElement | undefined;
  #events: Series['events'] = [];
  #say!: Say;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [style];
    this.#root.append(h('slot', ''));
    this.#root.addEventListener('input', () => this.#update());
    // What is inside takes the focus that the browser or the website gives to the element itself; a click doesn't.
    this.addEventListener('focus', () => {
      if (!this.#root.activeElement && !this.matches(':active'))
        (this.#invalid ?? this.#root.querySelector('input'))?.focus();
    });
  }

  connectedCallback(): void {
    this.#load();
  }

  formResetCallback(): void {
    this.#load();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.inert = isDisabled;
  }

  /** The website's form is sent: it waits until the sign-up is taken. */
  async handleEvent(event: SubmitEvent): Promise<void> {
    if (!this.#wanted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await this.#send();
    if (!this.#form) this.#internals.form?.requestSubmit(event.submitter);
  }

  /** Puts the form in place of what is shown, with what was entered before. */
  async #load(before?: HTMLFormElement): Promise<void> {
    const { lang } = this.closest<HTMLElement>('[lang]') ?? this;
    const locale = lang.startsWith('en') ? 'en' : 'de';
    const say: Say = (text = {}) => text[locale] ?? text.de ?? text.en ?? '';
    const api = this.getAttribute('api') ?? ownOrigin;
    const seriesId = this.getAttribute('series');
    const answer = await fetch(`${api}/v1/series/${seriesId}`).catch(() => undefined);
    if (answer?.ok) {
      const series: Series = await answer.json();
      // Somebody who is filling in the plain form goes on with it.
      if (this.querySelector(':focus')) return;
      const website = this.#internals.form;
      if (website) {
        website.addEventListener('submit', this, true);
        // The browser points only at what can have the focus.
        this.tabIndex = -1;
      }
      const form = signUpForm(series, locale, say, `${api}/v1/registrations`, !website);
      form.onsubmit = (event) => {
        event.preventDefault();
        this.#send();
      };
      this.#form = form;
      this.#events = series.events;
      this.#say = say;
      this.#root.replaceChildren(form);
      if (before) keepEntered(before, form);
      this.#update();
    } else if (!before && !this.textContent?.trim()) {
      const link = h('a', 'link', { href: `${api}/series/${seriesId}/signup` }, say(words.button));
      this.#root.replaceChildren(link);
    }
  }

  /** What would be sent; undefined while nothing is wanted. */
  get #wanted(): SignUp | undefined {
    const signUp = this.#form && signUpOf(this.#form);
    const isWanted = !this.inert && (signUp?.eventIds[0] || this.hasAttribute('required'));
    return isWanted ? signUp : undefined;
  }

  get #invalid(): HTMLInputElement | null {
    return this.#root.querySelector<HTMLInputElement>('input:invalid,textarea:invalid');
  }

  /** Tells the website's form the value, and what is missing. */
  #update(): void {
    const signUp = this.#wanted;
    this.#root
      .querySelector<HTMLInputElement>('[name=eventIds]:enabled')
      ?.setCustomValidity(signUp?.eventIds[0] ? '' : this.#say(words.events));
    const invalid = signUp && this.#invalid;
    if (invalid) this.#internals.setValidity(invalid.validity, invalid.validationMessage, invalid);
    else this.#internals.setValidity({});
    this.#internals.setFormValue(signUp ? JSON.stringify(signUp) : null);
  }

  /** Sends what is entered; the form is gone once it is taken. What is wrong with it is shown. */
  async #send(): Promise<void> {
    const form = this.#form;
    if (!form || form.inert) return;
    const say = this.#say;
    const signUp = signUpOf(form);
    form.inert = true;
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': form.lang },
      body: JSON.stringify(signUp),
    }).catch(() => undefined);
    form.inert = false;
    if (answer?.status === 202) {
      const isSoon = this.#events.some(
        ({ eventId, startsAt }) => signUp.eventIds.includes(eventId) && isWithinDirectEntry(startsAt),
      );
      const lines = [`${signUp.email}`, say(isSoon ? words.nextSoon : words.next)].map((line) =>
        h('p', '', {}, line),
      );
      const title = h('strong', 'title', {}, say(words.received));
      const done = h('div', 'done', { lang: form.lang, tabindex: -1 }, title, ...lines);
      this.#form = undefined;
      this.#root.replaceChildren(done);
      done.focus();
      this.#tell('sent', signUp);
      return;
    }
    const problem = await answer?.json().catch(() => undefined);
    const errors: Fault[] = problem?.errors ?? [{ pointer: '', message: say(words.unsent) }];
    // What was shown may no longer be how things stand.
    await this.#load(form);
    const faults = errors.map(({ pointer, message }) => ({ name: fieldName(pointer, signUp), message }));
    const shown = this.#form ?? form;
    showFaults(shown, say(words.faultsTitle), faults);
    this.#tell('fault', { status: answer?.status, errors });
    // Too many come from here: as a plain form it gets one more button to press.
    if (answer?.status === 429 && problem?.type) shown.submit();
  }

  #tell(what: 'sent' | 'fault', detail: object): void {
    this.dispatchEvent(new CustomEvent(`eventbote-${what}`, { bubbles: true, detail }));
  }
}

customElements.define('eventbote-signup', EventboteSignup);
