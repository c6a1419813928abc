import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, series, World } from '../organiser/world.ts';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.join(root, 'bin/eventbote.mjs');
const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-cli-'));
let world: World;

beforeAll(async () => {
  world = await World.start();
});
afterAll(async () => {
  await world?.stop();
  rmSync(directory, { recursive: true, force: true });
});

interface Ran {
  code: number | string | null | undefined;
  out: string;
  err: string;
}

function start(
  file: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ran> {
  const { EVENTBOTE_URL: _, EVENTBOTE_TOKEN: __, ...inherited } = process.env;
  const env = { ...inherited, LANG: 'C', LC_ALL: 'C', ...environment };
  return new Promise((resolve) => {
    execFile(file, [...args], { env, cwd: root }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });
}

/** The command line as the owner, with everything in the environment. */
const eventbote = (...args: string[]) => as(world.owner, ...args);
const as = (token: string, ...args: string[]) =>
  start(process.execPath, [program, ...args], { EVENTBOTE_URL: world.runner.url, EVENTBOTE_TOKEN: token });

/** A file in a folder of this run's own. */
function file(name: string, content: unknown): string {
  const where = path.join(directory, name);
  writeFileSync(where, typeof content === 'string' ? content : JSON.stringify(content));
  return where;
}

const whole = path.join(root, 'local/demo/series.json');
const demo = JSON.parse(readFileSync(whole, 'utf8'));
const eventIds: string[] = demo.events.map(({ eventId }: { eventId: string }) => eventId);

describe('apply', () => {
  it('says what it would do and does nothing, does it, and then finds nothing to do', async () => {
    const planned = await eventbote('apply', whole, '--dry-run', '--publish');
    expect(planned).toMatchObject({ code: 0 });
    expect(planned.out.split('\n')).toEqual(
      expect.arrayContaining([
        `would create series ${series.seriesId}`,
        ...eventIds.flatMap((id) => [`would create event ${id}`, `would publish event ${id}`]),
      ]),
    );
    expect((await world.must('GET', '/series')).items).toEqual([]);

    const done = await eventbote('apply', whole, '--publish');
    expect(done).toMatchObject({ code: 0, out: planned.out.replaceAll('would ', '') });
    const { items } = await world.must('GET', `/events?seriesId=${series.seriesId}`);
    expect(items.map((one: { status: string }) => one.status)).toEqual(eventIds.map(() => 'published'));

    const again = await eventbote('apply', whole, '--publish');
    expect(again).toMatchObject({ code: 0, err: '0 changes\n' });
    expect(again.out).toBe(
      ['series gemeinsam-stark', ...eventIds.map((id) => `event ${id}`)]
        .map((one) => `unchanged ${one}\n`)
        .join(''),
    );
  });

  it('changes what differs alone, and names what is not in the file', async () => {
    const [first, second] = demo.events;
    const changed = file('changed.json', {
      series: demo.series,
      events: [first, { ...second, capacity: 40 }],
    });
    const planned = await eventbote('apply', changed, '--dry-run');
    expect(planned.out).toContain(`would change event ${part2.eventId}\n  capacity: 30 → 40\n`);
    expect((await world.must('GET', `/events/${part2.eventId}`)).capacity).toBe(30);
    const done = await eventbote('apply', changed);
    expect(done.out).toContain(`change event ${part2.eventId}\n`);
    expect(done.err).toContain(`event ${eventIds[2]} is not in the file`);
    const { capacity, version } = await world.must('GET', `/events/${part2.eventId}`);
    expect({ capacity, version }).toEqual({ capacity: 40, version: 2 });
    expect((await world.must('GET', `/events/${part1.eventId}`)).version).toBe(1);
    expect((await eventbote('apply', whole)).code).toBe(0);
  });

  it('names every fault of the file, and sends nothing', async () => {
    const faulty = file('faulty.json', {
      series: { ...demo.series, title: {} },
      events: [{ ...demo.events[0], capacity: 0, color: 'red' }, demo.events[1], demo.events[1]],
    });
    const refused = await eventbote('apply', faulty, '--lang', 'de');
    expect(refused).toMatchObject({ code: 2, out: '' });
    for (const pointer of ['/series/title', '/events/0/capacity', '/events/0/color', '/events/2/eventId'])
      expect(refused.err).toContain(`${pointer}: `);
    expect(refused.err).toContain('Dieses Feld gibt es nicht.');
    expect(await eventbote('apply', file('no.json', '{"series":'))).toMatchObject({ code: 2 });
    expect(await eventbote('apply', '/nowhere/series.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining("/nowhere/series.json can't be read"),
    });
  });

  it('asks what to tell people when an event moves, in the words of the API', async () => {
    await world.register('aylin@rathaus.example', [part1.eventId], {
      answers: { [part1.eventId]: { role: 'politik' } },
    });
    const moved = file('moved.json', {
      series: demo.series,
      events: [
        {
          ...demo.events[0],
          startsAtLocal: '2027-04-29T17:00',
          endsAtLocal: '2027-04-29T19:00',
          registrationClosesAtLocal: '2027-04-29T16:30',
        },
      ],
    });
    const asked = await eventbote('apply', moved);
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('--notice now, none or');
    expect(await eventbote('apply', moved, '--notice', 'none')).toMatchObject({ code: 0 });
    expect(await eventbote('apply', whole, '--notice', 'none')).toMatchObject({ code: 0 });
  });
});

describe('announcements', () => {
  const texts = { de: { subject: 'Neues zu {event}', body: 'Guten Tag **{name}**' } };
  const draft = {
    seriesId: series.seriesId,
    kind: 'participation',
    audience: { eventIds: [part1.eventId] },
    texts,
  };

  it('are drafted, looked at, sent and followed', async () => {
    const made = await eventbote('announcements', 'draft', file('draft.json', draft));
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{32}\n$/) });
    const id = made.out.trim();
    const html = path.join(directory, 'preview.html');
    const shown = await eventbote('announcements', 'preview', id, '--html', html);
    expect(shown.out).toContain('1 recipients (de 1, en 0)');
    expect(shown.out).toContain('── de: Neues zu');
    expect(readFileSync(html, 'utf8')).toContain('<strong>');
    expect((await eventbote('announcements', 'list', series.seriesId)).out).toContain(
      `${id}  draft      Neues zu {event}`,
    );

    const sent = await eventbote('announcements', 'send', id, '--at', '2027-03-03T10:00');
    expect(sent).toMatchObject({
      code: 0,
      out: 'scheduled: 1 recipients, from 2027-03-03T09:00:00.000Z on\n',
    });
    expect((await eventbote('announcements', 'progress', id)).out).toBe('scheduled, 1 recipients\n');
    await world.client.clock('2027-03-03T09:02:00Z');
    expect((await eventbote('announcements', 'progress', id, '--wait')).out).toMatch(
      /^sent, 1 recipients, 1 (sent|delivered)\n$/,
    );
    expect(await world.mails('aylin@rathaus.example', 'Neues zu')).toHaveLength(1);
  });

  it('are taken back, and what is wrong with one is said with its place', async () => {
    const id = (await eventbote('announcements', 'draft', file('draft.json', draft))).out.trim();
    await eventbote('announcements', 'send', id, '--at', '2027-04-01T10:00');
    expect(await eventbote('announcements', 'cancel', id)).toMatchObject({ code: 0, out: 'cancelled\n' });
    const faulty = { ...draft, texts: { de: { subject: '{vorname}', body: 'x' } } };
    const refused = await eventbote('announcements', 'draft', file('faulty.json', faulty));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(
      'invalid request (POST /announcements: 422)\n  /texts/de/subject: There is no such placeholder here. In place of {vorname} are possible: {name}',
    );
    expect((await eventbote('announcements', 'send', 'none')).err).toContain('404');
    const toAll = file('all.json', { ...draft, audience: { eventIds: [part1.eventId, part2.eventId] } });
    const unsaid = await eventbote('announcements', 'draft', toAll);
    expect([unsaid.code, unsaid.err]).toEqual([1, expect.stringContaining('/whyNeeded')]);
    const why = 'Alle brauchen die Unterlagen vorher';
    expect(await eventbote('announcements', 'draft', toAll, '--why-needed', why)).toMatchObject({ code: 0 });
  });
});

