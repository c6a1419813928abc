import { calendarLinks } from '../../../functions/core/mail/calendar-links.ts';
import type { MailContent, MailFacts } from '../../../functions/core/mail/mail-content.ts';
import { PublicLinks } from '../../../functions/core/table/links.ts';
import type { Locale } from '../../../functions/core/values/locale.ts';
import { parseMarkdown } from '../../../functions/core/values/markdown.ts';
import { confirmUrl, host, pick, registrationUrl, sampleEvents, sampleFrame, wording } from './series.ts';

type Template = MailContent['template'];
type Content<T extends Template> = MailContent & { template: T };

/** One of each template, and of each purpose of a link; the compiler asks for what is missing. */
type OfEachKind = { [T in Exclude<Template, 'link'>]: Content<T> } & {
  [P in Content<'link'>['purpose'] as `${P}Link`]: Content<'link'> & { purpose: P };
};

const hourLater = (at: string) => new Date(Date.parse(at) + 3_600_000).toISOString();

/** The contents of every template, by a name for each; several where it says more than one thing. */
export function sampleMailContents(locale: Locale): OfEachKind & Record<string, MailContent> {
  const [first, second, third] = sampleEvents(locale);
  const deletedAt = '2027-03-08T09:00:00.000Z';
  const heldUntil = '2027-03-02T09:00:00.000Z';
  const calendar = calendarLinks(first.eventId, new PublicLinks({ publicUrl: host }));
  const confirmed = { ...first, standing: 'confirmed', calendar } as const;
  const ofOther = { ...confirmed, calendar: undefined, person: 'Bea Beispiel', seat: 2 };
  const waiting = { ...second, standing: 'waitlisted', position: 3 } as const;
  const links = [
    { title: wording(locale, 'Folien', 'Slides'), url: 'https://www.stiftung-marktplatz.example/folien.pdf' },
    {
      title: wording(locale, 'Mitschrift', 'Notes'),
      url: 'https://www.stiftung-marktplatz.example/mitschrift.pdf',
    },
  ];
  const documentationUrl = `${host}/go/r1.abcdefghijklmnopqrstuv/documentation`;
  const hint = {
    sender: 'Stiftung Marktplatz',
    events: [second, third],
    url: `${registrationUrl}#offen`,
    unsubscribeUrl: `${host}/unsubscribe/u1.abcdefghijklmnopqrstuv`,
  };
  return {
    verification: {
      template: 'verification',
      events: [first, second, third],
      ...{ heldUntil, held: [first, second, third].map(({ title }) => title.text) },
      already: [],
      confirmUrl,
      deletedAt,
    },
    verificationWithoutPlaces: {
      ...{ template: 'verification', events: [first], already: [], confirmUrl },
      ...{ unheld: [first.title.text], deletedAt },
    },
    verificationWithOnePlaceLess: {
      ...{ template: 'verification', events: [first, second], already: [], confirmUrl },
      ...{ unheld: [second.title.text], held: [first.title.text], heldUntil, deletedAt },
    },
    verificationOfNews: {
      template: 'verification',
      events: [first],
      ...{ heldUntil, held: [first.title.text] },
      already: [],
      confirmUrl,
      news: { sender: 'Stiftung Marktplatz' },
      deletedAt,
    },
    verificationOfNewsAlone: {
      ...{ template: 'verification', events: [], already: [confirmed], confirmUrl, registrationUrl },
      ...{ news: { sender: 'Stiftung Marktplatz' }, deletedAt },
    },
    verificationOfSome: {
      template: 'verification',
      events: [third],
      ...{ heldUntil, held: [third.title.text] },
      already: [confirmed, waiting],
      confirmUrl,
      registrationUrl,
      deletedAt,
    },
    verificationOfSomeLost: {
      template: 'verification',
      events: [first, second],
      ...{ heldUntil, held: [first.title.text], unheld: [second.title.text] },
      already: [],
      lost: [{ ...third, standing: 'calledOff' }],
      confirmUrl,
      deletedAt,
    },
    unconfirmedCancelled: {
      template: 'unconfirmedCancelled',
      events: [first],
      others: [],
      confirmUrl,
      deletedAt,
    },
    unconfirmedCancelledInPart: {
      template: 'unconfirmedCancelled',
      events: [first, second],
      others: [third],
      confirmUrl,
      deletedAt,
    },
    nothingToVerify: {
      template: 'verification',
      events: [],
      already: [confirmed],
      registrationUrl,
      deletedAt,
    },
    nothingToVerifyButOtherwise: {
      template: 'verification',
      events: [],
      already: [{ ...confirmed, isOtherThanAsked: true }, waiting],
      registrationUrl,
      deletedAt,
    },
    nudge: {
      ...{ template: 'nudge', events: [first], already: [], confirmUrl },
      ...{ unheld: [first.title.text], deletedAt },
    },
    nudgeOfMany: {
      ...{ template: 'nudge', events: [first, second, third], already: [], confirmUrl, deletedAt },
      unheld: [first.title.text, second.title.text],
    },
    confirmation: { template: 'confirmation', events: [confirmed], registrationUrl },
    confirmationOfMany: {
      template: 'confirmation',
      events: [confirmed, waiting, { ...third, standing: 'gone' }],
      registrationUrl,
    },
    confirmationOfSteps: {
      template: 'confirmation',
      isOfSteps: true,
      events: [confirmed, waiting, { ...third, standing: 'cancelled' }],
      registrationUrl,
    },
    verificationByTeam: {
      ...{ template: 'verification', events: [first], already: [], isByOrganiser: true },
      ...{ heldUntil, held: [first.title.text], confirmUrl, deletedAt },
    },
    unconfirmedCancelledByTeam: {
      ...{ template: 'unconfirmedCancelled', events: [first], others: [], isByOrganiser: true },
      ...{ confirmUrl, deletedAt },
    },
    confirmationAgain: {
      ...{ template: 'confirmation', events: [confirmed], registrationUrl, isByOrganiser: true },
    },
    confirmationAgainAfterMove: {
      ...{ template: 'confirmation', registrationUrl, isByOrganiser: true, replacesEntry: true },
      events: [{ ...confirmed, formerly: { time: third } }],
    },
    promotedByTeam: {
      ...{ template: 'promoted', event: { ...second, standing: 'confirmed' }, registrationUrl },
      isByOrganiser: true,
    },
    cancellationByTeam: {
      ...{ template: 'cancellation', event: { ...second, standing: 'cancelled' }, registrationUrl },
      isByOrganiser: true,
    },
    newAddressByTeam: {
      ...{ template: 'link', purpose: 'newAddress', url: confirmUrl, isByOrganiser: true },
      validUntil: '2027-03-02T09:00:00.000Z',
    },
    addressNoticeByTeam: {
      ...{ template: 'link', purpose: 'addressNotice', url: registrationUrl, isByOrganiser: true },
    },
    confirmationOfEntry: {
      ...{ template: 'confirmation', isEntry: true, registrationUrl },
      events: [{ ...confirmed, isEntered: true }],
      confirmUrl,
      news: { sender: 'Stiftung Marktplatz' },
    },
    confirmationOfEntriesInPart: {
      ...{ template: 'confirmation', isEntry: true, registrationUrl, confirmUrl },
      events: [
        { ...confirmed, isEntered: true },
        { ...third, standing: 'calledOff' },
      ],
    },
    confirmationAfterMove: {
      template: 'confirmation',
      events: [
        {
          ...confirmed,
          formerly: { title: { text: pick(locale, 'Auftakt', 'Opening') }, time: third },
        },
      ],
      registrationUrl,
    },
    confirmationOfPeople: {
      template: 'confirmation',
      events: [
        { ...confirmed, person: 'Aylin Şahin' },
        { ...waiting, eventId: first.eventId, title: first.title, person: 'Bea Beispiel' },
      ],
      registrationUrl,
    },
    confirmationOfWaiting: { template: 'confirmation', events: [waiting], registrationUrl },
    confirmationOfNothing: {
      template: 'confirmation',
      events: [{ ...third, standing: 'gone' }],
      registrationUrl,
    },
    confirmationOfOther: { template: 'confirmation', events: [ofOther], registrationUrl },
    confirmationOfWaitingOther: {
      ...{ template: 'confirmation', registrationUrl },
      events: [{ ...waiting, person: ofOther.person, seat: 2 }],
    },
    promotedOfOther: { template: 'promoted', event: ofOther, registrationUrl },
    noPlaceOfOther: {
      template: 'noPlace',
      event: { ...waiting, person: ofOther.person, seat: 2 },
      registrationUrl,
    },
    cancellationOfOther: {
      ...{ template: 'cancellation', registrationUrl },
      event: { ...ofOther, standing: 'cancelled' },
    },
    reminderOfOther: {
      ...{ template: 'reminder', event: ofOther, registrationUrl, madeAt: '2027-04-27T15:00:00.000Z' },
    },
    movedOfOther: {
      ...{ template: 'moved', event: ofOther, registrationUrl },
      change: {
        before: { ...ofOther, startsAt: hourLater(ofOther.startsAt), endsAt: hourLater(ofOther.endsAt) },
        facts: ['time'],
      },
    },
    documentationOfOther: {
      ...{ template: 'documentation', event: { ...ofOther, standing: 'over' }, links, documentationUrl },
      ...{ isFurther: false, isThanked: true, registrationUrl },
    },
    promoted: { template: 'promoted', event: { ...second, standing: 'confirmed' }, registrationUrl },
    noPlace: { template: 'noPlace', event: waiting, registrationUrl },
    reminder: { template: 'reminder', event: confirmed, registrationUrl, madeAt: '2027-04-27T15:00:00.000Z' },
    reminderWithoutLink: {
      template: 'reminder',
      event: { ...third, standing: 'confirmed' },
      registrationUrl,
      madeAt: '2027-06-16T14:00:00.000Z',
    },
    moved: {
      template: 'moved',
      event: {
        ...third,
        startsAt: '2027-06-23T15:00:00.000Z',
        endsAt: '2027-06-23T16:30:00.000Z',
        standing: 'confirmed',
      },
      change: { before: third, facts: ['time'] },
      replacesEntry: true,
      registrationUrl,
    },
    movedWhileWaiting: {
      template: 'moved',
      event: waiting,
      change: {
        before: { ...waiting, startsAt: third.startsAt, endsAt: third.endsAt },
        facts: ['time'],
      },
      registrationUrl,
    },
    cancellation: { template: 'cancellation', event: { ...second, standing: 'cancelled' }, registrationUrl },
    eventCancelled: { template: 'eventCancelled', event: { ...second, standing: 'gone' }, registrationUrl },
    documentation: {
      template: 'documentation',
      event: first,
      links,
      documentationUrl,
      isFurther: false,
      isThanked: true,
      certificateUrl: `${registrationUrl}/certificate?eventId=sichtbar-machen&seat=1`,
      registrationUrl,
    },
    documentationWithHint: {
      template: 'documentation',
      event: first,
      links,
      documentationUrl,
      isFurther: true,
      isThanked: false,
      hint,
      registrationUrl,
    },
    registrationLink: { template: 'link', purpose: 'registration', url: registrationUrl },
    dataLink: {
      template: 'link',
      purpose: 'data',
      url: `${host}/data/d1.abcdefghijklmnopqrstuv`,
      validUntil: '2027-03-01T10:00:00.000Z',
    },
    deleteLink: {
      template: 'link',
      purpose: 'delete',
      url: `${host}/data/d1.abcdefghijklmnopqrstuv`,
      validUntil: '2027-03-01T10:00:00.000Z',
    },
    newAddressLink: {
      template: 'link',
      purpose: 'newAddress',
      url: confirmUrl,
      validUntil: '2027-03-02T09:00:00.000Z',
    },
    changed: {
      ...{ template: 'changed', event: confirmed, registrationUrl },
      change: {
        before: { ...confirmed, title: { text: pick(locale, 'Auftakt', 'Opening') }, joinInfo: undefined },
        facts: ['title', 'join', 'joinInfo'],
      },
    },
    changedSomehow: { template: 'changed', event: confirmed, registrationUrl },
    announcement: {
      template: 'announcement',
      subject: wording(locale, 'Vorab', 'Beforehand'),
      body: parseMarkdown(pick(locale, 'Bitte seien Sie pünktlich da.', 'Please be there on time.')),
      event: confirmed,
      registrationUrl,
    },
    announcementOfNews: {
      template: 'announcement',
      subject: wording(locale, 'Im Herbst geht es weiter', 'We go on in autumn'),
      body: parseMarkdown(
        pick(
          locale,
          'im Herbst gibt es **zwei neue Termine**:\n\n- Haushalt für alle\n- Wie wir Beschlüsse *verständlich* machen\n\nAlles steht im [Programm](https://www.stiftung-marktplatz.example/programm).',
          'There are **two new dates** in autumn:\n\n- Budgets for everybody\n- How we make decisions *understood*\n\nAll of it is in the [programme](https://www.stiftung-marktplatz.example/programm).',
        ),
      ),
      event: confirmed,
      news: { sender: 'Stiftung Marktplatz', unsubscribeUrl: hint.unsubscribeUrl },
    },
    login: { template: 'login', url: `${host}/console/login`, validUntil: '2027-03-01T10:00:00.000Z' },
    erasureNotice: {
      template: 'erasureNotice',
      erasedAt: '2027-09-14T22:00:00.000Z',
      titles: [first.title, second.title],
      ...{ seriesId: 'gemeinsam', publicUrl: host, isComplete: false },
    },
    requestDue: {
      template: 'requestDue',
      kind: 'access',
      answerBy: '2027-04-01T22:00:00.000Z',
      publicUrl: host,
    },
    webhookDisabled: {
      template: 'webhookDisabled',
      label: 'Kontakte der Stiftung',
      host: 'crm.stiftung-marktplatz.example',
      isGone: false,
      ...{ webhookId: '0123456789abcdef', publicUrl: host },
    },
    objectionAnswered: {
      template: 'objectionAnswered',
      askedAt: '2027-03-01T09:00:00.000Z',
      outcome: 'refused',
      text: 'Wir müssen nachweisen, wer an der geförderten Reihe teilnahm.\nDas verlangt der Förderbescheid.',
      registrationUrl,
    },
    movedAddressLink: { template: 'link', purpose: 'movedAddress', url: registrationUrl },
    addressNoticeLink: { template: 'link', purpose: 'addressNotice', url: registrationUrl },
  };
}

