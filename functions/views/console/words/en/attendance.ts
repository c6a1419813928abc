import type { attendance as de } from '../de/attendance.ts';

export const attendance: typeof de = {
  title: 'Attendance',
  counted: (attended, absent, open) =>
    `${attended} came, ${absent} did not${open > 0 ? `, ${open} not recorded yet` : ''}`,
  notOver: 'The event is not over yet.',
  nobody: 'Nobody has a confirmed place yet.',
  report: {
    title: 'Report of the meeting service',
    intro:
      'Zoom, Teams, Webex and others hand out a list of participants after the meeting. Upload it here: first you see who was matched, then it is recorded.',
    file: 'File',
    help: 'As CSV, at most 4 MB. Matched are mail addresses; where there are names alone, you get suggestions.',
    submit: 'Look at it',
    checkTitle: 'Check the report',
    recordedTitle: 'Report taken over',
    matched: (count) =>
      count === 1
        ? 'One registered person is matched by their address.'
        : `${count} registered people are matched by their addresses.`,
    recorded: (count) => `Recorded: ${count} people came.`,
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
