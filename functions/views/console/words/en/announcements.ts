import type { announcements as de } from '../de/announcements.ts';

const people = (count: number) => (count === 1 ? 'one person' : `${count} people`);

export const announcements: typeof de = {
  title: 'Announcements',
  write: 'Write an announcement',
  newTitle: 'New announcement',
  empty:
    'No announcement yet. Confirmations, reminders and the documentation go out by themselves; you need an announcement for anything else, such as a survey or a note beforehand.',
  noEvents: 'An announcement goes to those who are registered for an event. Create one first.',
  newEvent: 'Create an event',
  subject: 'Subject',
  state: 'State',
  kind: 'Kind',
  when: 'Time',
  result: 'Result',
  states: {
    draft: 'draft',
    scheduled: 'scheduled',
    sending: 'being sent',
    sent: 'sent',
    cancelled: 'cancelled',
  },
  kinds: {
    participation: {
      label: 'About taking part',
      help: 'Belongs to the event that people registered for, such as a note on how it runs. No promotion: this mail has no unsubscribe link.',
    },
    news: {
      label: 'News',
      help: 'Points to other things, such as further events. Goes only to people who consented to that, and carries an unsubscribe link.',
    },
  },
  noNews: 'News are not possible here: the series does not ask for consent to them at sign-up.',
  audience: {
    title: 'Audience',
    events: 'Events',
    eventsHelp: 'Somebody who is in several of them gets one mail.',
    status: 'Who',
    statuses: { confirmed: 'confirmed places', waitlisted: 'waiting list' },
    narrower: 'Narrow it down further',
    narrowerHelp: 'Nothing ticked: everybody. Several ticked: one of them is enough.',
    locale: 'Language',
    anyLocale: 'all languages',
    attended: 'Attendance',
    anyAttended: 'whether attended or not',
    didAttend: 'attended',
    didNotAttend: 'did not attend, or it is not recorded',
    way: 'How they take part',
    anyWay: 'on site and online',
    wayHelp: 'Who has not said so gets the mail in either case.',
    ways: { onsite: 'on site', online: 'online' },
    workingGroups: 'Working groups',
    answers: 'Answers',
    subscribed: 'Only those who subscribed to news',
    subscribedHelp: 'Also for mails about taking part. News go to these people alone anyway.',
    allSubscribers: (sender) => `Everybody who subscribed to news of ${sender}`,
    allSubscribersHelp:
      'Also without a registration in this series. For news alone; of the rest only the language applies then.',
    yes: 'yes',
    no: 'no',
  },
  whyNeeded: 'Why everybody needs this to take part',
  whyNeededHelp:
    'A sentence, where it goes to all of several events without a further choice: nobody can unsubscribe from that. It stays with the announcement, with your name, and is not in the mail.',
  text: 'Text',
  body: 'Text of the mail',
  markdown:
    'An empty line begins a paragraph. **bold**, *italic*, [link text](https://…), lines with “- ” become a list. Greeting, closing and imprint are added by themselves.',
  placeholders: 'Placeholders that are filled for each person:',
  preview: {
    title: 'Preview',
    begin: 'The mail appears here as soon as there are subject and text.',
    noText: 'There is no text in this language yet.',
  },
  save: 'Save',
  edit: 'Edit',
  copy: 'Use for a new one',
  toWhom: 'Who gets it',
  textIn: (language) => `The mail in ${language}`,
  size: {
    counted: (total) => (total === 0 ? 'Nobody at the moment.' : `${people(total)} at the moment.`),
    atMost: (most) => `${people(most)} at most.`,
    unknown: 'How many they are is counted before sending.',
    byLocale: (german, english) => `${german} in German, ${english} in English.`,
  },
  missing: (language, count) =>
    count === undefined
      ? `The text in ${language} is missing.`
      : `The text in ${language} is missing, and ${count === 1 ? 'one person wants' : `${count} people want`} their mails so.`,
  otherLanguage: 'Add it, or allow the other language when you send.',
  send: 'Save and go on to sending',
  changeTime: 'Save and change the time',
  grace: (time) => `This announcement leaves from ${time} on. Until then you can take it back altogether.`,
  takeBackNow: 'Take it back: send nothing',
  takeBack: 'Take the scheduled announcement back',
  stop: 'Stop sending',
  trial: {
    title: 'Test mail to me',
    help: 'You get the saved version at the address that you logged in with.',
    locale: 'Language',
    submit: 'Send test mail',
  },
  sending: {
    title: 'Send the announcement',
    countExactly: 'Count exactly (some seconds with many registrations)',
    nobody: 'This audience is nobody at the moment. Go back and choose again.',
    warning:
      'Mails that are sent can’t be called back. Until the time comes you can change everything or take it back; as long as they are being sent you can stop: who has none by then gets none. Who gets it is found anew when sending begins.',
    warningNow:
      'After this you have one minute to take it back altogether. Mails that are sent can’t be called back.',
    reviewTitle: 'Look and send',
    review: 'Next: have a look',
    back: 'Back',
    when: 'When',
    now: 'Now',
    later: 'At a time',
    at: 'Time',
    zone: (zone) => `In the time zone ${zone}. For “Now” this stays empty.`,
    inOtherLanguage: 'Where the text is missing, send the other language',
    inOtherLanguageHelp: 'Else nothing is sent as long as somebody chose the missing language.',
    submitNow: (count) => `Send to ${people(count)} now`,
    submitAt: (count, time) => `Send to ${people(count)} on ${time}`,
  },
  cancelling: {
    planned: (count) => `The announcement to ${people(count)} is not sent.`,
    sending: (done, of) =>
      `${done} of ${of} mails are sent already and stay so. The others are not sent any more.`,
    final: 'This can’t be undone. The text is kept and can be used for a new announcement.',
  },
  progress: (done, of) => `${done} of ${of} sent`,
  progressHelp:
    'The announcement goes out bit by bit, as fast as the mail service allows. You can close this page.',
  nobody: 'It went to nobody.',
  reasons: 'Why',
  reason: 'Reason',
  resend: (count) => (count === 1 ? 'Send the failed one again' : `Send ${count} failed ones again`),
  resendTitle: 'Send the failed ones again',
  resending: (count) =>
    `${count === 1 ? 'One mail that failed goes' : `${count} mails that failed go`} out once more. Nobody who has theirs gets a second one.`,
  resendFinal: 'This can’t be called back.',
  noneFailed: 'No mail failed.',
  unknown: (count) =>
    count === 1
      ? 'Whether one mail arrived is not known: the mail service did not answer.'
      : `Whether ${count} mails arrived is not known: the mail service did not answer.`,
  decide: 'Look at them and decide each',
  undecided: {
    title: 'Outcome unknown',
    lead: 'These mails were handed over, but the answer is missing. Perhaps they arrived. Send again only where a second mail is less of a nuisance than none.',
    person: 'Person',
    address: 'Address',
    decide: 'Decide',
    unknownPerson: 'no longer known',
    none: 'No mail’s outcome is unknown.',
  },
};
