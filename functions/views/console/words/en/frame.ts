import type { ConsoleWords } from '../index.ts';

export const frame: Pick<
  ConsoleWords,
  'frame' | 'places' | 'roles' | 'done' | 'form' | 'preview' | 'details' | 'table' | 'problem'
> = {
  frame: {
    skip: 'To the content',
    home: 'Overview',
    series: 'Series',
    people: 'Requests',
    access: 'Organisers',
    tokens: 'Tokens',
    suppressions: 'Suppressions',
    audit: 'Audit',
    areas: 'Areas',
    way: 'You are here',
    tabs: 'Views',
    otherLocale: 'Deutsch',
    otherLocaleTag: 'de',
    logOut: 'Log out',
    loggedInAs: (name, role) => `Logged in as ${name} (${role}).`,
  },
  places: {
    series: {
      overview: 'Overview',
      announcements: 'Announcements',
      numbers: 'Numbers',
      embed: 'Embed',
      mailTexts: 'Texts and look',
      edit: 'Edit',
    },
    event: {
      overview: 'Overview',
      registrations: 'Registrations',
      attendance: 'Attendance',
      documentation: 'Documentation',
      deliveries: 'Mails',
      edit: 'Edit',
    },
  },
  roles: { owner: 'owner', editor: 'editor', viewer: 'viewer' },
  done: {
    saved: 'Saved.',
    seriesMade: 'The series is made. Now its events are missing.',
    seriesDeleted: 'The series is deleted.',
    loggedOut: 'You are logged out.',
    loginSent:
      'If the address belongs to an organiser, a mail with a link is on its way. It is valid for 15 minutes, once.',
    laneResumed: 'Mail to many goes out again.',
    registrationAdded: 'Added. The person gets a mail.',
    registrationCancelled: 'The registration is cancelled.',
    addressAsked:
      'A mail with a button is on its way to the new address. Until it is pressed, the old one counts.',
    addressMoved: 'The registration is the new address’s now; the mail to confirm it is on its way there.',
    movedUp: 'The person has a place and gets a mail.',
    mailQueued: 'The mail goes out within minutes.',
    announcementSent: 'The announcement goes out now.',
    announcementPlanned: 'The announcement is scheduled.',
    announcementCancelled: 'Cancelled. No further mail goes out.',
    announcementResent: 'The failed mails go out once more.',
    testSent: 'The test mail is on its way to you.',
  },
  form: {
    save: 'Save',
    cancel: 'Cancel',
    optional: '(optional)',
    language: { de: 'German', en: 'English' },
    faults: (count) => (count === 1 ? 'One entry is not right yet' : `${count} entries are not right yet`),
  },
  preview: {
    locale: 'Language of the preview',
    format: 'Format',
    formats: { html: 'designed', text: 'text only' },
    show: 'Show preview',
    subject: 'Subject',
    none: 'No preview yet',
  },
  // Core says it in English.
  details: [],
  table: { next: 'More', first: 'From the start', none: 'Nothing found.', region: 'Table' },
  problem: {
    'malformed-request': { title: 'That could not be read', text: 'Please try again.' },
    'invalid-request': { title: 'Not right yet', text: 'Please check what you entered.' },
    'not-possible-now': {
      title: 'That is not possible now',
      text: 'Things have changed, or don’t allow it. Load the page again and have a look.',
    },
    unauthorised: { title: 'Please log in', text: 'Your session is over.' },
    forbidden: { title: 'You may not do that', text: 'Your role does not allow it. An owner can change it.' },
    'not-found': {
      title: 'There is no such thing here',
      text: 'It was deleted, or belongs to a series that isn’t yours.',
    },
    'link-invalid': {
      title: 'This link leads nowhere',
      text: 'It may have been cut off when it was copied. Ask for a new one.',
    },
    'link-expired': {
      title: 'This link has expired',
      text: 'It is valid for 15 minutes and only once. Ask for a new one.',
    },
    'already-exists': {
      title: 'That exists already',
      text: 'There is something with this id already. Choose another.',
    },
    'body-too-large': { title: 'That is too large', text: 'Please split it up.' },
    'unsupported-media-type': {
      title: 'That could not be read',
      text: 'This kind of file is not possible here.',
    },
    'version-mismatch': {
      title: 'Somebody was faster',
      text: 'Somebody else has saved meanwhile. What you entered still stands below; open the page anew in a second window and carry over what you need.',
    },
    'version-required': { title: 'That could not be read', text: 'Please load the page again.' },
    'too-many-requests': { title: 'Tried too often', text: 'Please wait a few minutes.' },
    busy: { title: 'Very busy right now', text: 'Nothing was changed. Please try again in a moment.' },
    unexpected: { title: 'Something went wrong', text: 'The error is recorded. Please try again.' },
    back: 'To the overview',
    login: 'Log in',
    staleForm: {
      title: 'This form is no longer valid',
      text: 'Nothing was changed. It comes from an earlier session. Go back, load the page again and send it once more.',
    },
  },
};
