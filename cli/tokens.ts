import { type Command, segment } from './command.ts';

const listed = (text: string) => text.split(',').map((one) => one.trim());

export const tokens: Record<string, Command> = {
  'tokens list': {
    words: [],
    summary: 'Tokens and sessions that work',
    async run(_, { api, tell }) {
      for await (const one of api.all('/tokens')) {
        const scope = Array.isArray(one.seriesIds) ? one.seriesIds.join(',') : 'all series';
        const rights = Array.isArray(one.rights) ? one.rights.join(',') || 'no rights' : 'as its organiser';
        const used = one.lastUsedAt === undefined ? 'never used' : `used ${one.lastUsedAt}`;
        tell(
          one,
          `${one.tokenId}  ${one.kind}  ${one.role}  ${rights}  ${scope}  ${one.name}  until ${one.expiresAt}  ${used}`,
        );
      }
    },
  },
  'tokens create': {
    words: ['NAME'],
    summary: 'Makes a token, and prints its text, which is shown this once',
    options: {
      role: { type: 'string', help: 'owner, editor or viewer; else viewer' },
      rights: {
        type: 'string',
        help: 'of addresses, sensitive and downloads, separated by commas, or none; else those that the role brings: all, a viewer none',
      },
      series: { type: 'string', help: 'for these series alone, separated by commas' },
      expires: { type: 'string', help: 'until when, an instant; else a year' },
    },
    async run({ words: [name], text }, { api, tell, note }) {
      const series = text('series');
      const rights = text('rights');
      const expiresAt = text('expires');
      const json = {
        ...{ name, role: text('role') ?? 'viewer' },
        ...(series === undefined ? {} : { seriesIds: listed(series) }),
        ...(rights === undefined ? {} : { rights: rights === 'none' ? [] : listed(rights) }),
        expiresAt,
      };
      const made = await api.json('POST', '/tokens', { json });
      tell(made, String(made.token));
      note(`token ${made.tokenId}, ${made.role}, until ${made.expiresAt}; keep it in a password manager`);
    },
  },
  'tokens revoke': {
    words: ['TOKENID'],
    summary: 'Ends a token or session at once',
    async run({ words: [tokenId = ''] }, { api, tell }) {
      await api.must('DELETE', `/tokens/${segment(tokenId)}`);
      tell({ tokenId, revoked: true }, 'revoked');
    },
  },
};
