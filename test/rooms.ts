/** Core's rooms from the ground up: each imports itself and those before it. */
export const rooms = [
  'values',
  'table',
  'delivery',
  'access',
  'registration',
  'mail',
  'sending',
  'attendee',
  'organising',
  'participants',
  'upkeep',
];
