import type { MailWords } from '../shape.ts';

export const link: MailWords['link'] = {
  registration: {
    subject: (topic) => `Your link to your registration${topic && `: ${topic}`}`,
    intro: 'Here is your link to your registration. You can see, change or cancel it there.',
    button: 'My registration',
  },
  data: {
    subject: (topic) => `Your stored data${topic && `: ${topic}`}`,
    intro: 'Here is the link with which you can see and download what is stored about you.',
    button: 'See my data',
  },
  delete: {
    subject: (topic) => `Delete your data${topic && `: ${topic}`}`,
    intro:
      'Here is the link for deleting your data. It opens a page; nothing is deleted until you confirm there.',
    button: 'Go to deleting my data',
  },
  movedAddress: {
    subject: (topic) => `Your new e-mail address is valid${topic && `: ${topic}`}`,
    intro:
      'From now on the e-mails about your registration go to this address. The links in earlier e-mails are no longer valid. With the link in this e-mail you can see, change or cancel your registration.',
    button: 'My registration',
  },
  newAddress: {
    subject: (topic) => `Please confirm your new e-mail address${topic && `: ${topic}`}`,
    intro:
      'The e-mails about a registration are to go to this address from now on. If you want that, please confirm it. Until then nothing changes.',
    byTeam: (team) =>
      `The team of ${team} entered this address for the e-mails about a registration. If you want to get them here, please confirm it. Until then nothing changes.`,
    button: 'Confirm the new address',
  },
  addressNotice: {
    subject: (topic) => `Your e-mail address is to be changed${topic && `: ${topic}`}`,
    intro:
      'The e-mails about your registration are to go to another address from now on. Once that is confirmed there, you will get no more of them here. If this wasn’t you, please answer this e-mail at once.',
    byTeam: (team) =>
      `The team of ${team} entered another address for the e-mails about your registration. Once that is confirmed there, you will get no more of them here. If this is not right, please answer this e-mail at once.`,
    button: 'My registration',
  },
  valid: (moment) => `The link is valid until ${moment}.`,
  notYou: 'If you did not ask for this, you don’t need to do anything.',
  notYours: 'If it is not your registration, you don’t need to do anything.',
};
