import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { organiserRoutes } from '../../functions/api/organiser.ts';
import type { Routes } from '../../functions/api/route.ts';
import { part1, series, type Told, World } from './world.ts';

let world: World;
const ids: Record<string, string> = {};
const tokens: Record<string, string> = {};
const roles = ['owner', 'editor', 'viewer'] as const;
const rank = { viewer: 0, editor: 1, owner: 2 };

/** Routes that belong to no series: what a scope limits there is what they show. */
const global =
  /\/(tokens|organisers|audit|suppressions|lane|people|senders|changes|webhooks)\b|^GET \/v1\/organiser\/series$/;

const routes: Routes = organiserRoutes;
const guarded = Object.entries(routes).flatMap(([key, operation]) =>
  operation.role === undefined ? [] : [{ key, operation, role: operation.role }],
);

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.publish(part1);
  const answers = { [part1.eventId]: { role: 'politik' } };
  await world.register('ben@verein.example', [part1.eventId], { answers });
  const registrations = await world.must('GET', `/events/${part1.eventId}/registrations`);
  const deliveries = await world.must('GET', `/deliveries?eventId=${part1.eventId}`);
  await world.must('PUT', `/events/${part1.eventId}/documentation`, { links: [] });
  const announcement = await world.must('POST', '/announcements', announcementBody());
  Object.assign(ids, {
    seriesId: series.seriesId,
    eventId: part1.eventId,
    registrationId: registrations.items[0].registrationId,
    deliveryId: deliveries.items[0].deliveryId,
    announcementId: announcement.announcementId,
    tokenId: '0'.repeat(64),
    organiserId: '1x00000000000000000000000000000000',
    senderId: '1x00000000000000000000000000000000',
    suppressionId: '0'.repeat(32),
    webhookId: '0'.repeat(32),
    requestId: '0'.repeat(32),
  });
  for (const role of roles) {
    tokens[`${role} own`] = await world.token(role, [series.seriesId]);
    tokens[`${role} foreign`] = await world.token(role, ['fremd']);
    tokens[`${role} all`] = await world.token(role);
  }
  const revoked = await world.must('POST', '/tokens', { name: 'x', role: 'owner' });
  await world.must('DELETE', `/tokens/${revoked.tokenId}`);
  const soon = await world.must('POST', '/tokens', {
    name: 'x',
    role: 'owner',
    expiresAt: '2027-03-01T09:30:00Z',
  });
  await world.client.clock('2027-03-01T10:00:00Z');
  Object.assign(tokens, {
    none: '',
    revoked: revoked.token,
    expired: soon.token,
    forged: `eb_${'A'.repeat(43)}`,
  });
});
afterAll(() => world?.stop());

function announcementBody() {
  const text = { subject: 'x', body: 'y' };
  const audience = { eventIds: [part1.eventId] };
  return { seriesId: series.seriesId, kind: 'participation', audience, texts: { de: text, en: text } };
}

/** Bodies that name the series or fit its event; the others are the document's examples. */
function bodyOf(key: string): unknown {
  if (key.endsWith('announcements') || key.startsWith('PUT /v1/organiser/announcements'))
    return announcementBody();
  if (/^(POST|PUT) \/v1\/organiser\/series/.test(key)) return series;
  if (/^(POST|PUT) \/v1\/organiser\/events(\/\{eventId\}(\/preview)?)?$/.test(key)) {
    return { ...part1, seriesId: series.seriesId };
  }
  if (key.startsWith('PUT') && key.includes('attendance')) return { registrationIds: [] };
  if (key.startsWith('PUT') && key.includes('organisers')) return { role: 'viewer' };
  const example = Object(routes[key]?.example ?? {});
  return 'seriesIds' in example ? { ...example, seriesIds: [series.seriesId] } : example;
}

async function call(key: string, token: string): Promise<Told> {
  const [method = '', route = ''] = key.split(' ');
  const path = route.replace('/v1/organiser', '').replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
  const asked = routes[key]?.query;
  const wanted = asked instanceof z.ZodObject ? asked.shape : {};
  const query = new URLSearchParams();
  if ('seriesId' in wanted) query.set('seriesId', series.seriesId);
  if ('email' in wanted) query.set('email', 'nobody@example.org');
  if ('eventId' in wanted) query.set('eventId', part1.eventId);
  // Whatever is allowed changes nothing that the next call stands on.
  const headers = { 'if-match': '"999"' };
  const body = method === 'GET' || method === 'DELETE' ? undefined : bodyOf(key);
  return world.call(method, `${path}?${query}`, body, { token, headers });
}

it('every organiser route answers every caller as its role and series allow', async () => {
  const columns = Object.keys(tokens);
  const rows: Record<string, string>[] = [];
  const wrong: string[] = [];
  for (const { key, operation, role } of guarded) {
    const row: Record<string, string> = { route: key.replace('/v1/organiser', '') };
    for (const column of columns) {
      const { status } = await call(key, tokens[column] ?? '');
      row[column] = String(status);
      const [caller = '', scope] = column.split(' ');
      const isRole = caller === 'owner' || caller === 'editor' || caller === 'viewer';
      const isScoped = scope !== 'all' && operation.isEverywhere === true;
      // Viewers have no rights beside their role as long as nobody gives them one.
      const hasRights = caller !== 'viewer' || operation.rights === undefined;
      const isEnough = isRole && rank[caller] >= rank[role] && hasRights && !isScoped;
      const isForeign = scope === 'foreign' && !global.test(key);
      const isRight = !isRole
        ? status === 401
        : isForeign
          ? status === 404
          : isEnough
            ? status < 500 && status !== 401 && status !== 403
            : status === 403;
      if (!isRight) wrong.push(`${key} by ${column}: ${status}`);
    }
    rows.push(row);
  }
  const width = Math.max(...rows.map((row) => row.route?.length ?? 0));
  console.log(
    [
      ['route'.padEnd(width), ...columns].join(' | '),
      ...rows.map((row) =>
        [row.route?.padEnd(width), ...columns.map((column) => row[column]?.padEnd(column.length))].join(
          ' | ',
        ),
      ),
    ].join('\n'),
  );
  expect(wrong).toEqual([]);
});

it('a foreign caller is told of what isn’t theirs exactly what is told of what isn’t there', async () => {
  const token = tokens['owner foreign'] ?? '';
  const foreign = await world.call('GET', `/events/${part1.eventId}`, undefined, { token });
  const missing = await world.call('GET', '/events/nothing', undefined, { token });
  expect(foreign.body).toEqual(missing.body);
});
