import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type Command, segment, type World } from './command.ts';
import { Failure } from './failure.ts';
import { jsonOf, writeWhole } from './files.ts';

const pathOf = (id: string) => `/announcements/${segment(id)}`;
const Preview = z.object({
  recipients: z.object({ total: z.number(), byLocale: z.record(z.string(), z.number()) }),
  warnings: z.array(z.object({ pointer: z.string(), message: z.string() })),
  mails: z.array(z.object({ locale: z.string(), subject: z.string(), html: z.string(), text: z.string() })),
});
const Progress = z.object({
  state: z.string(),
  counted: z.number().optional(),
  sendAt: z.string().optional(),
  deliveries: z
    .object({ byState: z.record(z.string(), z.number()) })
    .loose()
    .optional(),
});

const locale = { type: 'string', help: 'de or en' } as const;
const wait = { type: 'boolean', help: 'stays until it is sent, and tells how far it is' } as const;

export const announcements: Record<string, Command> = {
  'announcements list': {
    words: ['SERIES'],
    summary: 'The announcements of a series',
    async run({ words: [seriesId = ''] }, { api, tell }) {
      for await (const one of api.all('/announcements', { seriesId })) {
        const texts = Object.values(z.record(z.string(), z.object({ subject: z.string() })).parse(one.texts));
        tell(one, `${one.announcementId}  ${String(one.state).padEnd(9)}  ${texts[0]?.subject ?? ''}`);
      }
    },
  },
  'announcements draft': {
    words: ['FILE'],
    summary: 'Drafts an announcement from FILE (JSON), and prints its id',
    options: {
      id: { type: 'string', help: 'replaces this draft instead' },
      'why-needed': {
        type: 'string',
        help: 'why everybody needs it to take part, where it goes to all of several events; asked for otherwise',
      },
    },
    async run({ words: [file = ''], text }, { api, tell, ask }) {
      const id = text('id');
      const said = text('why-needed');
      const json = await jsonOf(file);
      const save = async (whyNeeded: string | undefined) => {
        const draft = whyNeeded === undefined ? json : { ...Object(json), whyNeeded };
        const headers = id === undefined ? {} : await unchanged(api, id);
        return api.json(id === undefined ? 'POST' : 'PUT', id === undefined ? '/announcements' : pathOf(id), {
          json: draft,
          headers,
        });
      };
      const answer = await save(said).catch(async (error: unknown) => {
        const isAsked = error instanceof Failure && error.faultCodes.includes('whyNeededMissing');
        const whyNeeded = isAsked
          ? await ask('Why does everybody in these events need it to take part?')
          : '';
        if (!whyNeeded) throw error;
        return save(whyNeeded);
      });
      tell(answer, String(answer.announcementId));
    },
  },
  'announcements preview': {
    words: ['ID'],
    summary: 'Whom it would reach, and what it says',
    options: {
      locale,
      event: { type: 'string', help: 'with --registration: as this person gets it' },
      registration: { type: 'string', help: 'a registration of the audience' },
      html: { type: 'string', help: 'writes the HTML of the first into this file' },
    },
    async run({ words: [id = ''], text }, { api, tell, note }) {
      const json = given({
        locale: text('locale'),
        eventId: text('event'),
        registrationId: text('registration'),
      });
      const answer = Preview.parse(await api.json('POST', `${pathOf(id)}/preview`, { json }));
      const { total, byLocale } = answer.recipients;
      const languages = Object.entries(byLocale).map(([of, count]) => `${of} ${count}`);
      const mails = answer.mails.map(
        (mail) => `\n── ${mail.locale}: ${mail.subject}\n\n${mail.text.trimEnd()}`,
      );
      for (const { pointer, message } of answer.warnings) note(`${pointer}: ${message}`);
      tell(answer, `${total} recipients (${languages.join(', ')})`, ...mails);
      const file = text('html');
      const [first] = answer.mails;
      if (file !== undefined && first !== undefined) await writeWhole(file, once(first.html));
    },
  },
  'announcements test': {
    words: ['ID'],
    summary: 'Mails it to yourself, or to another organiser',
    options: { locale, to: { type: 'string', help: "an organiser's address" } },
    async run({ words: [id = ''], text }, { api, tell, ask }) {
      const email = text('to') ?? (await ask('To which organiser? Their address, or nothing for yourself:'));
      await api.must('POST', `${pathOf(id)}/test`, { json: given({ locale: text('locale'), email }) });
      tell({ announcementId: id, email }, 'on its way');
    },
  },
  'announcements send': {
    words: ['ID'],
    summary: 'Sends it, or plans it',
    options: {
      at: { type: 'string', help: 'when: 2027-04-20T10:00 in the zone of the series, or an instant' },
      'in-other-language': { type: 'boolean', help: 'to readers of a language that has no text, too' },
      wait,
    },
    async run({ words: [id = ''], text, has }, world) {
      const json = given({ at: text('at'), ...(has('in-other-language') ? { inOtherLanguage: true } : {}) });
      const headers = await unchanged(world.api, id);
      const answer = await world.api.json('POST', `${pathOf(id)}/send`, { json, headers });
      const { state, counted, sendAt } = Progress.parse(answer);
      world.tell(answer, `${state}: ${counted} recipients, from ${sendAt} on`);
      if (has('wait')) await follow(id, world);
    },
  },
  'announcements progress': {
    words: ['ID'],
    summary: 'How far its sending is, by state',
    options: { wait },
    async run({ words: [id = ''], has }, world) {
      if (has('wait')) return follow(id, world);
      const answer = await world.api.json('GET', pathOf(id));
      world.tell(answer, line(Progress.parse(answer)));
    },
  },
  'announcements cancel': {
    words: ['ID'],
    summary: 'Takes it back, also while it is sent',
    async run({ words: [id = ''] }, { api, tell }) {
      const answer = await api.json('POST', `${pathOf(id)}/cancel`);
      tell(answer, String(answer.state));
    },
  },
  'announcements resend': {
    words: ['ID'],
    summary: 'Queues the failed mails once more, and those alone',
    async run({ words: [id = ''] }, { api, tell }) {
      const answer = await api.json('POST', `${pathOf(id)}/resend`);
      tell(answer, `${answer.queued} queued`);
    },
  },
};

const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** What was looked at is what is sent or replaced: If-Match with the version as it is now. */
async function unchanged(api: World['api'], id: string): Promise<Record<string, string>> {
  const { etag } = await api.json('GET', pathOf(id));
  return etag === undefined ? {} : { 'if-match': etag };
}

async function* once(text: string) {
  yield text;
}

function line({ state, counted, deliveries }: z.infer<typeof Progress>): string {
  const states = Object.entries(deliveries?.byState ?? {}).filter(([, count]) => count > 0);
  const parts = states.map(([of, count]) => `${count} ${of}`);
  return [state, ...(counted === undefined ? [] : [`${counted} recipients`]), ...parts].join(', ');
}

const betweenLooks = 2000;

/** Tells each change until there is nothing left to come. */
async function follow(id: string, { api, tell }: World): Promise<void> {
  let told = '';
  for (;;) {
    const answer = await api.json('GET', pathOf(id));
    const progress = Progress.parse(answer);
    const now = line(progress);
    if (now !== told) tell(answer, now);
    told = now;
    if (progress.state === 'sent' || progress.state === 'cancelled') return;
    if (progress.state === 'draft') throw new Failure('refused', 'it is a draft: nothing is being sent');
    await pause(betweenLooks);
  }
}
