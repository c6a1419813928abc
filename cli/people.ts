import type { Json } from './api.ts';
import { type Command, segment } from './command.ts';

const eventOf = (eventId: string) => `/events/${segment(eventId)}`;
const state = { type: 'string', help: 'those in one state alone' } as const;

/** A registration on one line, as far as the token may see it. */
function registrationLine({ registrationId, state, name, email, workingGroupId, way }: Json): string {
  const rest = [name, email, way, workingGroupId].filter((one) => one !== undefined && one !== '');
  return [registrationId, String(state).padEnd(10), ...rest].join('  ');
}

export const people: Record<string, Command> = {
  registrations: {
    words: ['EVENT'],
    summary: 'Who is registered; reading it is in the audit',
    options: {
      state,
      search: { type: 'string', help: 'a part of a name or an address' },
      undeliverable: { type: 'boolean', help: 'those alone whose address bounced or complained' },
    },
    async run({ words: [eventId = ''], text, has }, { api, tell }) {
      const query = {
        ...{ state: text('state'), q: text('search') },
        undeliverable: has('undeliverable') ? 'true' : undefined,
      };
      for await (const one of api.all(`${eventOf(eventId)}/registrations`, query))
        tell(one, registrationLine(one));
    },
  },
  deliveries: {
    words: ['EVENT'],
    summary: 'What became of the mails about an event',
    options: {
      state,
      registration: { type: 'string', help: 'to this registration alone, mails to many included' },
    },
    async run({ words: [eventId = ''], text }, { api, tell }) {
      const query = { eventId, registrationId: text('registration'), state: text('state') };
      for await (const one of api.all('/deliveries', query)) {
        const { createdAt, sentAt, state: now, template, reason, deliveryId } = one;
        const why = reason === undefined ? [] : [reason];
        tell(one, [sentAt ?? createdAt, String(now).padEnd(9), template, ...why, deliveryId].join('  '));
      }
    },
  },
};
