import type { EventFacts } from '../../../functions/core/mail/mail-content.ts';
import type { PageContent } from '../../../functions/core/mail/page-content.ts';
import type { Locale } from '../../../functions/core/values/locale.ts';
import { sampleFormEvents } from './form.ts';
import { confirmUrl, registrationUrl, wording } from './series.ts';

/** The forms of one's own page, empty, filled in and with faults; and what a new address opens. */
export function ownForms(locale: Locale, event: EventFacts): Record<string, PageContent> {
  const [first] = sampleFormEvents(locale);
  const { eventId } = event;
  const seatForm = {
    page: 'seatForm',
    purpose: 'change',
    action: `${registrationUrl}/edit`,
    backUrl: registrationUrl,
    event,
    seat: 1,
    asksName: true,
    ways: first?.ways ?? [],
    workingGroups: first?.workingGroups ?? [],
    questions: first?.questions ?? [],
    sensitive: {
      reference: '2027-03:9f86d0',
      text: wording(locale, 'Meine Angabe darf verwendet werden.', 'My note may be used.'),
    },
    values: {
      name: 'Aylin Şahin',
      [`ways.${eventId}`]: 'onsite',
      [`workingGroups.${eventId}`]: 'dorf',
      'notices.sensitive': '2027-03:9f86d0',
    },
    faults: [],
  } satisfies PageContent;
  const personForm = {
    page: 'personForm',
    action: `${registrationUrl}/edit`,
    addressAction: `${registrationUrl}/address`,
    backUrl: registrationUrl,
    email: 'aylin@rathaus.example',
    newAddress: 'neu@rathaus.example',
    values: { name: 'Aylin Şahin', locale },
    faults: [],
  } satisfies PageContent;
  return {
    seatForm,
    seatFormToAdd: { ...seatForm, purpose: 'add', asksName: false, availability: 'waitingList', values: {} },
    seatFormWithFaults: {
      ...seatForm,
      purpose: 'addPerson',
      seat: 2,
      values: { name: '' },
      faults: [
        { pointer: '/name', message: 'NAME-FAULT' },
        { pointer: `/workingGroups/${eventId}`, message: 'GROUP-FAULT' },
        { pointer: `/answers/${eventId}/role`, message: 'ROLE-FAULT' },
        { pointer: '/notices/sensitive', message: 'SENSITIVE-FAULT' },
      ],
    },
    personForm,
    personFormWithFaults: {
      ...personForm,
      values: { name: '', locale, email: 'aylin@' },
      faults: [
        { pointer: '/name', message: 'NAME-FAULT' },
        { pointer: '/email', message: 'EMAIL-FAULT' },
      ],
    },
    addressQuestion: {
      page: 'addressQuestion',
      email: 'neu@rathaus.example',
      newsFrom: ['Stiftung Beispiel'],
      action: confirmUrl,
      deleteAction: `${confirmUrl}/delete`,
    },
    addressQuestionByTeam: {
      ...{ page: 'addressQuestion', email: 'neu@rathaus.example', newsFrom: [], action: confirmUrl },
      ...{ deleteAction: `${confirmUrl}/delete`, isByOrganiser: true },
    },
    addressQuestionJoining: {
      ...{ page: 'addressQuestion', email: 'neu@rathaus.example', newsFrom: [], action: confirmUrl },
      ...{ deleteAction: `${confirmUrl}/delete`, isJoining: true },
    },
    addressChanged: {
      page: 'addressChanged',
      email: 'neu@rathaus.example',
      registrationUrl,
      isRepeat: false,
    },
    addressChangedAgain: {
      page: 'addressChanged',
      email: 'neu@rathaus.example',
      registrationUrl,
      isRepeat: true,
    },
  };
}
