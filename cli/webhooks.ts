import * as z from 'zod';
import { type Command, segment } from './command.ts';

const pathOf = (webhookId = '') => `/webhooks/${segment(webhookId)}`;
const listed = (text: string) => text.split(',').map((one) => one.trim());
const keepIt = 'keep it where the receiver reads it; it is not shown again';

const Attempt = z.looseObject({
  ...{ at: z.string(), told: z.string(), attempt: z.number(), messageId: z.string() },
  ...{ status: z.number().optional(), failure: z.string().optional(), milliseconds: z.number() },
});

export const webhooks: Record<string, Command> = {
  'webhooks list': {
    words: [],
    summary: 'Where changes are sent to',
    async run(_, { api, tell }) {
      for await (const one of api.all('/webhooks')) {
        const scope = Array.isArray(one.seriesIds) ? one.seriesIds.join(',') : 'all series';
        const state = one.disabledFor === undefined ? 'active' : `disabled: ${one.disabledFor}`;
        tell(one, [one.webhookId, state, scope, one.label, one.url].join('  '));
      }
    },
  },
  'webhooks create': {
    words: ['LABEL', 'URL'],
    summary:
      'Has every change from now on sent to an address, and prints the secret, which is shown this once',
    options: { series: { type: 'string', help: 'of these series alone, separated by commas' } },
    async run({ words: [label, url], text }, { api, tell, note }) {
      const series = text('series');
      const json = { label, url, ...(series === undefined ? {} : { seriesIds: listed(series) }) };
      const made = await api.json('POST', '/webhooks', { json });
      tell(made, String(made.secret));
      note(`webhook ${made.webhookId}; ${keepIt}`);
    },
  },
  'webhooks rotate': {
    words: ['WEBHOOKID'],
    summary: 'Prints another secret, shown this once; for a day each call is signed with both',
    async run({ words: [webhookId] }, { api, tell, note }) {
      const rotated = await api.json('POST', `${pathOf(webhookId)}/secret`);
      tell(rotated, String(rotated.secret));
      note(`the secret before signs until ${rotated.formerSecretUntil}; ${keepIt}`);
    },
  },
  'webhooks attempts': {
    words: ['WEBHOOKID'],
    summary: 'The last calls, newest first, and what was answered',
    async run({ words: [webhookId] }, { api, tell }) {
      for await (const one of api.all(`${pathOf(webhookId)}/attempts`)) {
        const { at, told, attempt, messageId, status, failure, milliseconds } = Attempt.parse(one);
        const answer = [failure, status].filter((part) => part !== undefined).join(' ');
        tell(one, [at, answer, `${milliseconds} ms`, told, `attempt ${attempt}`, messageId].join('  '));
      }
    },
  },
  'webhooks test': {
    words: ['WEBHOOKID'],
    summary: 'Has a call made within a minute that tells of no change',
    async run({ words: [webhookId] }, { api, tell }) {
      await api.json('POST', `${pathOf(webhookId)}/test`);
      tell(
        { webhookId, test: true },
        'it is sent within a minute; webhooks attempts tells what was answered',
      );
    },
  },
  'webhooks replay': {
    words: ['WEBHOOKID'],
    summary: 'Has all sent once more that changed since an instant',
    options: { from: { type: 'string', help: 'since when, an instant; 30 days are kept' } },
    async run({ words: [webhookId], text }, { api, tell }) {
      const from = text('from');
      await api.json('POST', `${pathOf(webhookId)}/replay`, { json: { from } });
      tell({ webhookId, from }, `all since ${from} is sent once more`);
    },
  },
  'webhooks enable': {
    words: ['WEBHOOKID'],
    summary: 'Goes on with one that was disabled; what changed since is sent first',
    async run({ words: [webhookId] }, { api, tell }) {
      tell(await api.json('POST', `${pathOf(webhookId)}/enable`), 'enabled');
    },
  },
  'webhooks delete': {
    words: ['WEBHOOKID'],
    summary: 'Ends it at once',
    async run({ words: [webhookId] }, { api, tell }) {
      await api.must('DELETE', pathOf(webhookId), { headers: { 'if-match': '*' } });
      tell({ webhookId, deleted: true }, 'deleted');
    },
  },
};