describe('exports and attendance', () => {
  it('joins the pages of the CSV file, with one heading', async () => {
    const role = { [part1.eventId]: { role: 'politik' } };
    for (const name of ['ben', 'cem'])
      await world.register(`${name}@verein.example`, [part1.eventId], { answers: role });
    const whereTo = path.join(directory, 'out.csv');
    const done = await eventbote(
      'export',
      'registrations',
      part1.eventId,
      ...['--purpose', 'Liste', '--limit', '1'],
      '--output',
      whereTo,
      '--lang',
      'de',
    );
    expect(done).toMatchObject({ code: 0, out: '', err: `written to ${whereTo}\n` });
    const lines = readFileSync(whereTo, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.includes('@'))).toHaveLength(3);
    expect(lines[0]?.startsWith('\uFEFF')).toBe(true);
    const again = ['export', 'registrations', part1.eventId, '--purpose', 'Liste', '--lang', 'de'];
    const piped = await eventbote(...again);
    expect(piped.out).toBe(readFileSync(whereTo, 'utf8'));
    expect((await eventbote('export', 'registrations', part1.eventId)).err).toContain('/purpose');
    const partner = await eventbote('export', 'registrations', part1.eventId, '--profile', 'partner');
    expect(partner).toMatchObject({ code: 1, out: '' });
    expect(partner.err).toContain('/recipient: Please fill this in.');
    const audit = (await eventbote('export', 'audit')).out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(audit.filter(({ action }) => action === 'registrations.export').length).toBeGreaterThan(3);
  });

  it('takes over a report, and says which lines named nobody', async () => {
    const report = file('report.csv', 'Name;E-Mail\nBen;ben@verein.example\nCem;\nNiemand;\n');
    const tried = await eventbote('attendance', part1.eventId, report, '--dry-run');
    expect(tried.out).toMatch(
      /^1 came \(nothing was recorded\)\nread as table\nben: unrecorded → attended\nline 3: Cem: perhaps [0-9a-zx-]+ \(\w+\)\nline 4: Niemand: nobody of that name\nline 1: nobody: Name E-Mail\n$/,
    );
    expect(await eventbote('attendance', part1.eventId, report)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^1 came\n/),
    });
    expect((await eventbote('undo', 'attendance', part1.eventId)).out).toMatch(
      /^what was recorded at \S+ is taken back for \d+; 0 came\n$/,
    );
    const broken = await eventbote(
      'attendance',
      part1.eventId,
      file('broken.csv', 'Name;E-Mail\nBen;"ben\n'),
    );
    expect(broken).toMatchObject({ code: 1, err: expect.stringContaining('line 2') });
  });
});

