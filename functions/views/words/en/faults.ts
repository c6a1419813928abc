import type { Words } from '../shape.ts';

export const faults: Words['faults'] = {
  malformedJson: () => 'The request could not be read: it is not valid JSON.',
  unknownField: () => 'There is no such field.',
  wrongType: () => 'This entry does not have the expected form.',
  required: () => 'Please fill this in.',
  tooLong: ({ max }) =>
    max ? `This is too long; at most ${max} characters are possible.` : 'This is too long.',
  tooShort: ({ min }) =>
    min ? `This is too short; at least ${min} characters are needed.` : 'This is too short.',
  tooMany: ({ max }) => (max ? `These are too many; at most ${max} are possible.` : 'These are too many.'),
  invalidEmail: () => 'This is not a valid e-mail address, such as name@example.org.',
  controlCharacters: () => 'This contains characters that are not possible here, such as a line break.',
  unknownEvent: () => 'There is no such event.',
  eventClosed: ({ at }) =>
    at ? `Registration for this event closed on ${at}.` : 'Registration for this event has closed.',
  eventNotYetOpen: ({ at }) =>
    at ? `Registration for this event opens on ${at}.` : 'Registration for this event has not opened yet.',
  eventCancelled: () => 'This event will not take place.',
  eventFull: () => 'This event is fully booked.',
  unknownWorkingGroup: () => 'There is no such working group.',
  workingGroupFull: () => 'This working group is full. Please choose another one or none.',
  unknownQuestion: () => 'This question does not belong to this event.',
  unknownOption: () => 'Please choose one of the answers given.',
  noticeVersionUnknown: () =>
    'This notice has changed in the meantime. Please read it again and send the form once more.',
  noticeRequired: () => 'Without the privacy notice we cannot take a sign-up.',
  consentRequired: () => 'For this answer we need your consent. Please give it or leave the answer out.',
  originNotAllowed: () => 'Signing up is not possible from this website.',
  severalSeries: () => 'Please sign up for events of different series one series at a time.',
  duplicate: () => 'This is given twice.',
  bodyTooLarge: ({ max }) =>
    max ? `This is too much data; at most ${max} bytes are possible.` : 'This is too much data.',
  unknownPlaceholder: () => 'There is no such placeholder here.',
  logoNotAllowed: () => 'This image can not be a logo here.',
  invalidValue: () => 'This is not possible here.',
};
