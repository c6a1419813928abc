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
  restrictions: {
    title: 'Restricted',
    intro:
      'Whose data is only stored, because the person asks for it (Art. 18 GDPR) or a legal claim needs it (Art. 17(3)(e) GDPR). Until you lift it there is no mail but about what the person does themselves, no erasure, and no place in files. An erasure that is asked for meanwhile is done when it is lifted; a person can end a restriction that they asked for by deleting everything.',
    none: 'Nobody’s data is restricted.',
    who: 'Who',
    why: 'Why',
    since: 'Since',
    reviewAt: 'To be looked at',
    due: (at) => `${at}: due`,
    erasureAsked: 'Erasure asked for',
    kinds: { request: 'the person asked for it', legalHold: 'for a legal claim' },
    add: 'Restrict somebody’s data, or change reason and day',
    kind: 'Occasion',
    reason: 'Reason',
    reasonHelp: 'The person reads it in their information.',
    reviewOn: 'To be looked at on',
    reviewOnHelp: 'In a year at the latest: then it stands here and on the home screen.',
    submit: 'Restrict',
    lift: 'Lift a restriction',
    toldOn: 'The person was told of it on',
    toldOnHelp:
      'Who asked for the restriction has to be told before (Art. 18(3) GDPR). For a legal claim the field stays empty.',
    liftSubmit: 'Lift',
  },
  deletion: {
    held: (series) =>
      `In these series the data is restricted: ${series}. The wish is noted; it is deleted when the restriction is lifted.`,
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