describe('what there is', () => {
  it('is handed out as a file that apply takes back unchanged, also through standard input', async () => {
    const out = path.join(directory, 'reihe.json');
    expect(await eventbote('export', 'series', series.seriesId, '--output', out)).toMatchObject({ code: 0 });
    const again = await eventbote('apply', out);
    expect(again).toMatchObject({ code: 0, err: expect.stringMatching(/^0 changes$/m) });
    const piped = await start(
      'sh',
      ['-c', `"$1" "$2" apply - --dry-run < "$3"`, 'sh', process.execPath, program, out],
      { EVENTBOTE_URL: world.runner.url, EVENTBOTE_TOKEN: world.owner },
    );
    expect(piped).toMatchObject({ code: 0, err: '0 changes, none was made\n' });
  });

  it('is told in lines, and with --json as the API answers it', async () => {
    await world.must('POST', `/events/${part1.eventId}/registrations`, {
      ...{ name: 'Emre Yıldız', email: 'emre@rathaus.example', answers: { role: 'politik' } },
    });
    await world.runner.settle();
    const lines = await eventbote('registrations', part1.eventId, '--search', 'emre');
    expect(lines).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\S+ {2}pending +Emre Yıldız {2}emre@/),
    });
    const json = await eventbote('registrations', part1.eventId, '--search', 'emre', '--json');
    const [one] = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(one).toMatchObject({ name: 'Emre Yıldız', state: 'pending', eventId: part1.eventId });
    const mails = await eventbote('deliveries', part1.eventId, '--registration', one.registrationId);
    expect(mails.out).toMatch(/ {2}delivered {2}verification /);
    const numbers = await eventbote('numbers', part1.eventId);
    expect(numbers.out).toMatch(/^registrations {2}1 pending/m);
    const links = file('links.json', {
      links: [{ title: { de: 'Folien' }, url: 'https://files.example.org/1.pdf' }],
      audience: 'confirmed',
    });
    expect((await eventbote('documentation', part1.eventId, '--put', links)).out).toBe(
      'Folien  https://files.example.org/1.pdf\nfor confirmed\n1 not mailed\n',
    );
    const told = await eventbote('documentation', part1.eventId, '--json');
    expect(JSON.parse(told.out)).toMatchObject({ eventId: part1.eventId, unmailedLinks: 1 });
  });
});

