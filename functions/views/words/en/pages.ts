import type { Words } from '../shape.ts';
import { ownData } from './own-data.ts';
import { printed } from './printed.ts';

export const pages: Words['page'] = {
  skip: 'Skip to content',
  open: {
    notYetOpen: (moment) => `Registration opens on ${moment}.`,
    notYetOpenSometime: 'Registration is not open yet.',
    closed: 'Registration is closed.',
    over: 'This event is over.',
    cancelled: 'This event will not take place.',
    draft: 'This event is not published yet.',
    full: 'Fully booked.',
    few: 'A few places are left at most.',
    waitingList: 'Fully booked. You can put yourself on the waiting list.',
  },
  signUp: {
    title: 'Registration',
    noneOpen: 'At the moment registration is not possible.',
    faultsTitle: 'Please check your entries',
    faultPrefix: 'Error: ',
    websiteFaults: {
      title: 'The website’s form is not set up correctly',
      text: (contact) =>
        `Nothing has been kept yet. Please check what you entered here and send it from this page. If that does not work, write to ${contact}.`,
      details: 'For whoever looks after the website',
    },
    events: 'What would you like to take part in?',
    eventsHint: 'You can choose one event or several.',
    way: 'How do you take part?',
    ways: { onsite: 'on site', online: 'online' },
    workingGroup: 'Working group',
    noWorkingGroup: 'no working group',
    groupFull: (group) => `${group} (full)`,
    optional: '(optional)',
    noAnswer: 'no answer',
    yes: 'Yes',
    no: 'No',
    atMost: (max) => `At most ${max} characters.`,
    sensitiveHint: 'We use this answer only if you consent to it below.',
    you: 'About you',
    name: 'Name',
    email: 'E-mail address',
    emailHint: 'We will send an e-mail there right away. It says what to do next.',
    language: 'Language of the e-mails to you',
    languages: { de: 'German', en: 'English' },
    notices: 'Your consent and your privacy',
    voluntary: 'Both are voluntary and no condition for taking part.',
    voluntaryOne: 'This is voluntary and no condition for taking part.',
    privacyLink: 'Privacy notice',
    honeypot: 'Please leave this field empty',
    button: 'Sign up',
  },
  extraStep: {
    title: 'One more step',
    text: 'Your registration has not been sent yet. Please press “Send” once more, so that we know that a person is sending it. Everything you entered is kept.',
    button: 'Send',
  },
  received: {
    title: 'Please look into your mailbox',
    sent: (email) => `We have sent an e-mail to ${email}.`,
    next: 'Open the link in it and confirm your registration. It is not valid until you confirm.',
    nextSoon:
      'Please open it now: it says whether your place is entered already or whether you still have to confirm.',
    missing:
      'Nothing there? Please check your spam folder and the address. A mailbox gets at most three such e-mails an hour and ten a day, any further one after that.',
    back: 'Back to the form',
  },
  confirm: {
    title: 'Confirm registration',
    intro: 'Please check and confirm your details.',
    changed:
      'Nothing is confirmed yet: something has changed since you opened this page. Below you see what was and what is.',
    name: 'Name',
    answered: 'answered in the form',
    typed:
      'Your name and answers in your own words are shown on your page once you have confirmed, and you can change them there: so nobody can use this page for words of their own.',
    email: 'E-mail address',
    signedUpAt: 'Received',
    several:
      'If there are several such e-mails in your mailbox, please confirm only what you sent yourself: each is about one form.',
    events: 'Your events',
    entered: 'Entered for you already',
    enteredText: (count) =>
      count === 1
        ? 'Someone entered this place with your address. Unless you confirm it, it is deleted a week after the event, except where the organisers noted that you took part.'
        : 'Someone entered these places with your address. Unless you confirm them, they are deleted a week after the last of these events, except where the organisers noted that you took part.',
    already: 'Registered already',
    choices: 'Your choice',
    choicesHint:
      'Your registration counts without these, too. What you tick here you can withdraw at any time.',
    sensitiveHint: 'Without your consent we do not keep the answers that it is about.',
    button: 'Confirm registration',
    nothingLeft: 'There is nothing left to confirm here.',
    lost: 'No longer possible',
    nothing: 'There is nothing left to confirm here: everything is registered already.',
    ofSomebody: {
      title: 'This wasn’t you?',
      text: 'Then delete the sign-up here. If you do nothing, it is deleted automatically after a few days.',
      button: 'It was not me: delete',
    },
    ofTeam: {
      title: 'You would rather not take part?',
      text: 'Then delete the registration here. If you do nothing, it is deleted automatically after a few days.',
      button: 'Delete the registration',
    },
    newsAlone: {
      title: 'Confirm news about events',
      intro: 'Would you like to be told about further events? Then confirm it here.',
      choicesHint: 'Your registrations do not change by this. You can unsubscribe at any time.',
      button: 'Confirm',
      notWanted: {
        title: 'You don’t want any news?',
        text: 'Then delete the request here. If you do nothing, it is deleted automatically after a few days.',
        button: 'Delete the request',
      },
    },
  },
  confirmed: {
    title: 'Your registration is confirmed',
    lostTitle: 'Unfortunately it is no longer possible to take part',
    repeatTitle: 'Your registration was confirmed already',
    mail: 'We have sent you an e-mail with all details.',
    repeat: 'There is nothing more you need to do.',
    own: 'See or change my registration',
    news: {
      title: 'Your choice is saved',
      unchanged: 'Your registrations have not changed.',
    },
  },
  ...printed,
  proof: {
    title: 'Proof of notices and consents',
    intro: (moment) =>
      `What was shown to the person, what they agreed to, and how the address was verified (Art. 7(1) GDPR). As of ${moment}.`,
    event: 'Event',
    registration: 'Id of the registration',
    kinds: {
      privacy: 'Privacy notice',
      news: 'Consent to news',
      sensitive: 'Consent for special details',
    },
    sender: 'Given to',
    version: 'Version',
    shownIn: 'Shown in',
    named: 'Text named by',
    namedByVersion: 'its version alone',
    channel: 'By way of',
    channels: { form: 'a form', ownPage: 'the person’s own page', byHand: 'entered by an organiser' },
    form: 'Page',
    shownAt: 'Sent',
    verifiedAt: 'Address verified',
    notVerified: 'not yet',
    mail: 'Id of the verification mail (Message-ID)',
    withdrawn: 'Withdrawn',
    notWithdrawn: 'no',
    addressChange: 'Change of address',
    addressChangeText:
      'The registration began with another address. The present one was verified separately:',
    none: 'Nothing is stored for this registration any more.',
  },
  signUpDeleted: {
    signUp: {
      title: 'The sign-up is deleted',
      text: 'We have deleted the sign-up and what was entered in it. You will get no further e-mail about it. If an event of it is in your calendar, please delete it there.',
    },
    news: {
      title: 'The request is deleted',
      text: 'Nothing has changed, and neither have your registrations.',
    },
    address: {
      title: 'The request is deleted',
      text: 'This address is not used. You will get no further e-mail about it.',
    },
  },
  seatForm: {
    title: { add: 'Sign up for a part', addPerson: 'Sign up somebody else', change: 'Change a registration' },
    button: { add: 'Sign up', addPerson: 'Sign up', change: 'Save the change' },
    name: 'Name of the person who takes part',
    back: 'Back to my registration without a change',
  },
  personForm: {
    title: 'Change my details',
    button: 'Save the change',
    address: 'E-mail address',
    addressNow: 'At present we write to:',
    addressWaits: 'This address is waiting for you to confirm it there:',
    newEmail: 'New e-mail address',
    addressHint:
      'We will send a link there. The new address is valid once you open the link and confirm; links in earlier e-mails then no longer work.',
    addressButton: 'Send a link to the new address',
  },
  addressQuestion: {
    title: 'Confirm the new e-mail address',
    text: 'The e-mails about a registration are to go to this address from now on:',
    joins:
      'You are registered with this address already: both registrations become one, and in the same event the better one counts. Your name and your language stay as they are here, and news only come as far as you asked for them with this address.',
    news: (senders: string) =>
      `News from ${senders} then come to this address, too. You can end them at any time.`,
    button: 'Yes, to this address',
    ofSomebody: {
      title: 'This wasn’t you?',
      text: 'Then delete the request here. If you do nothing, it is deleted automatically after a day.',
      button: 'It was not me: delete',
    },
    ofTeam: {
      title: 'It is not your registration?',
      text: 'Then delete the request here. If you do nothing, it is deleted automatically after a day.',
      button: 'Delete the request',
    },
  },
  addressChanged: {
    title: 'Your new address is valid',
    repeatTitle: 'Your new address was valid already',
    text: 'From now on we write to you at:',
    links: 'The links in earlier e-mails are no longer valid. We are sending you the new one.',
  },
  event: {
    signUp: 'Go to registration',
    documentation: 'Open the documentation',
    linkTitle: 'Registered already?',
    linkText: 'We will send you the link to your registration again.',
    linkEmail: 'E-mail address',
    linkButton: 'Send the link',
  },
  linkSent: {
    title: 'Please look into your mailbox',
    text: 'If there is a registration with this address, an e-mail with the link is on its way. A mailbox gets at most three such e-mails an hour and ten a day, any further one after that.',
  },
  privacy: {
    title: 'Privacy in this series',
    link: 'Who is responsible, what for, and your rights',
  },
  documentation: { title: 'Documentation', none: 'There is nothing here yet.' },
  unsubscribe: {
    title: 'Unsubscribe',
    text: (sender) =>
      `${sender} will then send you no more news about events. Your registrations stay as they are.`,
    button: 'Unsubscribe',
    doneTitle: 'You are unsubscribed',
    repeatTitle: 'You were unsubscribed already',
    done: (sender) => `${sender} sends you no more news about events. Your registrations stay as they are.`,
  },
  ...ownData,
  noWayIn: {
    title: 'You have no place here at the moment',
    text: 'Access is closed. Your own page shows everything about your registrations; the link to it is in your latest e-mail.',
    notYet: {
      title: 'Access is not set up yet',
      text: 'Please open this link again shortly before the start. It stays the same.',
    },
    onsite: {
      title: 'This event takes place on site',
      text: 'There is no link to join it by. We look forward to seeing you here:',
    },
  },
};
