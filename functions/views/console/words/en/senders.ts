import type { senders as de } from '../de/senders.ts';

export const senders: typeof de = {
  title: 'Senders',
  lead: 'In whose name news come. A consent is to one sender, in whichever series it was given; each series names one.',
  make: 'Add a sender',
  none: 'There is no sender yet.',
  name: 'Name',
  nameHelp: 'As it stands in mails and on pages.',
  renaming:
    'Consents stay when the sender gets another name; each proof says the name that it was given to. Change the wording of the consent, too, in the series that name it. For somebody else, add a new sender.',
  remove: 'Delete the sender',
  removing: 'Possible when no series names it and nobody is subscribed to its news.',
};
