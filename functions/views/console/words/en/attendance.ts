import type { attendance as de } from '../de/attendance.ts';

export const attendance: typeof de = {
  title: 'Attendance',
  counted: (attended, absent, open) =>
    `${attended} took part, ${absent} did not${open > 0 ? `, ${open} not recorded yet` : ''}`,
  notOver: 'The event is not over yet.',
  certificates: 'Print all certificates of attendance',
  nobody: 'Nobody has a confirmed place yet.',
  report: {
    title: 'Report of the meeting service',
    intro:
      'Zoom, Teams, Webex and others hand out a list of participants after the meeting. Upload it here: first you see who was matched, then it is recorded.',
    file: 'File',
    help: 'As CSV, at most 4 MB. Matched are mail addresses; where there are names alone, you get suggestions.',
    submit: 'Look at it',
    kinds: {
      zoomMeeting: 'Recognised: report of a Zoom meeting.',
      zoomWebinar: 'Recognised: report of a Zoom webinar.',
      teamsMeeting: 'Recognised: report of a Teams meeting.',
      teamsWebinar: 'Recognised: report of a Teams webinar.',
      teamsLiveEvent: 'Recognised: report of a Teams live event.',
      webex: 'Recognised: report of Webex.',
      goTo: 'Recognised: report of GoTo.',
      bigBlueButton: 'Recognised: report of BigBlueButton.',
      table: 'Read as a table with headings.',
      list: 'Read as a list without headings.',
    },
    atLeastMinutes: 'There for at least (minutes)',
    atLeastMinutesHelp: 'Who was there for less counts as absent. If you leave it empty, any time counts.',
    columns: {
      title: 'The table is not recognised?',
      intro:
        'Say which column holds what: 1 is the first from the left. The first line then counts as the heading.',
      name: 'Column of names or last names',
      firstName: 'Column of first names',
      email: 'Column of mail addresses',
      attended: 'Column that says who came',
    },
    reasons: {
      sameName: 'the same name',
      otherOrder: 'the same words in another order',
      otherSpelling: 'another spelling',
      fewerWords: 'a part of the name',
      initials: 'fits the initial',
      sameAddress: 'registered by the same address',
      oneWord: 'only one word agrees',
    },
    changes: {
      title: (count) =>
        count === 1 ? 'Something changes for one person' : `Something changes for ${count} people`,
      intro: 'Those whom you tick above are added as having come.',
      caption: 'What is recorded then',
      name: 'Name',
      from: 'So far',
      to: 'Then',
      states: { attended: 'came', absent: 'absent', unrecorded: 'not recorded' },
    },
    absent: {
      title: (count) =>
        count === 1
          ? 'By the report one person was absent or there too shortly'
          : `By the report ${count} people were absent or there too shortly`,
      caption: 'In the report, but not there',
      why: 'Why',
      saidNo: 'the report says absent, or only waiting',
      tooShort: (minutes) => `only ${minutes} minutes`,
      stays: 'stays recorded as having come',
    },
    unclear: {
      title: (count) =>
        count === 1 ? 'Of one person it is not clear' : `Of ${count} people it is not clear`,
      intro: 'Nothing is recorded of them by this report. Enter by hand who came.',
      caption: 'Not clear',
      unknownMark: 'The report says something that Eventbote does not know.',
      minutesUnknown: 'The report does not say how long.',
    },
    skipped: (count) => (count === 1 ? 'One line is nobody' : `${count} lines are nobody`),
    checkTitle: 'Check the report',
    recordedTitle: 'Report taken over',
    matched: (count) =>
      count === 1
        ? 'One registered person is matched by their address.'
        : `${count} registered people are matched by their addresses.`,
    recorded: (count) =>
      count === 1 ? 'Recorded: 1 person took part.' : `Recorded: ${count} people took part.`,
    tooLong:
      'These are too many to be taken over from this page. Choose the file once more, and it is taken over at once.',
    record: (count) => `Take over ${count} people`,
    unmatchedTitle: (count) => (count === 1 ? 'One line fits no address' : `${count} lines fit no address`),
    suggestions: 'Tick who is meant. Different people may have the same name.',
    noSuggestions: 'Nobody is registered by these names.',
    notShown: (count) => `${count} more lines are not shown here.`,
    lines: 'Lines without a known address',
    inReport: 'In the report',
    line: 'Line',
    isThat: 'Is that …?',
    nobody: 'nobody of this name',
    outcome: (confirmed) =>
      `Of ${confirmed} people with a place, those count as absent who are neither matched nor ticked nor recorded as having come. You can correct it by hand at any time.`,
    takeOver: 'Take over',
    add: 'Add those ticked',
    back: 'To attendance',
  },
  undo: {
    submit: 'Take the last recording back',
    help: 'Then what was recorded before the last report, or the last entry by hand, holds again.',
  },
  byHand: {
    title: 'By hand',
    intro:
      'Tick who came, and save each page by itself. Who is not ticked on the page that you save counts as absent.',
    caption: 'People with a place',
    came: 'Came',
    recorded: 'Recorded so far',
    open: 'not yet',
    yes: 'came',
    no: 'absent',
    submit: (count) => (count === 1 ? 'Save this person' : `Save these ${count} people`),
  },
};