describe('tokens', () => {
  it('are made, listed and revoked; a viewer may not change anything', async () => {
    const made = await eventbote('tokens', 'create', 'script', '--series', series.seriesId);
    expect(made.out).toMatch(/^eb_[A-Za-z0-9_-]{43}\n$/);
    const token = made.out.trim();
    const list = ['export', 'registrations', part1.eventId, '--purpose', 'Liste'];
    expect(await as(token, ...list)).toMatchObject({
      code: 1,
      err: expect.stringContaining('This needs the right to save registrations as a file.'),
    });
    const rights = ['tokens', 'create', 'rights', '--rights', 'downloads'];
    const saved = await as((await eventbote(...rights)).out.trim(), ...list);
    expect(saved).toMatchObject({ code: 0, out: expect.stringContaining('•••@•••.example') });
    expect(saved.out).not.toContain('ben@verein.example');
    expect(
      await as(token, 'apply', file('new.json', { series: { ...demo.series, seriesId: 'neu' } })),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining('not found (POST /series: 404)'),
    });
    const line = (await eventbote('tokens', 'list')).out
      .split('\n')
      .find((one) => one.includes('  script  '));
    expect(line).toContain(`viewer  no rights  ${series.seriesId}`);
    expect(await eventbote('tokens', 'revoke', line?.split(' ')[0] ?? '')).toMatchObject({
      code: 0,
      out: 'revoked\n',
    });
    const ended = await as(token, 'tokens', 'list');
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('unknown, expired or revoked') });
  });
});

