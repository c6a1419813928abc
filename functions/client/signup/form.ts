import type * as z from 'zod';
import type { PublicSeriesAnswer } from '../../api/public-answers.ts';
import { type Child, h } from '../element.ts';
import { choice, choices, said, textField } from './fields.ts';
import * as words from './words.ts';

export type Series = z.infer<typeof PublicSeriesAnswer>;
type Event = Series['events'][number];
type Question = Event['questions'][number];

export type Locale = 'de' | 'en';
/** A text in the form's language, else in the other one. */
export type Say = (text?: words.Localised) => string;

/**
 * The sign-up form of a series. Its fields are named as the plain form's are: posted to `action`, it is one. It has a
 * button unless another form's button sends it.
 */
export function signUpForm(
  { events, notices: { privacy, ...consents } }: Series,
  locale: Locale,
  say: Say,
  action: string,
  hasButton: boolean,
): HTMLFormElement {
  /** What the series says, and our own words behind it; what is there in the other language alone says so. */
  function show(text?: words.Localised, more = ''): Child {
    if (!text || text[locale]) return say(text) + more;
    return h('span', '', {}, h('span', '', { lang: locale === 'de' ? 'en' : 'de' }, say(text)), more);
  }

  function question(
    eventId: string,
    { questionId, kind, required, maxLength: maxlength = kind === 'text' ? 200 : 2000, ...asked }: Question,
  ) {
    const name = `answers.${eventId}.${questionId}`;
    const label = show(asked.label, required ? '' : say(words.optional));
    const hint = asked.sensitive ? say(words.sensitiveHint) : '';
    if (/text/i.test(kind)) {
      return textField(name, label, hint, { required, maxlength }, kind !== 'text' || maxlength > 200);
    }
    const options = (asked.options ?? []).map((one): [string, Child] => [one.value, show(one.label)]);
    if (kind === 'multipleChoice') return choices(name, label, hint, { type: 'checkbox' }, options);
    if (kind === 'yesNo') options.push(['yes', say(words.yes)], ['no', say(words.no)]);
    if (!required) options.push(['', say(words.noAnswer)]);
    return choices(name, label, hint, { type: 'radio', required }, options);
  }

  function groups({ eventId, workingGroups }: Event) {
    const options = workingGroups.map(({ workingGroupId, title, isFull }): [string, Child, boolean] => [
      workingGroupId,
      show(title, isFull ? say(words.groupFull) : ''),
      isFull,
    ]);
    const all = [...options, ['', say(words.noWorkingGroup)] satisfies [string, string]];
    return choices(`workingGroups.${eventId}`, say(words.workingGroup), '', { type: 'radio' }, all);
  }

  function ways({ eventId, registration }: Event) {
    const full = (way: 'onsite' | 'online') => registration.ways?.[way] === 'full';
    const says = (way: 'onsite' | 'online') => (full(way) ? say(words.groupFull) : '');
    return choices(`ways.${eventId}`, say(words.way), '', { type: 'radio', required: '' }, [
      ['onsite', say(words.onsite) + says('onsite'), full('onsite')],
      ['online', say(words.online) + says('online'), full('online')],
    ]);
  }

  function eventBox(event: Event) {
    const { eventId, timeZone, startsAt, endsAt } = event;
    const { state, availability, opensAt = '' } = event.registration;
    // English dates are British here; German ones have no variety of that name and stay German.
    const format = new Intl.DateTimeFormat(`${locale}-GB`, {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone,
    });
    const isOpen = isSelectable(event);
    const id = `eventIds.${eventId}`;
    const label = say(event.title);
    const places = { free: {}, few: words.few, full: words.full, waitingList: words.waitingList };
    const note =
      state === 'notYetOpen'
        ? `${say(words.opens)}${format.format(new Date(opensAt))} (${timeZone}).`
        : say(state === 'open' ? places[availability] : words.closed);
    const more = h(
      'fieldset',
      'more',
      { 'aria-label': label },
      event.attendanceMode === 'hybrid' ? ways(event) : '',
      event.workingGroups[0] ? groups(event) : '',
      ...event.questions.map((asked) => question(eventId, asked)),
    );
    const tick = choice(
      'eventIds',
      {
        ...{ type: 'checkbox', value: eventId, 'aria-describedby': id },
        ...{ disabled: !isOpen, checked: isOpen && !events[1] },
      },
      h(
        'span',
        '',
        {},
        h('strong', '', {}, show(event.title)),
        h('span', 'when', {}, ` ${format.formatRange(new Date(startsAt), new Date(endsAt))} (${timeZone})`),
        h('span', 'where', {}, whereOf(event, say)),
      ),
    );
    // What belongs to an event is asked of those alone who tick it.
    const unfold = () => {
      more.disabled = !tick.control?.matches(':checked');
    };
    tick.onchange = unfold;
    unfold();
    return h('div', 'event', {}, tick, said(id, note), h('p', 'text', {}, show(event.summary)), more);
  }

  const section = (title: string, ...fields: (Node | string)[]) =>
    h('fieldset', 'section', {}, h('legend', 'title', {}, title), ...fields);
  const shown = events.filter(({ status }) => status === 'published');
  const open = shown.filter(isSelectable);
  const form = h(
    'form',
    'form',
    { lang: locale, method: 'post', action, novalidate: '' },
    section(say(words.events), said('eventIds'), ...shown.map(eventBox)),
  );
  if (!open[0]) return form;
  const isAsked = open.some(({ questions }) => questions.some(({ sensitive }) => sensitive));
  // Version and hash of the text that is shown: what the proof names.
  const reference = ({ version, hash }: Pick<typeof privacy, 'version' | 'hash'>) =>
    `${version}:${say(hash)}`;
  const hidden = { formUrl: location.href, locale, 'notices.privacy': reference(privacy) };
  const notice = (name: string, hint: string, ...children: Node[]) =>
    h('div', 'notice', {}, ...children, said(name, hint));
  form.append(
    section(
      say(words.you),
      textField('name', 'Name', '', { required: '', maxlength: 200, autocomplete: 'name' }),
      textField('email', say(words.email), say(words.emailHint), {
        ...{ type: 'email', required: '', autocomplete: 'email' },
      }),
    ),
    section(
      say(words.privacy),
      ...Object.entries(consents).map(([kind, consent]) => {
        if (!consent || (kind === 'sensitive' && !isAsked)) return '';
        const name = `notices.${kind}`;
        const tick = choice(name, { type: 'checkbox', value: reference(consent) }, show(consent.text));
        return notice(name, say(words.voluntaryOne), tick);
      }),
      notice(
        'notices.privacy',
        '',
        h(
          'p',
          'text',
          {},
          show(privacy.text, ' '),
          h('a', 'link', { href: say(privacy.url) }, say(words.privacy)),
        ),
      ),
    ),
    ...Object.entries(hidden).map(([name, value]) => h('input', '', { type: 'hidden', name, value })),
    hasButton ? h('button', 'button', {}, say(words.button)) : '',
  );
  return form;
}

/** Where one takes part: online, at a place, or either. */
export function whereOf(
  { attendanceMode, place }: Pick<Event, 'attendanceMode' | 'place'>,
  say: Say,
): string {
  if (!place) return 'Online';
  return [place.name, ...place.address].join(', ') + (attendanceMode === 'hybrid' ? say(words.orOnline) : '');
}

function isSelectable({ registration: { state, availability } }: Event): boolean {
  return state === 'open' && availability !== 'full';
}
