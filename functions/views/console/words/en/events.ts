import type { ConsoleWords } from '../shape.ts';

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** A move is asked about, in words of the time. */
const move: ConsoleWords['events']['asking']['changes']['startsAtLocal'] = {
  title: (title) => `Move ${title}`,
  text: (count) =>
    `The time changes. That concerns ${people(count)} who have a place or wait. Nothing is saved yet. The reminders follow the new time by themselves.`,
  now: (count) => `Yes, now: “moved from … to …” to ${people(count)}, with a new calendar file`,
  noneHelp: 'Only if you reach everybody otherwise: their calendars go on showing the old time.',
  submit: 'Move',
};

const relocation: ConsoleWords['events']['asking']['changes']['place'] = {
  title: (title) => `${title}: a new place`,
  text: (count) =>
    `Where the event takes place changes. That concerns ${people(count)} who have a place or wait. Nothing is saved yet.`,
  now: (count) => `Yes, now: the previous and the new place to ${people(count)}, with a new calendar file`,
  noneHelp: 'Only if you reach everybody otherwise: their calendars go on showing the old place.',
  submit: 'Save',
};

export const events: ConsoleWords['events'] = {
  states: {
    draft: 'Draft',
    cancelled: 'Cancelled',
    notYetOpen: 'Sign-up not open yet',
    open: 'Sign-up open',
    closed: 'Sign-up closed',
    over: 'Over',
  },
  clocks: {
    title: 'The clocks change',
    names: {
      startsAtLocal: 'The start',
      endsAtLocal: 'The end',
      registrationOpensAtLocal: 'The opening of sign-up',
      registrationClosesAtLocal: 'The closing of sign-up',
    },
    before: (from, to) =>
      `Between today (UTC${from}) and the event (UTC${to}) the clocks change. The time on the place’s clocks stays; whoever takes part from elsewhere finds theirs in the calendar file.`,
    within: (minutes) => `The clocks change during the event: it really takes ${minutes} minutes.`,
    skipped: (name, readAs) =>
      `${name} lies in the hour that the change leaves out. It is read as ${readAs}.`,
    twice: (name) => `${name} lies in the hour that comes twice with the change. The first is meant.`,
  },
  newTitle: 'New event',
  newIntro: 'A title, start and end are enough. It is made as a draft: nobody sees it until you publish it.',
  fromEarlier: 'Rather copy an earlier one?',
  make: 'Make a draft',
  editTitle: (title) => `Edit ${title}`,
  editPublished:
    'This event is published: what you save holds at once. When its time or place changes, we ask before saving whether a mail goes out.',
  formPreview: 'What the sign-up form looks like',
  back: 'Back to the event',
  groups: {
    event: 'The event',
    time: 'Time',
    where: 'Where',
    places: 'Places',
    wayPlaces: 'Places of its own on site and online (hybrid)',
    signUp: 'Sign-up',
    join: 'Joining',
    reminders: 'Reminders',
    workingGroups: (count) => `Working groups (${count})`,
    questions: 'Questions to attendees',
  },
  attendanceModes: { online: 'Online only', onsite: 'On site only', hybrid: 'On site or online (hybrid)' },
  placeTitle: 'The place',
  onMap: 'See on the map',
  zoneOfSeries: (zone) => `the series’ (${zone})`,
  ahead: (duration) => `${duration} before`,
  fields: {
    title: { label: 'Title', help: 'One of the two languages is enough.' },
    eventId: {
      label: 'Id',
      help: 'Stands in addresses. Empty: made from the title. Can’t be changed later.',
    },
    summary: { label: 'What it is about', help: 'Stands in the sign-up form and on the event’s page.' },
    starts: 'Start',
    ends: 'End',
    timeZone: { label: 'Time zone', help: 'The place whose clocks the times go by.' },
    capacity: {
      label: 'Places',
      help: 'Empty: no limit. When you lower the number, nobody loses their place.',
    },
    onsiteCapacity: 'Places on site',
    onsiteWaitingList: 'Waiting list on site',
    onlineCapacity: 'Places online',
    onlineWaitingList: 'Waiting list online',
    waitingList: {
      label: 'Keep a waiting list when all places are taken',
      help: 'When a place comes free, the next person moves up by themselves and gets a mail.',
    },
    promoteUntil: {
      label: 'Moving up ends before the start',
      help: 'Whoever still waits then is told that there was no place this time.',
    },
    seatsPerAddress: {
      label: 'People per mail address',
      help: 'How many people may sign up by one address, each by name and with a place of their own.',
    },
    opens: 'Sign-up from',
    opensHelp: 'Empty: from publishing on.',
    closes: 'Sign-up until',
    closesHelp: 'Empty: until the start.',
    directEntry: {
      label: 'Immediate entry before the start',
      help: 'So shortly before the start people get their place and the join link at once, without verifying their address first; at most 6 hours. Reminders, announcements and documentation come once they have confirmed.',
    },
    attendanceMode: 'How do people take part?',
    placeName: { label: 'Name of the place', help: 'Such as “Town hall, council chamber”.' },
    placeAddress: { label: 'Address', help: 'One line each: street, postal code and town.' },
    placeDirections: { label: 'Getting there', help: 'Stop, entrance, bicycles, parking.' },
    placeAccessibility: {
      label: 'Accessibility on site',
      help: 'Steps, lift, toilet, hearing loop, assistance.',
    },
    latitude: { label: 'Latitude', help: 'Such as 51.3397: then the map shows the very entrance.' },
    longitude: { label: 'Longitude', help: 'Such as 12.3731.' },
    joinUrl: {
      label: 'Join link',
      help: 'Such as the video conference’s. Mails carry a link of each person’s own that always leads here: you can change it at any time without a mail.',
    },
    joinUrlForOnsite: 'Who takes part on site gets the join link, too',
    joinUrlForOnsiteHelp:
      'Of hybrid events alone: to fall back on when somebody can’t come after all. Otherwise only who takes part online gets it.',
    joinInfo: { label: 'Notes on joining', help: 'Such as dial-in by phone, recording.' },
    reminders: {
      label: 'Reminder by mail to everybody with a place',
      help: 'Five at most. Whoever signs up later gets none that has passed.',
    },
    ownAmount: { label: 'One more reminder', help: 'A number, then the unit.' },
    ownUnit: 'Unit',
    groupTitle: 'Title',
    groupCapacity: 'Places in the group',
    questionLabel: 'Question',
    questionKind: 'Kind of answer',
    questionOptions: {
      label: 'Answers to choose from',
      help: 'Only for kinds to choose from, one a line: German | English. What stands behind saved ones is their id; leave it there.',
    },
    questionMaxLength: { label: 'Most characters', help: 'Only for text.' },
    questionRequired: 'Has to be answered',
    questionSensitive: 'Sensitive',
    sensitiveHelp:
      'Such as health or support needs: it takes a consent of its own, is left out of exports for partners, and is deleted with the event’s end.',
    sensitiveMissing:
      'For this the series first needs a consent text for sensitive answers (edit the series).',
    isTold: (count) => `Tell everybody what has changed (${people(count)})`,
    isToldHelp:
      'A mail with how things stand now, right after saving. It can’t be taken back. A new join link needs none.',
  },
  units: { days: 'days before', hours: 'hours before', minutes: 'minutes before' },
  groupsHelp:
    'An optional choice at sign-up. A full group is not a full event. Empty the title to remove one; further empty rows come after saving.',
  groupName: (number) => `Working group ${number}`,
  groupTaken: (count) => `${count} taken`,
  questionsHelp:
    'Ask only what you need. Empty a question to remove it; further empty rows come after saving.',
  newQuestion: 'New question',
  questionKinds: {
    text: 'short text',
    longText: 'long text',
    choice: 'one of several',
    multipleChoice: 'some of several',
    yesNo: 'yes or no',
  },
  unmarked:
    'These questions sound like special data (health, religion, trade union …, Art. 9 GDPR) and are not marked sensitive: without the mark nobody asks for consent, and answers go into lists for partners. Mark them, or ask otherwise.',
  marks: { required: 'required', sensitive: 'sensitive' },
  draft: {
    text: 'Still a draft: nobody sees it and no mail goes out. Once published, the event stands in the form, takes sign-ups, and its reminders are planned. Then it can be changed or cancelled, but not made a draft again.',
    viewer: 'Still a draft: nobody sees it and no mail goes out.',
    publish: 'Publish',
    preview: 'Look at the sign-up form',
  },
  placesTitle: 'Places',
  counts: {
    confirmed: 'Registered',
    pending: 'Not confirmed yet',
    waitlisted: 'On the waiting list',
    noList: 'no waiting list',
    cancelled: 'Cancelled',
  },
  overfull: (count) =>
    `${people(count)} more than there are places: the number was lowered. Nobody loses theirs, but none comes free until there is room again.`,
  groupsTitle: 'Working groups',
  detailsTitle: 'Details',
  facts: {
    summary: 'What it is about',
    opens: 'Sign-up from',
    closes: 'Sign-up until',
    promoteUntil: 'Moving up until',
    seats: 'People per mail address',
    reminders: 'Reminders',
    attendanceMode: 'Taking part',
    place: 'Place',
    joinUrl: 'Join link',
    wayPlaces: 'Places on site and online',
    joinUrlForOnsite: 'Join link on site, too',
    joinInfo: 'Notes on joining',
    questions: 'Questions',
    page: 'Public page',
    eventId: 'Id',
  },
  yes: 'yes',
  ways: { onsite: 'on site', online: 'online' },
  placesOfWay: (way, capacity, isWaiting) =>
    `${way}: ${capacity === undefined ? 'no limit' : `${capacity} places`}${isWaiting ? ', with a waiting list' : ''}`,
  closesAtStart: 'the start',
  none: 'none',
  noJoinUrl: 'still missing',
  linkMissing: (count) =>
    count === 0
      ? 'The link to join is still missing. Whoever signs up reads that it is still to come.'
      : `The link to join is still missing, and ${people(count)} ${count === 1 ? 'has' : 'have'} read that it is still to come. Once you enter it, it goes out with the next reminder, after the last one at once.`,
  mailsTitle: 'Mails to everybody',
  noMails: 'None planned.',
  mailColumns: { which: 'Mail', when: 'When', state: 'State' },
  mailStates: { planned: 'planned', sending: 'being sent', done: 'sent', cancelled: 'taken back' },
  manage: {
    title: 'Manage',
    edit: 'Edit',
    editOrMove: 'Edit or move',
    clone: 'Copy',
    cancel: 'Cancel the event …',
    remove: 'Delete …',
  },
  asking: {
    changes: {
      ...{ startsAtLocal: move, endsAtLocal: move },
      ...{ attendanceMode: relocation, place: relocation },
    },
    foreseen: (count, before, after) => `${people(count)}: ${before} until now, ${after} from now on.`,
    ways: { onsite: 'on site', online: 'online', both: 'on site or online' },
    overbooked: (taken, capacity, way) =>
      `${way === undefined ? '' : `${way}: `}${taken} places are taken, and there will be ${capacity}. Nobody loses a place; there are new ones once fewer are taken.`,
    draft: (way) =>
      way === undefined
        ? 'The mail that they would get'
        : `The mail to all who take part like this until now: ${way}`,
    notice: 'Shall they get a mail?',
    at: 'Yes, at this time:',
    none: 'No',
    time: 'Time',
    timeHelp: 'Only if you chose “at this time”.',
    back: 'Back to the form',
  },
  cancelling: {
    title: (title) => `Cancel ${title}?`,
    mails: (count) =>
      count === 0
        ? 'Nobody has a place or waits: no mail goes out.'
        : `${people(count)} with a place or on the waiting list ${count === 1 ? 'gets' : 'get'} a mail at once, with a calendar file that removes the entry.`,
    pending: (count) =>
      `${people(count)} ${count === 1 ? 'has' : 'have'} not confirmed yet and will be told on confirming.`,
    plans: 'Sign-up closes, planned reminders are dropped.',
    forGood: 'That can’t be undone. To move the event, change its time instead.',
    submit: 'Cancel the event',
  },
  deleting: {
    title: (title) => `Delete ${title}?`,
    text: 'Nobody was registered, so nobody gets a mail. The event goes with all its details. That can’t be undone.',
    submit: 'Delete for good',
    taken:
      'Not possible: somebody is or was registered. Cancel the event instead. It can be deleted once its registrations are deleted at the end of the retention period.',
  },
  cloning: {
    title: (title) => `Copy ${title}`,
    text: 'This makes a draft with the same texts, questions, groups and settings, without registrations and documentation. All its times move with the start.',
    starts: 'New start',
    idHelp: 'Empty: the old one with the new day.',
    submit: 'Make the copy',
  },
};