describe('a call that was done, though its answer was lost on the way', () => {
  /** What API Gateway does when its time is over: whatever the call comes to, its first answer is 503. */
  async function losing() {
    const calls: { method: string; key: string | undefined }[] = [];
    const server = createServer(async (request, response) => {
      const [method, key] = [request.method ?? '', request.headers['idempotency-key']];
      const { authorization = '' } = request.headers;
      const headers = {
        authorization,
        ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
      };
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
      const answer = await fetch(`${world.runner.url}${request.url}`, { method, headers, ...body });
      const isLost = method !== 'GET' && calls.every((one) => one.method === 'GET');
      calls.push({ method, key: typeof key === 'string' ? key : undefined });
      const type = answer.headers.get('content-type') ?? 'application/json';
      response.writeHead(isLost ? 503 : answer.status, { 'content-type': type });
      response.end(isLost ? '' : await answer.text());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${Object(server.address()).port}`;
    return { url, calls, [Symbol.dispose]: () => void server.close() };
  }
  const through = (url: string, ...args: string[]) =>
    start(process.execPath, [program, ...args], { EVENTBOTE_URL: url, EVENTBOTE_TOKEN: world.owner });

  it('makes no second token', async () => {
    using way = await losing();
    expect(await through(way.url, 'tokens', 'create', 'once-alone')).toMatchObject({
      code: 1,
      err: expect.stringContaining('its answer is not kept'),
    });
    expect((await eventbote('tokens', 'list')).out.match(/once-alone/g)).toHaveLength(1);
    expect(way.calls).toHaveLength(2);
    expect(way.calls[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(way.calls[1]?.key).toBe(way.calls[0]?.key);
  });

  it('takes one recording of attendance back, and is told which', async () => {
    const attendance = `/events/${part1.eventId}/attendance`;
    const confirmed = `/events/${part1.eventId}/registrations?state=confirmed`;
    const { items } = await world.must('GET', confirmed);
    const ids: string[] = items.map((one: { registrationId: string }) => one.registrationId);
    expect(ids.length).toBeGreaterThan(1);
    for (const many of [1, 2]) await world.must('PUT', attendance, { registrationIds: ids.slice(0, many) });
    using way = await losing();
    const undone = await through(way.url, 'undo', 'attendance', part1.eventId);
    expect(undone).toMatchObject({ code: 0, out: expect.stringMatching(/recorded at .* 1 came\n$/) });
  });
});

describe('the command itself', () => {
  it('says its version, and completes what is typed in bash', async () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    expect(await eventbote('--version')).toMatchObject({ code: 0, out: `eventbote ${version}\n` });
    const completed = async (...typed: string[]) => {
      const script = `source <("$1" "$2" completion bash); shift 2; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _eventbote; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { out } = await start('bash', ['-c', script, 'bash', process.execPath, program, ...typed]);
      return out.trim().split('\n');
    };
    expect(await completed('eventbote', 'ann')).toEqual(['announcements']);
    expect(await completed('eventbote', 'export', '')).toEqual(['registrations', 'series', 'audit']);
    expect(await completed('eventbote', 'announcements', 'send', '--a')).toEqual(['--at']);
    expect(await eventbote('completion', 'fish')).toMatchObject({ code: 2 });
  });

  it('runs as `npx eventbote` after `npm ci`, whatever the machine’s Node is', async () => {
    const cache = { npm_config_cache: path.join(directory, 'npm'), npm_config_update_notifier: 'false' };
    const shown = await start('npx', ['--offline', 'eventbote', 'apply', '--help'], cache);
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('npx eventbote apply FILE') });
    expect(shown.out).toContain('--dry-run');
    // As on a Node that knows no TypeScript.
    const old = await start(process.execPath, ['--no-experimental-strip-types', program, 'apply', '--help']);
    expect(old).toEqual(await start(process.execPath, [program, 'apply', '--help']));
    expect(old.code).toBe(0);
  });

  it.concurrent.each([
    ['a command that there is none', ['dance'], 2, 'dance'],
    ['a missing word', ['apply'], 2, 'FILE is missing'],
    ['a word too many', ['tokens', 'list', 'all'], 2, 'all: one word too many'],
    ['another command’s option', ['tokens', 'list', '--html', 'x'], 2, '--html does not go with tokens list'],
    ['an option of none', ['tokens', 'list', '--nope'], 2, '--nope'],
    ['an address in the clear', ['--url', 'http://api.example', 'tokens', 'list'], 2, 'https://'],
    ['an address where nobody is', ['--url', 'http://127.0.0.1:9', 'tokens', 'list'], 3, "can't be reached"],
    [
      'nobody’s token',
      ['--url', 'https://api.example', 'tokens', 'list', '--token', ''],
      2,
      'EVENTBOTE_TOKEN',
    ],
  ])('ends with a code that says whose fault it is: %s', async (_, words, code, sentence) => {
    const ended = await start(process.execPath, [program, ...words], {
      EVENTBOTE_TOKEN: words.includes('--token') ? '' : 'x',
      EVENTBOTE_URL: 'https://api.example',
    });
    expect(ended).toMatchObject({ code, out: '', err: expect.stringContaining(sentence) });
  });
});
