import { calendarLinks, feedSubscription } from '../../../functions/core/mail/calendar-links.ts';
import type { PageContent, PageFacts } from '../../../functions/core/mail/page-content.ts';
import { PublicLinks } from '../../../functions/core/table/links.ts';
import { type Locale, locales } from '../../../functions/core/values/locale.ts';
import { sampleFormEvents } from './form.ts';
import { ownForms } from './own-forms.ts';
import { confirmUrl, host, pick, registrationUrl, sampleEvents, sampleFrame, wording } from './series.ts';

/** The contents of every page, by a name for each. */
function samplePageContents(locale: Locale): Record<string, PageContent> {
  const [first, second, third] = sampleEvents(locale);
  const formUrl = `${host}/series/gemeinsam-stark/signup`;
  const again = { action: `${host}/link`, fields: [{ name: 'eventIds', value: 'sichtbar-machen' }] };
  const calendar = calendarLinks(first.eventId, new PublicLinks({ publicUrl: host }));
  const confirmed = { ...first, standing: 'confirmed', calendar } as const;
  const feedUrl = feedSubscription('gemeinsam-stark', new PublicLinks({ publicUrl: host }));
  const waiting = { ...second, standing: 'waitlisted', position: 3 } as const;
  const person = { name: 'Aylin Şahin', email: 'aylin@rathaus.example' };
  const signUp = {
    page: 'signUp',
    action: `${host}/v1/registrations`,
    formUrl,
    events: sampleFormEvents(locale),
    notices: {
      privacy: {
        reference: '2027-01:9f86d0',
        url: 'https://www.stiftung-marktplatz.example/datenschutz',
        text: wording(
          locale,
          'Wir verarbeiten Ihre Angaben, um Ihre Teilnahme zu organisieren, und löschen sie 90 Tage nach der letzten Veranstaltung.',
          'We process your details to organise your participation and delete them 90 days after the last event.',
        ),
      },
      news: {
        reference: '2027-02:9f86d0',
        text: wording(
          locale,
          'Ja, die Stiftung Marktplatz darf mich per E-Mail auf weitere Veranstaltungen hinweisen. Das kann ich jederzeit widerrufen.',
          'Yes, Stiftung Marktplatz may tell me about further events by e-mail. I can withdraw this at any time.',
        ),
      },
      sensitive: {
        reference: '2027-03:9f86d0',
        text: wording(
          locale,
          'Meine Angabe zum Unterstützungsbedarf darf für diese Veranstaltung verwendet werden.',
          'My note on support needs may be used for this event.',
        ),
      },
    },
    values: {},
    faults: [],
  } satisfies PageContent;
  const signedUpAt = '2027-03-01T08:12:00.000Z';
  const registration = {
    page: 'registration',
    ...person,
    events: [
      {
        ...confirmed,
        cancelAction: `${registrationUrl}/cancel`,
        documentationUrl: `${host}/go/r1.abc/documentation`,
        sensitive: {
          action: registrationUrl,
          notice: signUp.notices.sensitive.text,
          questions: [{ text: 'Was brauchen Sie, um dabei zu sein?' }],
        },
      },
      {
        ...waiting,
        cancelAction: `${registrationUrl}/cancel`,
        sensitive: { withdrawnAt: '2027-03-05T09:00:00.000Z' },
      },
    ],
    openParts: [{ ...third, addAction: registrationUrl, availability: 'free' }],
    news: { sender: 'Stiftung Marktplatz', isSubscribed: true, action: registrationUrl },
    ...{ feedUrl, dataAction: `${registrationUrl}/data`, erasedAt: '2027-08-31T17:00:00.000Z' },
    deleteAction: `${registrationUrl}/delete`,
    objection: { action: `${registrationUrl}/objection` },
  } satisfies PageContent;
  const shown = <K extends 'privacy' | 'news' | 'sensitive'>(kind: K) =>
    ({ kind, version: '2027-01', locale: 'de', text: signUp.notices[kind].text.text }) as const;
  const proven = {
    formUrl,
    shownAt: '2027-03-01T09:00:00.000Z',
    verifiedAt: '2027-03-01T09:05:00.000Z',
    verificationMessageId: 'ses-1',
  };
  const event = {
    page: 'event',
    event: second,
    openness: 'open',
    availability: 'free',
    ...{ calendar, feedUrl },
    signUpUrl: formUrl,
    linkAction: `${host}/link`,
    linkedData: { '@context': 'https://schema.org', '@type': 'Event', name: second.title.text },
  } satisfies PageContent;
  const number = 'sichtbar-machen.1-3QJ7K-9XH2M-AAAAA-BBBBB-CCCCC-D';
  const certificate = {
    ...{ name: person.name, event: confirmed, signatory: 'Dr. Anna Beispiel, Vorstand' },
    organisers: sampleFrame(locale).series?.organisers ?? [],
    proof: { number, url: `${host}/certificate/${number}` },
    until: '2027-11-03T08:00:00.000Z',
  };
  const problems = [
    'notFound',
    'linkInvalid',
    'linkExpired',
    'addressChanged',
    'linkRetired',
    'registrationGone',
    'busy',
    'unexpected',
    'badRequest',
    'wrongForm',
    'noEvent',
    'documentationNotReady',
    'certificateUnknown',
  ] as const;
  return {
    signUp,
    signUpWithFaults: {
      ...signUp,
      values: {
        name: '',
        email: 'aylin@',
        locale,
        eventIds: ['sichtbar-machen'],
        'workingGroups.sichtbar-machen': 'dorf',
        'answers.sichtbar-machen.organisation': '"><script>alert(1)</script>',
        'notices.news': '2027-02:9f86d0',
      },
      faults: [
        { pointer: '/name', message: 'NAME-FAULT' },
        { pointer: '/email', message: 'EMAIL-FAULT' },
        { pointer: '/eventIds/0', message: 'EVENT-FAULT' },
        { pointer: '/workingGroups/sichtbar-machen', message: 'GROUP-FAULT' },
        { pointer: '/answers/sichtbar-machen/role', message: 'ROLE-FAULT' },
        { pointer: '/notices/sensitive', message: 'SENSITIVE-FAULT' },
        { pointer: '/formUrl', message: 'NOWHERE-FAULT', code: 'required' },
      ],
      contact: 'seminare@stiftung-marktplatz.example',
    },
    signUpClosed: { ...signUp, events: signUp.events.filter(({ openness }) => openness !== 'open') },
    signUpReceived: { page: 'signUpReceived', email: person.email, formUrl, events: [first, second], again },
    signUpReceivedSoon: {
      ...{ page: 'signUpReceived', email: person.email, formUrl, events: [first], again, isSoon: true },
    },
    confirm: {
      page: 'confirm',
      signedUpAt,
      action: confirmUrl,
      deleteAction: `${confirmUrl}/delete`,
      ...person,
      events: [
        {
          ...first,
          standing: 'pending',
          answers: (signUp.events[0]?.questions ?? []).map((question) => ({
            question,
            value: question.kind === 'yesNo' ? true : question.options?.[0]?.value,
          })),
        },
        { ...second, standing: 'pending', answers: [] },
      ],
      unheld: [second.title.text],
      entered: [{ ...third, standing: 'confirmed', isEntered: true }],
      already: [{ ...third, standing: 'confirmed' }],
      privacy: signUp.notices.privacy,
      news: { ...signUp.notices.news, isTicked: true },
      sensitive: { ...signUp.notices.sensitive, isTicked: true },
    },
    confirmNews: {
      ...{ page: 'confirm', signedUpAt, action: confirmUrl, deleteAction: `${confirmUrl}/delete`, ...person },
      ...{ events: [], unheld: [], already: [confirmed], isNewsAlone: true },
      news: { ...signUp.notices.news, isTicked: true },
    },
    confirmByTeam: {
      ...{ page: 'confirm', signedUpAt, action: confirmUrl, deleteAction: `${confirmUrl}/delete`, ...person },
      events: [{ ...first, standing: 'pending', answers: [] }],
      ...{ unheld: [], already: [], isByOrganiser: true },
    },
    nothingToConfirm: {
      page: 'confirm',
      signedUpAt,
      action: confirmUrl,
      deleteAction: `${confirmUrl}/delete`,
      ...person,
      events: [],
      unheld: [],
      already: [confirmed],
    },
    confirmed: {
      ...{ page: 'confirmed', events: [confirmed, waiting], registrationUrl, isRepeat: false, feedUrl },
      isMailed: true,
    },
    confirmedNews: {
      ...{ page: 'confirmed', events: [confirmed], registrationUrl, isRepeat: false, feedUrl },
      news: { sender: 'Stiftung Marktplatz', isSubscribed: true },
      isNewsAlone: true,
    },
    confirmedAgain: {
      page: 'confirmed',
      events: [confirmed, waiting],
      registrationUrl,
      isRepeat: true,
      feedUrl,
    },
    signUpDeleted: { page: 'signUpDeleted', of: 'signUp', again },
    newsDeleted: { page: 'signUpDeleted', of: 'news', again },
    addressDeleted: { page: 'signUpDeleted', of: 'address', again },
    proof: {
      page: 'proof',
      printedAt: '2027-03-02T09:00:00.000Z',
      ...person,
      registrationId: '1x7be2',
      event: first,
      notices: [
        { ...shown('privacy'), locale: 'en', channel: 'form', hash: '9f86d0', ...proven },
        { ...shown('sensitive'), channel: 'ownPage', ...proven },
        {
          ...shown('news'),
          ...proven,
          sender: 'Stiftung Marktplatz',
          withdrawnAt: '2027-03-01T20:00:00.000Z',
        },
      ],
      addressChange: { verifiedAt: '2027-03-01T11:00:00.000Z', verificationMessageId: 'ses-2' },
    },
    proofOfNothing: {
      page: 'proof',
      printedAt: '2027-03-02T09:00:00.000Z',
      ...person,
      registrationId: '1x7be2',
      event: first,
      notices: [],
    },
    extraStep: {
      page: 'extraStep',
      action: 'https://events.example/v1/registrations',
      name: 'Aylin Şahin',
      email: 'aylin@rathaus.example',
      fields: [{ name: 'proof', value: '1.1x0' }],
    },
    registration,
    registrationAfterCancelling: {
      ...registration,
      restriction: { kind: 'request', since: '2027-03-05T09:00:00.000Z' },
      events: [{ ...first, standing: 'cancelled' }],
      openParts: [{ ...second, addAction: registrationUrl, availability: 'waitingList' }],
      news: {
        sender: 'Stiftung Marktplatz',
        isSubscribed: false,
        action: registrationUrl,
        notice: signUp.notices.news,
      },
      done: 'cancelled',
    },
    registrationOfSeveral: {
      ...registration,
      events: [
        { ...confirmed, person: person.name, changeUrl: `${registrationUrl}/edit?eventId=e&seat=1` },
        {
          ...waiting,
          person: 'Bea Bürgermeisterin',
          seat: 2,
          cancelAction: `${registrationUrl}/cancel`,
          changeUrl: `${registrationUrl}/edit?eventId=e&seat=2`,
        },
      ],
      openParts: [
        {
          ...third,
          addAction: registrationUrl,
          formUrl: `${registrationUrl}/add?eventId=e`,
          availability: 'free',
        },
      ],
      morePeople: [
        { ...first, formUrl: `${registrationUrl}/add?eventId=e&more=1`, availability: 'waitingList' },
      ],
      personUrl: `${registrationUrl}/edit`,
      newAddress: 'neu@rathaus.example',
      done: 'addressMailed',
    },
    ...ownForms(locale, first),
    event,
    eventNotYetOpen: { ...event, openness: 'notYetOpen', opensAt: '2027-04-01T08:00:00.000Z' },
    eventWithDocumentation: {
      ...event,
      openness: 'closed',
      documentationUrl: `${host}/events/kultur-staerken/documentation`,
    },
    linkSent: { page: 'linkSent', again },
    documentation: {
      page: 'documentation',
      event: first,
      links: [
        {
          title: wording(locale, 'Folien', 'Slides'),
          url: 'https://www.stiftung-marktplatz.example/folien.pdf',
        },
      ],
    },
    privacy: {
      page: 'privacy',
      notice: {
        reference: '2027-01',
        text: wording(locale, 'Ein Hinweis.', 'A notice.'),
        url: 'https://www.stiftung-marktplatz.example/datenschutz',
      },
      sections: [
        {
          title: pick(locale, 'Wer verantwortlich ist', 'Who is responsible'),
          entries: [
            { label: pick(locale, 'Gemeinsam verantwortlich', 'Joint controller'), value: 'Institut' },
          ],
        },
      ],
    },
    unsubscribe: { page: 'unsubscribe', sender: 'Stiftung Marktplatz', action: `${host}/unsubscribe/u1.abc` },
    unsubscribed: { page: 'unsubscribed', sender: 'Stiftung Marktplatz', isRepeat: false },
    unsubscribedAgain: { page: 'unsubscribed', sender: 'Stiftung Marktplatz', isRepeat: true },
    personalData: {
      page: 'personalData',
      sections: [
        {
          title: pick(locale, 'Person', 'Person'),
          entries: [
            { label: 'Name', value: person.name },
            { label: 'E-Mail', value: person.email },
            {
              label: pick(locale, 'Bestätigung', 'Confirmation'),
              value: 'x',
              at: '2027-03-01T09:00:00.000Z',
            },
          ],
        },
      ],
      json: JSON.stringify(person, undefined, 2),
      deleteAction: `${host}/data/d1.abc/delete`,
      erasedAt: '2027-09-14T22:00:00.000Z',
    },
    dataDeletedLater: { page: 'dataDeleted', again, isHeld: true },
    dataDeleted: { page: 'dataDeleted', again },
    certificate: {
      page: 'certificate',
      certificates: [certificate],
      issuedAt: '2027-05-03T08:00:00.000Z',
    },
    certificates: {
      page: 'certificate',
      certificates: [certificate, { ...certificate, until: undefined, signatory: undefined }],
      issuedAt: '2027-05-03T08:00:00.000Z',
      isOfAll: true,
      nextUrl: `${host}/v1/organiser/events/sichtbar-machen/certificates?cursor=x`,
    },
    certificateConfirmed: {
      page: 'certificate',
      certificates: [certificate],
      isConfirmed: true,
    },
    report: {
      page: 'report',
      madeAt: '2027-09-01T08:00:00.000Z',
      sections: [
        { title: '2027', level: 2, tables: [{ title: first.title.text, rows: [['Stadt', '12']] }] },
        { title: first.title.text, level: 3, tables: [{ title: 'A', rows: [['B', '<5']] }] },
        {
          title: 'C',
          level: 3,
          tables: [{ title: 'D', rows: [['E', `${host}/very/${'long/'.repeat(20)}`]] }],
        },
      ],
    },
    joinNotYet: { page: 'noWayIn', event: confirmed, registrationUrl },
    joinOfCancelled: {
      ...{ page: 'noWayIn', registrationUrl },
      event: { ...confirmed, standing: 'calledOff', joinUrl: undefined },
    },
    askForLink: {
      page: 'problem',
      kind: 'linkRetired',
      freshLink: { action: `${host}/link`, hidden: { seriesId: 'gemeinsam-stark' } },
    },
    askOtherwise: {
      page: 'problem',
      kind: 'linkRetired',
      freshLink: { contact: 'seminare@stiftung.example' },
    },
    ...Object.fromEntries(
      problems.map((kind) => [
        `problem-${kind}`,
        {
          page: 'problem',
          kind,
          retry: {
            at: '2027-03-01T10:00:00.000Z',
            timeZone: 'Europe/Berlin',
            contact: 'seminare@stiftung.example',
          },
          nextUrl: formUrl,
          faults: [{ pointer: '', message: 'FAULT' }],
        } satisfies PageContent,
      ]),
    ),
  };
}

export function samplePages(locale: Locale): Record<string, PageFacts> {
  const facts = (content: PageContent): PageFacts => ({
    frame: sampleFrame(locale),
    content,
    otherLocale: {
      urls: locales.filter((one) => one !== locale).map((one) => ({ locale: one, url: `?lang=${one}` })),
    },
  });
  return Object.fromEntries(
    Object.entries(samplePageContents(locale)).map(([key, content]) => [key, facts(content)]),
  );
}
