import * as z from 'zod';
import type { Json } from './api.ts';
import { type Command, segment } from './command.ts';

const eventOf = (eventId: string) => `/events/${segment(eventId)}`;
const state = { type: 'string', help: 'those in one state alone' } as const;

/** A registration on one line, as far as the token may see it. */
function registrationLine({ registrationId, state, name, email, workingGroupId, way }: Json): string {
  const rest = [name, email, way, workingGroupId].filter((one) => one !== undefined && one !== '');
  return [registrationId, String(state).padEnd(10), ...rest].join('  ');
}

const Changes = z.object({
  changes: z.array(
    z.looseObject({ at: z.string(), action: z.string(), kind: z.string(), seriesId: z.string() }),
  ),
  ...{ after: z.string(), isAll: z.boolean() },
});

function changeLine({ at, action, kind, ...ids }: z.infer<typeof Changes>['changes'][number]): string {
  return [at, action.padEnd(7), kind.padEnd(13), ...Object.values(ids)].join('  ');
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
  changes: {
    words: [],
    summary: 'What was saved or removed in the last 30 days; its last line says what to go on --after',
    options: { after: { type: 'string', help: 'what the last line said the time before' } },
    async run({ text }, { api, tell, note }) {
      let after = text('after');
      for (let isAll = false; !isAll; ) {
        const query = after === undefined ? '' : `?after=${segment(after)}`;
        const part = Changes.parse(await api.json('GET', `/changes${query}`));
        for (const one of part.changes) tell(one, changeLine(one));
        ({ after, isAll } = part);
      }
      note(`--after ${after}`);
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
