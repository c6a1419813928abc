import type { informationView } from '../core/participants/personal-data.ts';
import type { EventItem } from '../core/table/items.ts';
import { inLocale, type Locale } from '../core/values/locale.ts';
import type { Instant } from '../core/values/time.ts';
import { answerText } from './answer-text.ts';
import { registrationState } from './registration-state.ts';
import { wordsOf } from './words/index.ts';

type Information = ReturnType<typeof informationView>;
type Section = { title: string; entries: { label: string; value?: string; at?: Instant }[] };

/**
 * What is kept of a person, as headed lists to be printed; none when nothing is.
 * @param events what the registrations are for, as far as it is still there
 * @param processing what is told beside the data itself
 */
export function informationSections(
  { stored, series, subscriptions, suppressions, requests, restriction, access }: Information,
  events: readonly EventItem[],
  processing: readonly Section[],
  locale: Locale,
): Section[] {
  const { page, table, states, mailNames } = wordsOf(locale);
  const words = page.information;
  const asked = wordsOf(locale).requests;
  const listed = (title: string, entries: Section['entries']) =>
    entries.length === 0 ? [] : [{ title, entries }];
  return [
    ...series.flatMap((one) => [
      ...listed(
        `${words.person}: ${one.seriesId}`,
        [...one.attendees, ...one.signUps].flatMap(({ name, email, locale: language, createdAt }) => [
          { label: table.name, value: name },
          { label: table.email, value: email },
          { label: table.language, value: words.languages[language] },
          { label: table.signedUpAt, at: createdAt },
        ]),
      ),
      ...one.registrations.map((registration) => registrationSection(registration, events, locale)),
      ...listed(
        `${words.notices}: ${one.seriesId}`,
        one.signUps.flatMap(({ notices }) =>
          Object.values(notices).flatMap((notice) =>
            notice === undefined ? [] : [{ label: notice.version, value: notice.text }],
          ),
        ),
      ),
      ...listed(
        `${words.mails}: ${one.seriesId}`,
        one.mails.map(({ createdAt, sentAt, template, state }) => ({
          label: mailNames[template],
          value: states.mail[state],
          at: sentAt ?? createdAt,
        })),
      ),
    ]),
    ...listed(
      words.news,
      subscriptions.map(({ sender, state, createdAt, withdrawnAt }) => ({
        label: sender,
        value: words.subscription[state],
        at: withdrawnAt ?? createdAt,
      })),
    ),
    ...listed(
      words.suppression,
      suppressions.map(({ scope, reason, createdAt }) => ({
        label: words.scopes[scope],
        value: words.suppressed[reason],
        at: createdAt,
      })),
    ),
    ...listed(
      words.requests,
      requests.map(({ kind, receivedAt, answer }) => ({
        label: asked.kinds[kind],
        value: answer === undefined ? asked.open : asked.outcomes[answer.outcome],
        at: answer?.at ?? receivedAt,
      })),
    ),
    ...listed(
      words.restriction,
      restriction === undefined
        ? []
        : [{ label: words.restricted[restriction.kind], value: restriction.reason, at: restriction.since }],
    ),
    ...(access === undefined ? [] : [accessSection(access, locale)]),
    ...(stored ? processing : []),
  ];
}

function registrationSection(
  registration: Information['series'][number]['registrations'][number],
  events: readonly EventItem[],
  locale: Locale,
): Section {
  const { page, table } = wordsOf(locale);
  const words = page.information;
  const { eventId, name, createdAt, way, workingGroupId, attended, answers } = registration;
  const event = events.find((one) => one.eventId === eventId);
  const group = event?.workingGroups.find((one) => one.workingGroupId === workingGroupId);
  return {
    title: `${words.registration}: ${event === undefined ? eventId : inLocale(event.title, locale)}`,
    entries: [
      { label: table.name, value: name },
      { label: table.status, value: registrationState(registration, wordsOf(locale)) },
      { label: table.signedUpAt, at: createdAt },
      ...(way ? [{ label: table.way, value: wordsOf(locale).common.way[way] }] : []),
      ...(workingGroupId
        ? [{ label: table.workingGroup, value: group ? inLocale(group.title, locale) : workingGroupId }]
        : []),
      ...(attended === undefined ? [] : [{ label: table.attended, value: attended ? table.yes : table.no }]),
      ...Object.entries(answers).map(([questionId, value]) => {
        const question = event?.questions.find((one) => one.questionId === questionId);
        const label = question === undefined ? questionId : inLocale(question.label, locale);
        return { label, value: answerText(question, value, locale) };
      }),
    ],
  };
}

/** What is kept of an organiser, about themselves. */
function accessSection(
  { organiser, loggedInAt, tokens, deeds }: NonNullable<Information['access']>,
  locale: Locale,
): Section {
  const { page, table } = wordsOf(locale);
  const words = page.information;
  const { email, role, rights, seriesIds, createdAt } = organiser;
  return {
    title: words.organiser,
    entries: [
      { label: table.email, value: email },
      { label: words.role, value: words.roles[role] },
      { label: words.rights, value: rights.map((right) => words.rightNames[right]).join(', ') || table.no },
      { label: words.series, value: seriesIds?.join(', ') ?? words.allSeries },
      { label: words.added, at: createdAt },
      ...(loggedInAt === undefined ? [] : [{ label: words.firstLogin, at: loggedInAt }]),
      ...tokens.map(({ kind, name, lastUsedAt, createdAt: madeAt }) => ({
        ...{ label: words.tokens[kind], value: name },
        at: lastUsedAt ?? madeAt,
      })),
      ...deeds.map(({ action, item, at }) => ({ label: words.deed, value: `${action}: ${item}`, at })),
    ],
  };
}
