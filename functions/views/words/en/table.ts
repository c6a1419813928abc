import type { Words } from '../shape.ts';

export const table: Words['table'] = {
  registrationId: 'Id',
  name: 'Name',
  email: 'E-mail',
  language: 'Language',
  status: 'Status',
  way: 'Taking part',
  workingGroup: 'Working group',
  attended: 'Attended',
  signedUpAt: 'Signed up at',
  confirmedAt: 'Confirmed at',
  waitingNumber: 'Number on the waiting list',
  yes: 'yes',
  no: 'no',
};
