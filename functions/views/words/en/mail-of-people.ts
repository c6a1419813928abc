import type { MailWords } from '../shape.ts';

export const ofPeople: Pick<MailWords, 'personal' | 'ofOther'> = {
  personal: {
    own: (count, names) =>
      count === 1
        ? `The link ${names} is for you alone. Please do not pass it on.`
        : `The links ${names} are for you alone. Please do not pass them on.`,
    theLink: (name) => `the link ${name}`,
    theFile: 'the calendar file',
    handOn: (what, person) => `You are welcome to pass ${what} on to ${person}.`,
    others: (what) => `You are welcome to pass ${what} on to the person who takes part.`,
  },
  ofOther: {
    about: (person) => `This e-mail is about the registration of ${person}.`,
    giveBack: (person) => `If ${person} cannot take part, please cancel the registration.`,
    confirmation: {
      confirmed: (person) => `Thank you, the registration is confirmed. ${person} has a place.`,
      waitlisted: (person) =>
        `Thank you, the registration is confirmed. There is no free place at the moment, so ${person} is on the waiting list. We will write to you as soon as there is a place.`,
    },
    subject: {
      confirmed: (topic) => `The registration is confirmed: ${topic}`,
      waitlisted: (topic) => `On the waiting list: ${topic}`,
      promoted: (topic) => `Moved up from the waiting list: ${topic}`,
      noPlace: (topic) => `Unfortunately no place this time: ${topic}`,
      cancellation: (topic) => `Registration cancelled: ${topic}`,
    },
    intro: {
      promoted: (person) =>
        `A place has become free and ${person} has moved up from the waiting list. The participation is confirmed.`,
      noPlace: (person) =>
        `${person} was on the waiting list for the following event. Unfortunately no place has become free, and the waiting list is closed. We are sorry about that.`,
      cancellation: (person) => `The registration of ${person} for the following event is cancelled.`,
    },
    byTeam: {
      promoted: (person, team) =>
        `The team of ${team} has given ${person} a place. The participation is confirmed.`,
      noPlace: undefined,
      cancellation: (person, team) =>
        `The team of ${team} has cancelled the registration of ${person} for the following event. If this is not right, please answer this e-mail.`,
    },
    stays: {
      time: (person) =>
        `The registration of ${person} is valid for the new date, there is nothing more you need to do.`,
      clock: (person) => `The registration of ${person} remains valid, there is nothing you need to do.`,
    },
    thanks: (person) =>
      `We are glad that ${person} took part. The documentation of the following event is available.`,
  },
};
