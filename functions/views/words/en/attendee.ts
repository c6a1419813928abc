import type { AttendeeWords } from '../shape.ts';

export const attendee: AttendeeWords = {
  registration: {
    title: 'My registration',
    events: 'My events',
    none: 'At the moment you are not registered for any event.',
    documentation: 'Open the documentation',
    certificate: 'Certificate of attendance',
    certificateEnds:
      'Until then your certificates of attendance are here too. Print or save them before: afterwards nobody can issue or confirm them any more.',
    cancel: 'Cancel',
    cancelText: {
      place: 'The place will then be free.',
      movesUp: 'The place will then be free and, if someone is waiting, go to the next person.',
      list: 'The registration will then no longer be on the waiting list.',
      other: 'The registration will then no longer be valid.',
    },
    cancelButton: (event) => `Cancel: ${event}`,
    change: 'Change',
    changePerson: 'Change name, language or e-mail address',
    morePeople: 'Sign up more people',
    addPerson: 'Sign up somebody else',
    openParts: 'Still open in this series',
    add: 'Sign up',
    addWaiting: 'Join the waiting list',
    news: 'News about events',
    subscribed: (sender) => `${sender} may tell you about further events by e-mail.`,
    notSubscribed: (sender) => `${sender} does not tell you about further events.`,
    newsOff: 'Unsubscribe',
    newsOn: 'Subscribe',
    yourData: 'My data',
    yourDataText: 'To protect you, we send you a new link by e-mail for this. It is valid for an hour.',
    dataButton: 'See stored data',
    deleteButton: 'Delete all data',
    done: {
      cancelled: 'Your registration is cancelled.',
      alreadyCancelled: 'Your registration was cancelled already.',
      added: 'You are registered. The confirmation comes by e-mail.',
      alreadyAdded: 'You were registered there already.',
      full: 'Unfortunately no place is free right now. If one becomes free while registration is open, you can take it here. Your other registrations are unchanged.',
      closed: 'Registration for it is not open. Your other registrations are unchanged.',
      saved: 'Your change is saved.',
      sensitiveWithdrawn:
        'Your consent is withdrawn, and the special details are deleted. Your registration stays.',
      addressMailed:
        'An e-mail goes to the new address. Nothing changes until you confirm it there. If the old or the new mailbox has just got many e-mails, it comes up to two days later; if it does not come by then, please change the address once more.',
      sameAddress: 'That is your e-mail address already. Nothing has changed.',
      dataLinkSent: 'The link to your data is on its way by e-mail.',
      deleteLinkSent: 'The link for deleting is on its way by e-mail. Nothing is deleted yet.',
      objected: 'Your objection holds from now on. The organisers see it.',
      objectionTakenBack: 'Your objection is withdrawn. You can subscribe to news again if you like.',
    },
    doneFor: {
      cancelled: (person) => `The registration of ${person} is cancelled.`,
      alreadyCancelled: (person) => `The registration of ${person} was cancelled already.`,
      added: (person) => `${person} is registered. The confirmation comes by e-mail.`,
      alreadyAdded: (person) => `${person} was registered there already.`,
    },
    mailWaits: (moment: string) =>
      `Your mailbox has just got several e-mails: this one goes out on ${moment}. It counts from now on.`,
    linkWaits: (moment: string) =>
      `Your mailbox has just got several e-mails: this one goes out on ${moment}. Its link is valid for an hour then.`,
  },
  sensitive: {
    title: 'Consent for special details',
    intro: 'This is what you consented to:',
    ends: 'If you withdraw it, we delete these details at once. Your registration stays. What was done with them until then remains lawful (Art. 7(3) GDPR).',
    button: (event) => `Withdraw the consent and delete the details: ${event}`,
    withdrawn: (moment) =>
      `You withdrew your consent for special details on ${moment}. The details are deleted.`,
  },
  restriction: {
    request: (moment) =>
      `Since ${moment} the processing of your data is restricted, as you asked (Art. 18 GDPR): it is stored and nothing else. You get mail only about what you do here yourself, so no reminder, change or cancellation; what holds stands on this page. Before that is lifted, the organisers tell you.`,
    legalHold: (moment) =>
      `Since ${moment} your data is kept for a legal claim, and stored only (Art. 17(3)(e), Art. 18 GDPR). You get mail only about what you do here yourself; what holds stands on this page. If you ask for deletion, it is done once that is over.`,
  },
  objection: {
    title: 'Objecting to processing',
    intro:
      'You can object to the processing of your data (Art. 21 GDPR): to news of events at any time and without reasons, otherwise on grounds of your particular situation; write those to the organisers. The button ends at once:',
    ends: [
      'all news of further events, whoever sends them;',
      'announcements by the organisers and mails with the documentation in this series;',
      'that lists with your name are handed to others.',
    ],
    stays:
      'What stays are your registrations, with the mails that you need to take part (confirmation, reminder, change, cancellation), until you cancel them or delete everything. The organisers answer you within a month.',
    button: 'Object to processing',
    since: (moment) => `You objected on ${moment}.`,
    answered: {
      granted: (moment, text = '') => `Answer of ${moment}: your objection was followed. ${text}`,
      partly: (moment, text = '') => `Answer of ${moment}: your objection was followed in part. ${text}`,
      refused: (moment, text = '') =>
        `Answer of ${moment}: your objection was refused. ${text}\nYou can complain to a data protection authority or go to court.`,
      withdrawn: (moment, text = '') => `Answer of ${moment}: your objection is settled. ${text}`,
    },
    takeBack: 'Withdraw the objection',
  },
  problem: {
    next: 'Start again',
    askAnew: (contact: string) =>
      `If your address is still registered, the event’s page sends you a new one under “Registered already?”. If you had not confirmed yet, or the registration is deleted, please sign up there once more. To unsubscribe, an e-mail to ${contact} will do, too.`,
    retry: (moment: string, contact: string) =>
      `You can try again from ${moment}. If it is urgent, please write to ${contact}.`,
    notFound: {
      title: 'There is no such page',
      text: 'The address may be incomplete. Please open the link from the e-mail once more.',
    },
    linkInvalid: {
      title: 'This link is not valid',
      text: 'It may have been cut off while copying, or a newer one has replaced it. Please open it from the latest e-mail.',
    },
    linkExpired: {
      title: 'This link has expired',
      text: 'To protect you, it is valid for a limited time only. If your address is still registered, the event’s page sends you a new one under “Registered already?”.',
    },
    addressChanged: {
      title: 'Another e-mail address is in use',
      text: 'This registration has another e-mail address by now. Links in earlier e-mails therefore no longer work, not even the one to unsubscribe. Those in the e-mails to the new address do.',
    },
    linkRetired: {
      title: 'This link is no longer valid',
      text: 'To protect you, we have ended the links in earlier e-mails. Registrations stay as they are.',
    },
    registrationGone: {
      title: 'This registration no longer exists',
      text: 'It was not confirmed in time, or it has been deleted. You can sign up again as long as registration is open.',
    },
    busy: {
      title: 'It is very busy right now',
      text: 'Your entry has not been taken yet. Please try again in a minute.',
    },
    tooMany: {
      title: 'That was too much at once',
      text: 'Your entry has not been taken: very many came for this address or from this connection. Please open the e-mails that you got already, or try again later.',
    },
    tooManyHere: {
      title: 'That was too much at once',
      text: 'Your entry has not been taken: very many sign-ups came from your internet connection, perhaps from others who share it with you.',
    },
    unexpected: { title: 'That did not work', text: 'The fault is ours. Please try again later.' },
    otherSite: {
      title: 'This came from another website',
      text: 'To protect you, nothing was changed. Please open the link from your e-mail and try again there.',
    },
    wrongForm: {
      title: 'We did not receive what you entered',
      text: 'The website’s form sent it in a way that we cannot read. Nothing was kept.',
    },
    writeTo: (contact: string) => `Please write to ${contact}.`,
    forWebmaster:
      'For whoever looks after the website: the form needs method="post", and no enctype="text/plain".',
    noEvent: {
      title: 'Please choose an event',
      text: 'Go back to the form and tick at least one event. What you entered is still there.',
    },
    badRequest: { title: 'This request could not be understood', text: 'Please go back and try again.' },
    documentationNotReady: {
      title: 'The documentation is not available yet',
      text: 'As soon as it is, you will find it at this address.',
    },
    certificateUnknown: {
      title: 'We cannot confirm this number',
      text: 'Perhaps it is mistyped. A certificate is confirmed for as long as its person’s data is kept; after that nobody can tell any more whether it is genuine.',
    },
  },
};
