import type { FormEvent } from '../../../functions/core/mail/page-content.ts';
import type { Locale } from '../../../functions/core/values/locale.ts';
import { sampleEvents, wording } from './series.ts';

/** The form's events: one with working groups and questions of every kind, one full, one with its waiting list, one not open yet. */
export function sampleFormEvents(locale: Locale): FormEvent[] {
  const [{ joinUrl: _, workingGroup: __, joinInfo: ___, ...first }, second, third] = sampleEvents(locale);
  const options = [
    { value: 'verwaltung', label: { de: 'der Verwaltung', en: 'the administration' } },
    { value: 'zivilgesellschaft', label: { de: 'der Zivilgesellschaft', en: 'civil society' } },
  ];
  const question = { required: false, sensitive: false };
  const none = { ways: [], workingGroups: [], questions: [] };
  return [
    {
      ...first,
      openness: 'open',
      availability: 'free',
      ways: [
        { way: 'onsite', availability: 'full' },
        { way: 'online', availability: 'few' },
      ],
      workingGroups: [
        {
          workingGroupId: 'kleinstadt',
          title: wording(locale, 'Kleinstadt kooperativ', 'Cooperative small towns'),
          isFull: false,
        },
        {
          workingGroupId: 'dorf',
          title: wording(locale, 'Engagement im Dorf', 'Engagement in the village'),
          isFull: true,
        },
      ],
      questions: [
        {
          ...question,
          questionId: 'organisation',
          kind: 'text',
          maxLength: 120,
          label: { de: 'Organisation oder Kommune', en: 'Organisation or municipality' },
        },
        {
          ...question,
          questionId: 'role',
          kind: 'choice',
          required: true,
          label: { de: 'Ich komme aus', en: 'I come from' },
          options,
        },
        {
          ...question,
          questionId: 'topics',
          kind: 'multipleChoice',
          label: { de: 'Themen', en: 'Topics' },
          options,
        },
        {
          ...question,
          questionId: 'before',
          kind: 'yesNo',
          label: { de: 'Waren Sie schon einmal dabei?', en: 'Have you been here before?' },
        },
        {
          ...question,
          questionId: 'access',
          kind: 'longText',
          maxLength: 500,
          sensitive: true,
          label: {
            de: 'Was brauchen Sie, um gut teilnehmen zu können?',
            en: 'What do you need to take part well?',
          },
        },
      ],
    },
    { ...first, ...none, eventId: 'knapp', openness: 'open', availability: 'few' },
    { ...second, ...none, openness: 'open', availability: 'waitingList' },
    { ...third, ...none, openness: 'notYetOpen', opensAt: '2027-05-01T08:00:00.000Z', availability: 'free' },
    {
      ...third,
      ...none,
      eventId: 'ausgebucht',
      title: { text: 'Stadtspaziergang' },
      openness: 'open',
      availability: 'full',
    },
    {
      ...third,
      ...none,
      eventId: 'vorbei',
      title: { text: 'Auftakt' },
      openness: 'closed',
      availability: 'free',
    },
  ];
}
