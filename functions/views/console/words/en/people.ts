import type { people as de } from '../de/people.ts';

export const people: typeof de = {
  title: 'Requests for data',
  intro:
    'Somebody asks what is stored about them, or wants to be deleted (Art. 15 and 17 GDPR). Make sure first that the request comes from this address. Each look-up and deletion is in the audit, without the address.',
  deletionOnly:
    'Information holds everything, special details too, and you lack the right to see these. You can delete.',
  ownSeries: 'Only the series that are yours are searched.',
  email: 'The person’s mail address',
  emailHelp: 'Just as at registration; upper and lower case make no difference.',
  submit: 'Look up',
  information: (email) => `What is stored about ${email}`,
  asOf: (at) => `As of ${at}`,
  nothing: 'Nothing is stored about this address. That is an answer too: you can tell the person so.',
  nothingHere: 'Nothing is stored about this address in your series.',
  download: 'As a file (JSON)',
  proofs: 'Proofs of consent',
  proof: (eventId, name) => `Proof for ${eventId} (${name})`,
  objections: {
    title: 'Objections',
    intro:
      'Who objected to processing on their own page (Art. 21 GDPR). News, announcements, mails with the documentation and lists that are handed out end by themselves. Check whether anything else has to end, and answer within a month; if nothing is needed any more, delete the person. Who takes it back or is deleted stands here no more.',
    none: 'Nobody objected.',
    who: 'Who',
    series: 'Series',
    at: 'Objected',
    answerBy: 'To be answered by',
  },
  requests: {
    title: 'Register of requests',
    openTitle: 'Open requests',
    answeredTitle: 'Answered requests',
    intro:
      'What people ask for by Art. 15 to 18, 20 and 21 GDPR, and complaints: to be answered within a month (Art. 12(3) GDPR). What somebody asks for on their own page stands here by itself; what comes by mail, letter or telephone you enter. Address and answer stay to the end of the third calendar year after the answer, then only what was asked for and when.',
    noneOpen: 'Nothing is to be answered.',
    noneAnswered: 'Nothing is answered yet.',
    kind: 'What is asked for',
    who: 'Who',
    nobody: 'nobody named any more',
    receivedAt: 'Received',
    answerBy: 'To be answered by',
    due: 'due soon',
    overdue: 'overdue',
    answered: 'Answered',
    add: 'Enter a request',
    email: 'The person’s e-mail address',
    receivedOn: 'Received on',
    receivedOnHelp: 'The month runs from this day.',
    identity: 'How it was checked that it is the person themselves',
    identityHelp:
      'Such as: an answer to the stored address. Nobody may ask for more than is needed (Art. 12(6) GDPR).',
    notYet: 'not checked yet',
    byLink: 'by the link in a mail to this address',
    submit: 'Enter',
    channel: 'Way',
    channels: { ownPage: 'on the own page', byHand: 'entered by hand' },
    series: 'Series',
    extended: 'Extended',
    text: 'What the person is answered',
    textHelp: 'In your own words; of a refusal with the reasons (Art. 12(4) GDPR).',
    mailed: 'This text stands on the person’s page and goes to them by mail.',
    by: 'Answered by',
    answer: 'Answer',
    answerHelp:
      'Answer the person yourself, and enter here what and when. Information and deletion are on the page before.',
    objectionHelp:
      'If you don’t follow the objection, name the compelling legitimate grounds (Art. 21(1) GDPR). News, announcements and lists for others stay ended.',
    doneElsewhere: 'Granted although data is stored still',
    doneElsewhereHelp: 'Because it was done elsewhere, say, or the person meant a part. Else leave it empty.',
    outcome: 'Outcome',
    answeredOn: 'Answered on',
    answeredOnHelp: 'Empty: today.',
    answerSubmit: 'Enter as answered',
    extend: 'More time is needed',
    extendHelp:
      'Up to two months, where the request is complex or there are many. The person has to be told within the first month, with the reasons (Art. 12(3) GDPR).',
    reason: 'Why',
    toldOn: 'The person was told so on',
    extendSubmit: 'Extend the time',
  },
  restrictions: {
    title: 'Restricted',
    intro:
      'Whose data is only stored, because the person asks for it (Art. 18 GDPR) or a legal claim needs it (Art. 17(3)(e) GDPR). It holds for all that is stored of the address: registrations in each series, unconfirmed ones too, and consents to news. Until you lift it there is no mail but about what the person does themselves, no erasure, and no place in files. An erasure that is asked for meanwhile is done when it is lifted; a person can end a restriction that they asked for by deleting everything.',
    none: 'Nobody’s data is restricted.',
    who: 'Who',
    why: 'Why',
    since: 'Since',
    reviewAt: 'To be looked at',
    due: (at) => `${at}: due`,
    erasureAsked: 'Erasure asked for',
    notRegistered: 'News, or not confirmed',
    kinds: { request: 'the person asked for it', legalHold: 'for a legal claim' },
    add: 'Restrict somebody’s data, or change reason and day',
    kind: 'Occasion',
    reason: 'Reason',
    reasonHelp: 'The person reads it in their information.',
    reviewOn: 'To be looked at on',
    reviewOnHelp: 'In a year at the latest: then it stands here and on the home screen.',
    keepsSensitive:
      'Sensitive answers (health and the rest of Art. 9 GDPR) are needed for a legal claim, too',
    keepsSensitiveHelp:
      'Then alone they stay after their event (Art. 9(2)(f) GDPR). Else they end with it, as the consent says.',
    sensitiveKept: 'with sensitive answers',
    submit: 'Restrict',
    lift: 'Lift a restriction',
    toldOn: 'The person was told of it on',
    toldOnHelp:
      'Who asked for the restriction has to be told before (Art. 18(3) GDPR). For a legal claim the field stays empty.',
    tellRecipients:
      'Tell these that the person’s data may be stored and nothing else (Art. 18 and 19 GDPR). The audit has the recipients.',
    liftSubmit: 'Lift',
  },
  deletion: {
    held: (series) =>
      `${series ? `In these series the data is restricted: ${series}` : 'The data is restricted'}. The wish is noted; it is deleted when the restriction is lifted.`,
    ask: 'Delete this person …',
    title: (email) => `Delete ${email}?`,
    onePerson: 'This concerns one person:',
    goes: (registrations, series) =>
      `${registrations === 1 ? 'One registration' : `${registrations} registrations`} in ${series === 1 ? 'one series' : `${series} series`}, with all answers, consents and attendance.`,
    places: (count) =>
      count === 1
        ? 'One place comes free; whoever waits moves up. The person gets no mail about it.'
        : `${count} places come free; whoever waits moves up. The person gets no mail about it.`,
    mails: (count) =>
      count === 1
        ? 'The note of one mail. What is not sent yet doesn’t go out any more.'
        : `The notes of ${count} mails. What is not sent yet doesn’t go out any more.`,
    news: (senders) => `The consent to news ends (${senders}).`,
    suppression:
      'The address stays suppressed, without the address itself: else it would be written to again.',
    requests: 'What the person asked for and was answered stays in the register of requests.',
    organiser: 'The person’s access to this console stays; end it under “Organisers”.',
    ownSeries: 'Series other than yours are left as they are. News agreed to in your series ends.',
    outOfReach:
      'Saved tables and backups are out of reach; backups are gone after 35 days. Delete saved tables yourself.',
    noWayBack: 'This can’t be undone.',
    submit: 'Delete for good',
    recipients: 'To whom these details were handed',
    tellRecipients:
      'Tell them that the person is erased, and that they have to erase these details as well (Art. 19 GDPR). Who it was is nowhere to be seen any more: the audit keeps the recipients alone. If the person asks, name them.',
    doneTitle: 'Deleted',
    done: (email, registrations, series) =>
      `${email} is deleted: ${registrations === 1 ? 'one registration' : `${registrations} registrations`} in ${series === 1 ? 'one series' : `${series} series`}.`,
    tell: 'Answer the person now, and delete the correspondence afterwards if you don’t have to keep it.',
  },
};
