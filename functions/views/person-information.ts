import type { Locale } from '../core/locale.ts';
import type { informationView } from '../core/organiser-people-data.ts';
import { wordsOf } from './words/index.ts';

type Information = ReturnType<typeof informationView>;
type Section = { title: string; entries: { label: string; value: string }[] };

/** What is kept of a person, as headed lists to be printed; none when nothing is. */
export function informationSections(
  { series, subscriptions, suppressions, organiser }: Information,
  locale: Locale,
): Section[] {
  const { information: words, table } = { ...wordsOf[locale].page, table: wordsOf[locale].table };
  const listed = (title: string, entries: Section['entries']) =>
    entries.length === 0 ? [] : [{ title, entries }];
  return [
    ...series.flatMap((one) => [
      ...listed(
        `${words.person}: ${one.seriesId}`,
        [...one.attendees, ...one.signUps].flatMap(({ name, email, locale: language, createdAt }) => [
          { label: table.name, value: name },
          { label: table.email, value: email },
          { label: table.language, value: language },
          { label: table.signedUpAt, value: createdAt },
        ]),
      ),
      ...one.registrations.map((registration) => ({
        title: `${words.registration}: ${registration.eventId}`,
        entries: [
          { label: table.name, value: registration.name },
          { label: table.status, value: table.states[registration.state] },
          { label: table.signedUpAt, value: registration.createdAt },
          ...(registration.workingGroupId
            ? [{ label: table.workingGroup, value: registration.workingGroupId }]
            : []),
          ...(registration.attended === undefined
            ? []
            : [{ label: table.attended, value: registration.attended ? table.yes : table.no }]),
          ...Object.entries(registration.answers).map(([label, value]) => ({ label, value: String(value) })),
        ],
      })),
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
        one.mails.map(({ createdAt, sentAt, kind, state }) => ({
          label: sentAt ?? createdAt,
          value: `${kind}: ${state}`,
        })),
      ),
    ]),
    ...listed(
      words.news,
      subscriptions.map(({ sender, state, createdAt }) => ({
        label: sender,
        value: `${state} (${createdAt})`,
      })),
    ),
    ...listed(
      words.suppression,
      suppressions.map(({ scope, reason, createdAt }) => ({
        label: createdAt,
        value: `${scope}: ${reason}`,
      })),
    ),
    ...(organiser ? [{ title: words.organiser, entries: [] }] : []),
  ];
}
