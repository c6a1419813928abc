import type { MailWords } from '../shape.ts';
import { link } from './mail-links.ts';
import { ofPeople } from './mail-of-people.ts';

const signedUp = (count: number) =>
  `Someone signed up for the following ${count === 1 ? 'event' : 'events'} with this e-mail address.`;

const enteredBy = (count: number, team: string) =>
  `The team of ${team} entered this e-mail address in a registration for the following ${count === 1 ? 'event' : 'events'}.`;

const filesOf = { event: 'event', person: 'person', personAndEvent: 'person and event' };

export const mail: MailWords = {
  greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
  closing: 'Kind regards',
  giveBack: 'If you cannot take part, please cancel your registration.',
  giveBackOn: 'One click on your own page is enough:',
  seeOwnPage: 'You can see and change all your registrations on your own page:',
  oldEntry:
    'The attached calendar file removes the entry. Please delete the event from your calendar if it is still there.',
  oldEntryOf: (person) =>
    `The attached calendar file removes the entry. Please delete the event from your calendar for ${person} if it is still there. Entries that look the same may be of other people.`,
  oldEntries: (titles) =>
    `The attached calendar files remove what is off. Please delete from your calendar if still there: ${titles}`,
  ...ofPeople,

  verification: {
    subject: (topic) => `Please confirm your registration: ${topic}`,
    intro: (count) =>
      `${signedUp(count)} If this was you, please confirm your registration. It is not valid until you do.`,
    byTeam: (count, team) =>
      `${enteredBy(count, team)} If you would like to take part, please confirm the registration. It is not valid until you do.`,
    newsAlone: {
      subject: (sender) => `Please confirm: news from ${sender}`,
      intro: (sender) =>
        `In a sign-up with this e-mail address somebody ticked that ${sender} may tell you about further events by e-mail. If you would like that, please confirm it. It does not count until you do.`,
      button: 'Confirm news',
      notWanted: (moment) =>
        `If you don’t want any news, you don’t need to do anything: the request is deleted automatically on ${moment}. You can also delete it on the same page.`,
    },
    button: 'Confirm registration',
    held: (count, moment, titles) =>
      count === 1
        ? `We hold a place for you ${titles ? `in ${titles} ` : ''}until ${moment}. If you confirm later, you get a place as long as one is free.`
        : `We hold ${titles ? `a place each for you in ${titles}` : 'these places for you'} until ${moment}. If you confirm later, you get places as long as some are free.`,
    lost: (count) =>
      count === 1 ? 'You can no longer take part in this:' : 'You can no longer take part in these events:',
    news: (sender) =>
      `The form was also ticked to allow ${sender} to tell you about further events by e-mail. By confirming you agree to that.`,
    alreadyToo: (count) =>
      `You are already registered for ${count === 1 ? 'this' : 'these'}; there is nothing to do here:`,
    page: 'The link opens a page where you confirm with one click.',
    deleted: (moment) => `If you do nothing, the sign-up is deleted automatically on ${moment}.`,
    notYou:
      'If this wasn’t you, you don’t need to do anything. You can also delete the sign-up on the same page.',
    notWanted:
      'If you would rather not take part, you don’t need to do anything. You can also delete the sign-up on the same page.',
  },
  already: {
    subject: (topic) => `You are registered already: ${topic}`,
    intro: 'Someone signed up again with this e-mail address.',
    byTeam: (team) => `The team of ${team} entered this e-mail address again.`,
    rest: 'Everything is registered already, there is nothing more to do.',
    restOfSome: 'There is nothing more to do. You are registered already for:',
    restOther: 'You are registered already, but not in everything as the form said:',
    notYou: 'If this wasn’t you, you don’t need to do anything. Your registration has not changed.',
    unchanged: 'Your registration has not changed.',
  },
  nudge: {
    subject: (topic) => `Not confirmed yet: your registration for ${topic}`,
    intro: (count) =>
      `The registration for the following ${count === 1 ? 'event' : 'events'} is not confirmed yet. This is the only reminder we send.`,
    notHeld: (count, titles) =>
      count === 1
        ? `No place ${titles ? `in ${titles} ` : ''}is reserved for you. If you confirm now, you get one as long as one is free.`
        : `No places ${titles ? `in ${titles} ` : ''}are reserved for you. If you confirm now, you get one in each as long as one is free.`,
  },
  confirmation: {
    subject: {
      confirmed: (topic) => `Your registration is confirmed: ${topic}`,
      waitlisted: (topic) => `You are on the waiting list: ${topic}`,
      gone: (topic) => `Unfortunately no longer available: ${topic}`,
      mixed: (topic) => `Your registration: ${topic}`,
      ofSteps: (topic) => `Your registration: ${topic}`,
    },
    intro: {
      confirmed: (count) =>
        count === 1
          ? 'Thank you, your registration is confirmed. You have a place.'
          : 'Thank you, your registration is confirmed. You have a place in every event.',
      waitlisted: () =>
        'Thank you, your registration is confirmed. There is no free place at the moment, so you are on the waiting list. We will write to you as soon as there is a place for you.',
      gone: () => 'Thank you for confirming. Unfortunately it is no longer possible to take part.',
      mixed: (count) =>
        count === 1
          ? 'Thank you, your registration is confirmed. Here is the status of the event:'
          : 'Thank you, your registration is confirmed. Here is the status of each event:',
      ofSteps: () =>
        'You have changed several things on your page. Here is the status of your registrations now:',
    },
    again: (team) =>
      `The team of ${team} sends you once more what belongs to your registration. Here is its status:`,
    changed: 'Several things have changed in your registrations. Here is their status now:',
    calendar: (count, each) =>
      count === 1
        ? 'The entry for your calendar is attached.'
        : `The entries for your calendar are attached, one file for each ${filesOf[each]}.`,
    waiting: 'About the waiting list: we will write to you as soon as there is a place for you.',
    entry: {
      subject: (topic) => `Entered for you: ${topic}`,
      intro: signedUp,
      byTeam: enteredBy,
      place: (count) =>
        count === 1
          ? 'As it starts soon, the place is entered for you already.'
          : 'As they start soon, the places are entered for you already.',
      gone: () => 'Unfortunately it is no longer possible to take part.',
      mixed: (count) =>
        count === 1 ? 'Here is the status of the event:' : 'Here is the status of each event:',
      toConfirm: (count) =>
        count === 1
          ? 'You can take part without confirming. Please confirm the registration all the same: only then can we send you the documentation afterwards, if there is any. Without that the entry is deleted a week after the event, unless the organisers noted that you took part.'
          : 'You can take part without confirming. Please confirm the registration all the same: only then can we send you the documentation afterwards, if there is any. Without that the entries are deleted a week after the last of these events, unless the organisers noted that you took part.',
      here: 'There is no hurry to confirm:',
      see: 'You can see, change or cancel the registration on your page:',
      button: 'See the registration',
      notYou: (count) =>
        `If this wasn’t you, please open “See the registration” and press “Cancel” ${count === 1 ? 'there' : 'for each of them'}.`,
      notWanted: (count) =>
        `If you would rather not take part, please open “See the registration” and press “Cancel” ${count === 1 ? 'there' : 'for each of them'}.`,
    },
  },
  promoted: {
    subject: (topic) => `You have a place now: ${topic}`,
    intro:
      'A place has become free and you have moved up from the waiting list. Your participation is confirmed.',
    byTeam: (team) =>
      `The team of ${team} has given you a place. You are no longer on the waiting list; your participation is confirmed.`,
    giveBack:
      'If the place is no longer needed, please release it soon, on your own page with “Cancel”, so that somebody else can have it.',
  },
  noPlace: {
    subject: (topic) => `Unfortunately no place this time: ${topic}`,
    intro:
      'You were on the waiting list for the following event. Unfortunately no place has become free for you, and the waiting list is closed. We are sorry about that.',
    ifFree:
      'If a place becomes free after all, you can take it on your own page as long as sign-up is open. Otherwise there is nothing more you need to do.',
  },
  reminder: {
    begun: {
      subject: 'Now',
      intro: 'The following event has begun. You are welcome to join.',
      ofOther: 'The following event has begun.',
    },
    minutes: (count) => {
      const isHour = count >= 55 && count <= 65;
      const when = isHour ? 'an hour' : count === 1 ? 'a minute' : `${count} minutes`;
      return { subject: `In ${when}`, intro: `We start in ${when}.` };
    },
    today: (clock) => ({
      subject: `Today at ${clock}`,
      intro: `We start today at ${clock}.`,
    }),
    tomorrow: (clock) => ({
      subject: `Tomorrow at ${clock}`,
      intro: `We start tomorrow at ${clock}.`,
    }),
    inAWeek: (day, clock) => ({
      subject: 'In a week',
      intro: `We start in a week, on ${day}, at ${clock}.`,
    }),
    later: (day, clock) => ({
      subject: `${day}, ${clock}`,
      intro: `We start on ${day}, at ${clock}.`,
    }),
    welcome: (person = 'you') => `We look forward to seeing ${person}.`,
  },
  moved: {
    subject: {
      time: (topic) => `New date: ${topic}`,
      clock: (topic) => `New time: ${topic}`,
      place: (topic) => `New place: ${topic}`,
      timeAndPlace: (topic) => `New date and place: ${topic}`,
      clockAndPlace: (topic) => `New time and place: ${topic}`,
    },
    mode: {
      online: {
        subject: (topic) => `Takes place online now: ${topic}`,
        time: (topic) => `New date, online now: ${topic}`,
        clock: (topic) => `New time, online now: ${topic}`,
        intro: 'The following event takes place online now, and no more on site.',
      },
      onsite: {
        subject: (topic) => `Takes place on site now: ${topic}`,
        time: (topic) => `New date, on site now: ${topic}`,
        clock: (topic) => `New time, on site now: ${topic}`,
        intro: 'The following event takes place on site now, and no more online.',
      },
      also: (facts) => `This has changed, too: ${facts}.`,
    },
    intro: {
      time: 'The date of the following event has changed.',
      clock: 'The time of the following event has changed.',
    },
    before: (moment) => `previously ${moment}`,
    stays: {
      time: 'Your registration is valid for the new date, there is nothing more you need to do.',
      clock: 'Your registration remains valid, there is nothing you need to do.',
    },
    calendar: () =>
      'The attached calendar file replaces the entry that you had. If the old one stays, please delete it by hand.',
  },
  changed: {
    subject: (topic: string) => `Changed: ${topic}`,
    intro: (facts) => `Something about the following event has changed: ${facts}.`,
    unknown: 'Something about the following event has changed. This is how it looks now:',
    formerly: (title, before) => `${title} (previously: ${before})`,
    facts: {
      title: 'title',
      time: 'date',
      clock: 'time',
      place: 'place',
      directions: 'directions',
      accessibility: 'notes on accessibility',
      summary: 'description',
      workingGroup: 'working group',
      join: 'the way to join',
      joinInfo: 'notes on joining',
    },
    was: (fact) => `Previous ${fact}`,
    is: (fact) => `New ${fact}`,
    gone: {
      directions: 'There are no directions any more.',
      accessibility: 'There are no notes on accessibility any more.',
      workingGroup:
        'The working group is no longer offered. The registration for the event remains valid; if there are other working groups, you can choose one on your own page.',
      summary: 'There is no description any more.',
      joinInfo: 'There are no notes on joining any more.',
    },
    join: {
      fresh: 'The link to join is set now, you will find it in this e-mail.',
      other: 'The way to join has changed. Your link to it stays the same.',
      gone: 'The link to join is no longer valid.',
    },
  },
  cancellation: {
    subject: (topic) => `Your registration is cancelled: ${topic}`,
    intro: 'Your registration for the following event is cancelled.',
    byTeam: (team) =>
      `The team of ${team} has cancelled your registration for the following event. If this is not right, please answer this e-mail.`,
  },
  eventCancelled: {
    subject: (topic) => `Cancelled: ${topic}`,
    intro:
      'Unfortunately the following event will not take place. You do not need to cancel your registration.',
  },
  unconfirmedCancelled: {
    subject: (_count, titles) => `Cancelled: ${titles}`,
    intro: (count) => `${signedUp(count)} Unfortunately ${count === 1 ? 'it' : 'they'} will not take place.`,
    byTeam: (count, team) =>
      `${enteredBy(count, team)} Unfortunately ${count === 1 ? 'it' : 'they'} will not take place.`,
    nothing: 'There is nothing left to confirm.',
    deleted: (moment) => `The sign-up is deleted automatically on ${moment}.`,
    others: (count) =>
      count === 1
        ? 'This event takes place. The registration for it is not confirmed yet:'
        : 'These events take place. The registration for them is not confirmed yet:',
    notYou: 'If this wasn’t you, you don’t need to do anything.',
  },
  documentation: {
    subject: (topic) => `Documentation: ${topic}`,
    furtherSubject: (topic) => `Further documentation: ${topic}`,
    intro: 'The documentation of the following event is available.',
    thanks: 'Thank you for taking part. The documentation of the following event is available.',
    furtherIntro: 'Further documentation of the following event is available.',
    links: 'Documents:',
    button: 'Open the documentation',
    certificate: 'The certificate of attendance, to print or to save:',
    certificateLink: 'Certificate of attendance',
    hint: (count) =>
      count === 1 ? 'One more event in this series is open:' : 'More events in this series are open:',
    hintAdd: 'If you would like to take part too:',
    hintLink: () => 'Sign up',
    hintReason: (sender) => `You receive this because you agreed to news from ${sender}.`,
    unsubscribe: 'Unsubscribe',
  },
  announcement: {
    reason: (sender: string) => `You receive this e-mail because you agreed to news from ${sender}.`,
  },
  erasureNotice: {
    subject: (series) => `Data will soon be erased: ${series}`,
    intro: (moment, events) =>
      `On ${moment} the data of attendees of ${events === 1 ? 'the following event' : events > 1 ? 'the following events' : 'this series'} whose term ends then will be erased: names, addresses, answers and attendance.`,
    before: 'Please save whatever you still need by then, for instance certificates of attendance.',
    complete: 'The proof of use for these events is complete.',
    incomplete:
      'The proof of use is not complete yet: record who attended, and publish the documentation, by then. Attendance can’t be added afterwards.',
    button: 'Open the proof of use',
    kept: 'The proof of use in numbers stays, and so do consents to news. The term counts from the last event that somebody registered for; anyone with a later one is erased later.',
  },
  login: {
    subject: 'Your access to Eventbote',
    intro: 'Here is the link with which you log in to the administration. Confirm on the page that opens.',
    button: 'Log in',
    once: (moment: string) => `The link works once and is valid until ${moment}.`,
  },
  link,
};
