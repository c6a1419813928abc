import { h } from './element.ts';
import { style } from './events/style.ts';
import {
  daysOf,
  eventList,
  monthAfter,
  monthName,
  monthTable,
  type PublicEvent,
  type Reader,
} from './events/views.ts';
import * as words from './events/words.ts';

const ownOrigin = new URL(document.currentScript?.getAttribute('src') ?? '', document.baseURI).origin;
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const dayInMilliseconds = 86_400_000;
const mostPages = 10;

/**
 * `<eventbote-events series="…" view="list|next|month">`: what is published, on a website, docs/web-component.md.
 *
 * Its children, best links, stay in use until it is defined and when the API can't be reached; without children there is
 * then a link to the series' hosted form.
 */
class EventboteEvents extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' });
  /** What is asked last is what is shown, whichever answer comes first. */
  #asked = 0;
  #month = '';

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [style];
    this.#root.append(h('slot', ''));
  }

  connectedCallback(): void {
    if (this.getAttribute('view') === 'month') this.#showMonth(isoDay(Date.now()).slice(0, 7));
    else this.#showNext(this.getAttribute('view') === 'next' ? 3 : Number.POSITIVE_INFINITY);
  }

  get #reader(): Reader {
    const { lang } = this.closest<HTMLElement>('[lang]') ?? this;
    const locale = lang.startsWith('en') ? 'en' : 'de';
    return { locale, say: (text = {}) => text[locale] ?? text.de ?? text.en ?? '' };
  }

  /** What is not over yet; what began yesterday by some clock may still go on. */
  async #showNext(most: number): Promise<void> {
    const asked = ++this.#asked;
    const isAhead = ({ endsAt }: PublicEvent) => Date.parse(endsAt) > Date.now();
    const days = { from: isoDay(Date.now() - 2 * dayInMilliseconds) };
    const events = await this.#fetched(days, (found) => found.filter(isAhead).length >= most);
    if (asked !== this.#asked) return;
    this.#show(events && eventList(events.filter(isAhead).slice(0, most), this.#reader));
  }

  async #showMonth(month: string): Promise<void> {
    const asked = ++this.#asked;
    const reader = this.#reader;
    const events = await this.#fetched({ ...daysOf(month) });
    if (asked !== this.#asked) return;
    const told = this.#root.querySelector('[role=status]');
    if (!events) {
      told?.append(` – ${reader.say(words.unreached)}`);
      this.#show(undefined);
      return;
    }
    const status = told ?? h('strong', 'month', { role: 'status' });
    status.textContent = monthName(month, reader) + (events[0] ? '' : `: ${reader.say(words.noneInMonth)}`);
    const today = isoDay(Date.now() - new Date().getTimezoneOffset() * 60_000);
    const table = monthTable(month, events, today, reader);
    // Buttons and what is read out stay, so that the focus does.
    const shown = this.#root.querySelector('table');
    if (shown) {
      shown.replaceWith(table);
    } else {
      this.#show(
        h(
          'div',
          '',
          {},
          h('div', 'months', {}, this.#turner(words.before, -1), status, this.#turner(words.after, 1)),
          table,
        ),
      );
    }
    this.#month = month;
  }

  #turner(text: { de: string; en: string }, by: number): HTMLButtonElement {
    const button = h('button', 'button', { type: 'button' }, this.#reader.say(text));
    button.onclick = () => this.#showMonth(monthAfter(this.#month, by));
    return button;
  }

  /** Page after page, as far as it is needed; undefined when the API can't be reached. */
  async #fetched(
    days: Record<string, string>,
    isEnough: (found: PublicEvent[]) => boolean = () => false,
  ): Promise<PublicEvent[] | undefined> {
    const found: PublicEvent[] = [];
    const seriesId = this.getAttribute('series');
    const query = new URLSearchParams(seriesId ? { ...days, seriesId } : days);
    for (let page = 0; page < mostPages; page++) {
      const answer = await fetch(`${this.#api}/v1/events?${query}`).catch(() => undefined);
      if (!answer?.ok) return undefined;
      const { items, nextCursor } = await answer.json();
      found.push(...items);
      if (!nextCursor || isEnough(found)) break;
      query.set('cursor', nextCursor);
    }
    return found;
  }

  get #api(): string {
    return this.getAttribute('api') ?? ownOrigin;
  }

  #show(view: HTMLElement | undefined): void {
    const { locale, say } = this.#reader;
    const seriesId = this.getAttribute('series');
    if (view) {
      view.lang = locale;
      this.#root.replaceChildren(view);
    } else if (seriesId && !this.textContent?.trim() && this.#root.querySelector('slot')) {
      const href = `${this.#api}/series/${seriesId}/signup`;
      this.#root.replaceChildren(h('a', 'link', { href }, say(words.signUp)));
    }
  }
}

customElements.define('eventbote-events', EventboteEvents);