/** The calendar files of the mails that carry some. */
const attached: Partial<Record<MailContent['template'], ('PUBLISH' | 'CANCEL')[]>> = {
  ...{
    confirmation: ['PUBLISH'],
    promoted: ['PUBLISH'],
    moved: ['PUBLISH'],
    changed: ['PUBLISH'],
    changedSomehow: ['PUBLISH'],
  },
  ...{ cancellation: ['CANCEL'], eventCancelled: ['CANCEL'], noPlace: ['CANCEL'] },
};

/** Who only waits has no file yet that a move could replace. */
function filesOf(content: MailContent): ('PUBLISH' | 'CANCEL')[] | undefined {
  const isWaiting = 'event' in content && content.event.standing === 'waitlisted';
  return isWaiting && content.template === 'moved' ? undefined : attached[content.template];
}

export function sampleMails(locale: Locale): Record<string, MailFacts> {
  const facts = (content: MailContent): MailFacts => ({
    frame: sampleFrame(locale),
    name: 'Aylin Şahin',
    content,
    attached: filesOf(content)?.map((method) => ({ eventId: 'sichtbar-machen', method })),
  });
  return Object.fromEntries(
    Object.entries(sampleMailContents(locale)).map(([key, content]) => [key, facts(content)]),
  );
}
