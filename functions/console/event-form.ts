import { type EventInput, eventInputOf } from '../core/table/event.ts';
import type { Locale } from '../core/values/locale.ts';
import { type Filled, valueAt } from '../views/console/form.tsx';
import { fieldsOf, madeId, withoutIdsOfTitles } from './made-id.ts';

type Body = Record<string, unknown>;

/** Ids that are made of titles leave room for a number; those that answers are kept by are short. */
const madeCharacters = { group: 50, question: 30, option: 50 };

/** What a new event's form begins with. */
export const newEventForm: Body = {
  seatsPerAddress: 1,
  promoteUntil: 'PT2H',
  directEntry: 'PT60M',
  reminders: ['P1D', 'PT1H'],
};

/** A stored event as its form shows it: a question's options one a line. */
export function eventForm(event: EventInput): Body {
  const { questions, ...fields } = eventInputOf(event);
  const lines = questions.map(({ options, ...question }) => ({
    ...question,
    ...(options && {
      options: options.map(({ label, value }) => `${label.de ?? ''} | ${label.en ?? ''} | ${value}`),
    }),
  }));
  return { ...fields, questions: lines };
}

/**
 * What the form says, put in order and still as the form shows it: rows that nobody filled in, or emptied, are gone,
 * and what has no id yet gets one of its title.
 */
export function tidied(body: Body): Body {
  const { workingGroups, questions, ...fields } = body;
  const groups = rows(workingGroups).filter(
    (row) => row.title !== undefined || (row.capacity !== undefined && !row.workingGroupId),
  );
  const asked = rows(questions).filter(
    (row) => row.label !== undefined || (row.options !== undefined && !row.questionId),
  );
  return {
    ...fields,
    eventId: madeId(body.eventId, body.title),
    workingGroups: withIds(groups, 'workingGroupId', 'title', madeCharacters.group),
    questions: withIds(asked, 'questionId', 'label', madeCharacters.question),
  };
}

/** The tidied form in core's shape. @param ids which event it is, where it is one already */
export function eventInput(body: Body, locale: Locale, ids: Body): Body {
  const { ownReminder, notice, noticeAt, isTold, reminders, questions, ways, ...fields } = body;
  const own = ownOffset(ownReminder);
  const offsets = [...(Array.isArray(reminders) ? reminders : []), own].filter((one) => one !== undefined);
  return {
    ...fields,
    ...ids,
    reminders: offsets,
    ways: hasOwnPlaces(ways) ? ways : undefined,
    questions: rows(questions).map(({ options, ...question }) => ({
      ...question,
      options: Array.isArray(options) ? optionsOf(options, locale) : undefined,
    })),
  };
}

/** Whether the form says anything of the places of each way: a box that nobody ticked says nothing. */
function hasOwnPlaces(ways: unknown): boolean {
  const said = ['onsite', 'online'].flatMap((way) => [
    valueAt(ways, `/${way}/capacity`) !== undefined,
    valueAt(ways, `/${way}/waitingList`) === true,
  ]);
  return said.includes(true);
}

const unitLetters = { days: 'D', hours: 'H', minutes: 'M' } as const;

/** "3 hours" as an ISO 8601 duration; what is not a number stays, for core to refuse. */
function ownOffset(own: unknown): string | undefined {
  const amount = valueAt(own, '/amount');
  if (amount === undefined) return undefined;
  const unit = valueAt(own, '/unit');
  if (unit === 'days') return `P${amount}${unitLetters.days}`;
  return `PT${amount}${unit === 'minutes' ? unitLetters.minutes : unitLetters.hours}`;
}

/** Lines of "German | English | id": one label alone is in the series' language, and an id is made where none is. */
function optionsOf(lines: readonly unknown[], locale: Locale): unknown[] {
  const options = lines.map((line) => {
    const parts = String(line)
      .split('|')
      .map((part) => part.trim());
    const [first, second, value] = parts;
    const both = { de: first || undefined, en: second || undefined };
    const label = parts.length === 1 ? { [locale]: first } : both;
    return { value: value || undefined, label };
  });
  return withIds(options, 'value', 'label', madeCharacters.option);
}

function rows(value: unknown): Body[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Gives each row an id of its title that has none yet, and none that another has: those stay as they are. */
function withIds(all: readonly Body[], id: string, title: string, most: number): Body[] {
  const taken = new Set(all.map((one) => one[id]));
  return all.map((one) => {
    if (one[id] !== undefined) return one;
    const made = madeId(undefined, one[title], most);
    let own = made;
    for (let number = 2; own !== undefined && taken.has(own); number++) own = `${made}-${number}`;
    taken.add(own);
    return { ...one, [id]: own };
  });
}

/** A form that comes back: tidied, and faults of what a field holds several of are told at the field. */
export function asTyped(filled: Filled): Filled {
  const field = (pointer: string) =>
    pointer
      .replace(/^(\/questions\/\d+\/options|\/reminders|\/place\/address)\/.*$/, '$1')
      .replace(/^\/place$/, '/place/name')
      .replace(/^\/place\/coordinates$/, '/place/coordinates/latitude');
  const { faults, ...rest } = withoutIdsOfTitles(filled);
  const atFields = faults.map((one) => ({ ...one, pointer: field(one.pointer) }));
  return { ...rest, body: tidied(filled.body), faults: atFields };
}
