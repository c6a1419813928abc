import type { help as de } from '../de/help.ts';

export const help: typeof de = {
  intro: 'A year with a series. Each step says where it happens, and what comes by itself.',
  steps: [
    {
      title: 'Make a series',
      text: 'Under “Series”: a title, who organises it and the privacy notice are enough. To send news or ask sensitive questions, ask for consent there. A text that changes gets a new version: each registration records which one was shown.',
    },
    {
      title: 'Add events and publish them',
      text: 'Each begins as a draft that nobody sees. Once published it takes registrations. Confirmations with a calendar file, reminders and moving up from the waiting list come by themselves. An earlier event can be copied.',
    },
    {
      title: 'Put the form on your website',
      text: 'Under “Embed” of a series: a link, a QR code, a component for websites with scripts, and a plain form for all others. The website’s address has to be allowed for your organisation.',
    },
    {
      title: 'Look after registrations',
      text: 'A place counts once the address is confirmed; until then it is held for a day. Search, add by hand, correct an address, cancel, give a place: all under “Registrations” of the event. People change and cancel by themselves, through the link in their mail.',
    },
    {
      title: 'Something changes',
      text: 'A new join link needs no mail: the link in every mail always leads to the present one. When an event moves, the console asks whether and when everybody is told. A cancellation goes at once to everybody with a place or waiting, and can’t be taken back.',
    },
    {
      title: 'Write to everybody',
      text: '“Announcements” of a series: choose whom, write, preview, send a test to yourself, then send, now or later. What belongs to taking part goes to all who were chosen; news only to those who agreed. A survey is news.',
    },
    {
      title: 'Afterwards: attendance and documentation',
      text: 'Upload the meeting service’s report under “Attendance”, check who was matched, take it over. Put links under “Documentation” and release them: only then the mail goes out. Links that come later you send as a further mail.',
    },
    {
      title: 'Numbers and report',
      text: 'Under “Numbers”: sign-ups, mails and attendance as pictures and tables, and the funder’s report. It is kept before attendees’ data is erased; counts under five are merged.',
    },
    {
      title: 'When mails don’t arrive',
      text: 'The overview shows what failed and what is open. “Open” means that the mail may have arrived. Whether it goes once more you decide for each. Addresses that bounced or complained get nothing more until somebody lifts the suppression.',
    },
    {
      title: 'When somebody wants their data, or its end',
      text: 'Under “Requests”: all that is kept of an address, the proof of consent, the deletion. “Nothing stored” is an answer too. No deletion reaches downloaded files.',
    },
    {
      title: 'Who may do what',
      text: 'Viewers look, editors change and send, owners manage access too. Seeing addresses, seeing special details and saving registrations are rights of their own; viewers don’t have them by themselves. Each role holds for all series or for named ones; other series don’t exist for them then. Who did what stands in the audit.',
    },
  ],
  scripts: 'For scripts there is the same as an API:',
  scriptsLink: 'its description (OpenAPI)',
};
