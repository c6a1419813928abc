import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from './world.ts';

let world: World;
const { eventId } = part1;
const base = `/events/${eventId}/registrations`;
const role = { [eventId]: { role: 'politik' } };
const of = async (email: string, event = eventId) => {
  const { items } = await world.must('GET', `/events/${event}/registrations?q=${encodeURIComponent(email)}`);
  return items[0];
};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1);
  await world.publish({ ...part2, capacity: 1 });
  await world.register('aylin@rathaus.example', [eventId], {
    name: '=HYPERLINK("https://evil.example")',
    answers: { [eventId]: { role: 'verwaltung', access: 'Untertitel', organisation: 'Amt; "Süd"' } },
    workingGroups: { [eventId]: 'dorf' },
    notices: { ...privacy, sensitive: '2027-01' },
  });
  await world.register('ben@verein.example', [eventId, part2.eventId], { name: 'Ben Oğuz', answers: role });
  await world.register('cem@posteo.example', [part2.eventId], { name: 'Cem' });
  await world.register('dora@posteo.example', [part2.eventId], { name: 'Dora' });
});
afterAll(() => world?.stop());

const file = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${world.runner.url}/v1/organiser${path}`, {
    headers: { authorization: `Bearer ${world.owner}`, 'accept-language': 'de', ...headers },
  });

describe('the CSV file', () => {
  it('opens in a spreadsheet: UTF-8 with its mark, no formula, the organiser’s language', async () => {
    const answer = await file(`${base}.csv?purpose=Liste`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text).toContain('Name;Stand;Arbeitsgruppe;Teilgenommen;Kennung;E-Mail');
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(text).toContain('"Amt; ""Süd"""');
    expect(text).toContain('der Verwaltung');
    expect(text).toContain('Untertitel');
    expect(await (await file(`${base}.csv?purpose=Liste`, { 'accept-language': 'en' })).text()).toContain(
      'Name,Status',
    );
  });

  it('is joined from its pages', async () => {
    const whole = await (await file(`${base}.csv?purpose=Liste`)).text();
    const first = await file(`${base}.csv?purpose=Liste&limit=1`);
    const rest = await file(`${base}.csv?purpose=Liste&limit=1&cursor=${first.headers.get('x-next-cursor')}`);
    expect(`${await first.text()}${await rest.text()}`).toBe(whole);
    expect((await file(`${base}.csv?purpose=Liste&limit=5001`)).status).toBe(422);
  });

  it('for a partner has no addresses and no sensitive answers, and the audit says for whom and what', async () => {
    expect((await file(`${base}.csv?profile=partner`)).status).toBe(422);
    const partner = `${base}.csv?profile=partner&recipient=Institut&purpose=Gruppen`;
    const text = await (await file(partner)).text();
    expect(text).toContain('Ben Oğuz');
    expect(text).not.toMatch(/@|Untertitel|Unterst|1x[0-9a-f]{32}/);
    const { items } = await world.must('GET', '/audit?limit=1');
    expect(items[0]).toMatchObject({
      action: 'registrations.export',
      details: { profile: 'partner', recipient: 'Institut', purpose: 'Gruppen' },
    });
  });
});

describe('a registration', () => {
  it('is added by hand, and confirmed by its person as always', async () => {
    const refused = await world.call('POST', base, { name: 'Emre', email: 'emre@x.example' });
    expect(refused.body.errors).toMatchObject([{ pointer: '/answers/role', code: 'required' }]);
    await world.must('POST', base, {
      name: 'Emre',
      email: 'emre@kulturhaus.example',
      answers: role[eventId],
    });
    await world.runner.settle();
    expect((await of('emre@kulturhaus.example')).state).toBe('pending');
    const { registrationId } = await of('emre@kulturhaus.example');
    await world.must('POST', `${base}/${registrationId}/resend`);
    await world.runner.settle();
    expect(await world.mails('emre@kulturhaus.example', 'bestätigen')).toHaveLength(2);
    await world.client.confirm('emre@kulturhaus.example');
    expect((await of('emre@kulturhaus.example')).state).toBe('confirmed');
  });

  it('gets its mail once more, once in five minutes', async () => {
    const { registrationId } = await of('ben@verein.example');
    for (let time = 0; time < 3; time++) await world.must('POST', `${base}/${registrationId}/resend`);
    await world.runner.settle();
    const subjects = (await world.mails('ben@verein.example')).map((mail) => mail.subject);
    expect(subjects.filter((one) => one.startsWith('Ihre Anmeldung: '))).toHaveLength(1);
  });

  it('is moved up by hand, out of turn, when a place is free', async () => {
    const waiting = `/events/${part2.eventId}/registrations`;
    const dora = await of('dora@posteo.example', part2.eventId);
    expect((await world.call('POST', `${waiting}/${dora.registrationId}/move-up`)).status).toBe(409);
    // Raising the capacity moves Cem up by itself; the one place more is taken by hand.
    await world.must('PUT', `/events/${part2.eventId}`, { ...part2, seriesId: series.seriesId, capacity: 2 });
    expect((await of('cem@posteo.example', part2.eventId)).state).toBe('confirmed');
    expect((await world.call('POST', `${waiting}/${dora.registrationId}/move-up`)).status).toBe(409);
    expect((await of('dora@posteo.example', part2.eventId)).state).toBe('waitlisted');
  });

  it('is cancelled for its person, who is told; twice is as good as once; whoever waits moves up', async () => {
    const path = `/events/${part2.eventId}/registrations`;
    const { registrationId } = await of('cem@posteo.example', part2.eventId);
    for (let time = 0; time < 2; time++) {
      const done = await world.must('POST', `${path}/${registrationId}/cancel`);
      expect(done).toMatchObject({ registrationId, state: 'cancelled' });
    }
    await world.runner.settle();
    expect(await world.mails('cem@posteo.example', 'abgemeldet')).toHaveLength(1);
    expect((await of('dora@posteo.example', part2.eventId)).state).toBe('confirmed');
    const { items } = await world.must('GET', '/audit?limit=50');
    const cancels = items.filter((one: { action: string }) => one.action === 'registration.cancel');
    expect(cancels).toHaveLength(1);
  });

  it('shows nothing of itself to a viewer of another series, and lets viewers change nothing', async () => {
    const { registrationId } = await of('ben@verein.example');
    const strange = await world.token('owner', ['fremd']);
    expect((await world.call('GET', `${base}/${registrationId}`, undefined, { token: strange })).status).toBe(
      404,
    );
    const viewer = await world.token('viewer');
    expect(
      (await world.call('POST', `${base}/${registrationId}/cancel`, undefined, { token: viewer })).status,
    ).toBe(403);
  });
});

describe('attendance', () => {
  beforeAll(() => world.client.clock('2027-04-28T17:00:00Z'));

  const report = (body: BodyInit, { query = '', type = 'text/csv' } = {}) =>
    fetch(`${world.runner.url}/v1/organiser/events/${eventId}/attendance${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.owner}`, 'content-type': type },
      body,
    });
  const file = { type: 'application/octet-stream' };

  it('is read from a meeting service’s report: by address, by name as a suggestion, line by line', async () => {
    const csv =
      '\ufeffName;E-Mail;Dauer\r\n"Emre\nE.";EMRE@kulturhaus.example;90\r\nben oguz;;80\r\nNiemand;niemand@example.org;1\r\n';
    const told = await (await report(csv, { query: '?dryRun=true' })).json();
    const emre = await of('emre@kulturhaus.example');
    const ben = await of('ben@verein.example');
    expect(told).toEqual({
      kind: 'table',
      attended: 1,
      matched: [{ line: 2, registrationId: emre.registrationId, minutes: 90 }],
      ...{ absent: [], unclear: [] },
      unmatched: [
        {
          ...{ line: 4, name: 'ben oguz', minutes: 80 },
          suggestions: [{ registrationId: ben.registrationId, score: 1, reason: 'sameName' }],
        },
        { line: 5, name: 'Niemand', minutes: 1, suggestions: [] },
      ],
      changes: expect.arrayContaining([
        { registrationId: emre.registrationId, name: emre.name, from: 'unrecorded', to: 'attended' },
        { registrationId: ben.registrationId, name: ben.name, from: 'unrecorded', to: 'absent' },
      ]),
      skipped: [{ line: 1, text: 'Name E-Mail Dauer' }],
      isDryRun: true,
    });
    expect((await of('emre@kulturhaus.example')).attended).toBeUndefined();
    await report(csv);
    expect((await of('emre@kulturhaus.example')).attended).toBe(true);
    expect((await of('ben@verein.example')).attended).toBe(false);
  });

  it('is taken back, and a least presence and columns are what the call says', async () => {
    const undo = () => world.call('POST', `/events/${eventId}/attendance/undo`);
    expect(await undo()).toMatchObject({ status: 200, body: { attended: 0 } });
    expect((await of('ben@verein.example')).attended).toBeUndefined();
    expect(await undo()).toMatchObject({
      status: 409,
      body: { detail: 'There is nothing to take back here.' },
    });
    const csv = 'Wer;Wo;Dauer\nEmre;emre@kulturhaus.example;20\n';
    const told = (query: string) =>
      report(csv, { query: `?dryRun=true&${query}` }).then((answer) => answer.json());
    expect(await told('columns=name,email,duration&atLeastMinutes=21')).toMatchObject({
      absent: [{ line: 2, name: 'Emre', reason: 'tooShort' }],
    });
    expect(await told('columns=name,-&atLeastPercent=101')).toMatchObject({
      errors: [{ code: 'outOfRange' }],
    });
    expect(await told('columns=wer')).toMatchObject({ errors: [{ code: 'invalidValue' }] });
    expect(await told('columns=name,email,duration&accept=1xniemand')).toMatchObject({
      errors: [{ pointer: '/accept', code: 'acceptsNobody' }],
    });
  });

  it('is read in UTF-16 with tabs too, and refused with the line where it can’t be', async () => {
    const utf16 = Buffer.from('\ufeffParticipant\tEmail\r\nEmre\temre@kulturhaus.example\r\n', 'utf16le');
    expect((await (await report(utf16, file)).json()).attended).toBe(1);
    const lost = await report(utf16);
    expect([lost.status, (await lost.json()).errors[0].params.line]).toEqual([422, 1]);
    const broken = await report('Name,Email\nEmre,"emre@kulturhaus.example\n');
    expect(broken.status).toBe(422);
    expect((await broken.json()).errors[0].params).toMatchObject({ line: 2 });
    expect((await report('')).status).toBe(422);
  });

  it('says each line that it does not take over, counts nobody twice, and keeps what was recorded', async () => {
    const csv = [
      'Name,Email',
      'Emre,emre@kulturhaus.example',
      'Emre again,Emre@Kulturhaus.example',
      '"Not there",',
      ',nobody@kulturhaus.example',
      'Ben <ben@verein.example',
    ].join('\n');
    const told = await (await report(csv)).json();
    expect(told.attended).toBe(2);
    expect(told.matched.map((one: { line: number }) => one.line)).toEqual([2, 6]);
    expect(told.unmatched.map((one: { line: number }) => one.line)).toEqual([4, 5]);
    const { attendance } = await world.must('GET', `/events/${eventId}/numbers`);
    expect(attendance.attended).toBe(2);
    // Names alone, or nobody known: it doesn't follow that nobody came.
    expect((await (await report('Name\nEmre E.\nBen Oguz')).json()).attended).toBe(0);
    expect((await world.must('GET', `/events/${eventId}/numbers`)).attendance).toEqual(attendance);
  });

  it('is taken up to 4 MB, and its ids up to 512 KB', async () => {
    const most = 4 * 1024 * 1024;
    const line = 'Emre,emre@kulturhaus.example\n';
    const spaces = ' '.repeat(most - line.length);
    expect((await report(line + spaces, file)).status).toBe(200);
    const tooLarge = await report(`${line + spaces} `, file);
    expect([tooLarge.status, (await tooLarge.json()).errors[0].params.max]).toEqual([413, most]);
    const ids = (count: number) =>
      Array.from({ length: count }, (_, index) => `1x${`${index}`.padStart(32, '0')}`);
    const put = (registrationIds: string[]) =>
      world.call('PUT', `/events/${eventId}/attendance`, { registrationIds });
    expect((await put(ids(10_001))).status).toBe(422);
    expect((await put(ids(15_000))).status).toBe(413);
  });

  it('is nobody’s where no id that is named is a confirmed registration’s', async () => {
    const before = (await world.must('GET', `/events/${eventId}/numbers`)).attendance;
    const put = (registrationIds: string[]) =>
      world.call('PUT', `/events/${eventId}/attendance`, { registrationIds });
    const refused = await put(['1xnobody', '1xneither']);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'nobodyConfirmed' }] } });
    expect((await world.must('GET', `/events/${eventId}/numbers`)).attendance).toEqual(before);
  });

  it('is put by id, and chooses who gets the documentation', async () => {
    const ben = await of('ben@verein.example');
    // What counts in shares and links is no organiser's to know.
    expect(Object.keys(ben)).not.toEqual(expect.arrayContaining(['linkGeneration']));
    expect(Object.keys(ben)).not.toEqual(expect.arrayContaining(['heldBy']));
    const put = await world.must('PUT', `/events/${eventId}/attendance`, {
      registrationIds: [ben.registrationId, '1xnobody'],
    });
    expect(put).toMatchObject({ attended: 1, unknown: ['1xnobody'] });
    await world.client.clock('2027-04-29T09:00:00Z');
    const links = [{ title: { de: 'Folien' }, url: 'https://files.example/1.pdf' }];
    await world.must('PUT', `/events/${eventId}/documentation`, {
      links,
      audience: 'attended',
      release: 'now',
    });
    await world.client.advance('PT2M');
    expect(await world.mails('ben@verein.example', 'Dokumentation')).toHaveLength(1);
    expect(await world.mails('emre@kulturhaus.example', 'Dokumentation')).toHaveLength(0);
  });
});
