import * as z from 'zod';
import type { Json } from './api.ts';
import { type Command, segment } from './command.ts';
import { jsonOf } from './files.ts';

const Counts = z.record(z.string(), z.number());
const Numbers = z.object({
  registrations: Counts,
  attendance: Counts,
  signUps: z.object({ total: z.number(), bySource: Counts }).optional(),
  mails: z.object({ byState: Counts }).optional(),
});
const Links = z.array(z.object({ title: z.record(z.string(), z.string()), url: z.string() }));

const counted = (counts: z.infer<typeof Counts>) =>
  Object.entries(counts)
    .map(([of, count]) => `${count} ${of}`)
    .join(', ') || 'none';

function numbersLines(answer: Json): string[] {
  const { registrations, attendance, signUps, mails } = Numbers.parse(answer);
  return [
    `registrations  ${counted(registrations)}`,
    `attendance     ${counted(attendance)}`,
    ...(signUps ? [`sign-ups       ${signUps.total}: ${counted(signUps.bySource)}`] : []),
    ...(mails ? [`mails          ${counted(mails.byState)}`] : []),
  ];
}

function documentationLines({ links, audience, public: isPublic, release, unmailedLinks }: Json): string[] {
  return [
    ...Links.parse(links).map(({ title, url }) => `${title.de ?? title.en}  ${url}`),
    `for ${audience}${isPublic === true ? ', and public' : ''}`,
    `${unmailedLinks} not mailed${release === null ? '' : `, from ${release} on`}`,
  ];
}

export const readings: Record<string, Command> = {
  numbers: {
    words: ['EVENT'],
    summary: 'An event in numbers',
    async run({ words: [eventId = ''] }, { api, tell }) {
      const answer = await api.json('GET', `/events/${segment(eventId)}/numbers`);
      tell(answer, ...numbersLines(answer));
    },
  },
  documentation: {
    words: ['EVENT'],
    summary: "An event's documentation, and what of it is mailed",
    options: { put: { type: 'string', help: 'puts what this file (JSON) says; - for standard input' } },
    async run({ words: [eventId = ''], text }, { api, tell }) {
      const path = `/events/${segment(eventId)}/documentation`;
      const file = text('put');
      const before = await api.find(path);
      const headers: Record<string, string> = before?.etag === undefined ? {} : { 'if-match': before.etag };
      const answer =
        file === undefined
          ? await api.json('GET', path)
          : await api.json('PUT', path, { json: await jsonOf(file), headers });
      tell(answer, ...documentationLines(answer));
    },
  },
};
