import { SenderInput } from '../core/organising/senders.ts';
import { paged } from './query.ts';
import { change, created, type Routes, read, removal } from './route.ts';

const whole = { body: SenderInput, example: { name: 'Stadtbibliothek' } } as const;

/** Who sends news: senders belong to the stage, and series name them. */
export const senderRoutes = {
  'GET /v1/organiser/senders': {
    operationId: 'listSenders',
    summary: 'Those who send news, by name',
    role: 'viewer',
    isEverywhere: true,
    ...paged,
    answer: 'Sender',
  },
  'POST /v1/organiser/senders': {
    operationId: 'createSender',
    summary: 'Makes a sender of news; no two have one name',
    role: 'editor',
    isEverywhere: true,
    ...whole,
    ...created('/v1/organiser/senders/{senderId}'),
    answer: 'Sender',
    problems: [409, 422],
  },
  'GET /v1/organiser/senders/{senderId}': {
    operationId: 'getSender',
    summary: 'A sender of news',
    role: 'viewer',
    isEverywhere: true,
    answer: 'Sender',
    ...read,
  },
  'PUT /v1/organiser/senders/{senderId}': {
    operationId: 'replaceSender',
    summary:
      'Gives a sender another name; consents to its news stay, as proved by the name that they were given to',
    role: 'editor',
    isEverywhere: true,
    ...whole,
    answer: 'Sender',
    ...change,
  },
  'PATCH /v1/organiser/senders/{senderId}': {
    operationId: 'changeSender',
    summary: 'Changes what is named of a sender (RFC 7396), and is otherwise PUT',
    role: 'editor',
    isEverywhere: true,
    ...whole,
    isMergePatch: true,
    answer: 'Sender',
    ...change,
  },
  'DELETE /v1/organiser/senders/{senderId}': {
    operationId: 'deleteSender',
    summary: 'Deletes a sender that no series names and nobody is subscribed to',
    role: 'editor',
    isEverywhere: true,
    ...removal,
  },
} satisfies Routes;
