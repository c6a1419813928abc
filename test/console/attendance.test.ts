import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { eventId } = part1;
const path = `/console/events/${eventId}/attendance`;

const registration = async (email: string) => {
  const { items } = await world.must(
    'GET',
    `/events/${eventId}/registrations?q=${encodeURIComponent(email)}`,
  );
  return items[0];
};
const came = async (email: string) => (await registration(email)).attended;
const report = (text: string) => new File([text], 'report.csv', { type: 'text/csv' });

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1, { questions: [] });
  for (const name of ['Aylin Şahin', 'Ben Oğuz', 'Cem', 'Dora']) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@verein.example`;
    await world.register(email, [eventId], { name });
  }
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('a meeting service’s report', () => {
  const csv = 'Name;E-Mail\r\nAylin;AYLIN@verein.example\r\nben oguz;\r\nNiemand;x@y.example\r\n';

  it('is looked at first: who matched, who may be meant, and nothing is recorded', async () => {
    await visitor.get(path);
    const { status, body } = await visitor.upload(`${path}/report`, { '/report': report(csv) });
    expect(status).toBe(200);
    const text = textOf(body);
    expect(text).toContain('Eine angemeldete Person ist nach ihrer Adresse zugeordnet');
    expect(text).toContain('2 Zeilen passen zu keiner Adresse');
    expect(text).toContain('ben@verein.example');
    expect(text).toContain('niemand dieses Namens');
    expect(text).toContain('Gelesen als Tabelle mit Überschriften');
    expect(text).toContain('heißt genauso');
    expect(text).toContain('Bei einer Person ändert sich etwas');
    expect(text).toContain('Eine Zeile ist keine Person');
    expect(await came('aylin@')).toBeUndefined();
  });

  it('is taken over with those who were ticked, and before the event nobody is absent', async () => {
    const { body } = await visitor.upload(`${path}/report`, { '/report': report(csv) });
    const matched = /name="matched" value="([^"]*)"/.exec(body)?.[1] ?? '';
    const accepted = /name="accepted" value="([^"]+)"/.exec(body)?.[1] ?? '';
    expect(matched).toBe((await registration('aylin@')).registrationId);
    const after = await visitor.done(`${path}/people`, { matched, accepted });
    expect(textOf(after.body)).toContain('2 haben teilgenommen, 0 nicht, 2 noch nicht erfasst');
    expect(await came('ben@')).toBe(true);
    expect(await came('cem@')).toBeUndefined();
    await visitor.done(`${path}/people`, { matched: (await registration('cem@')).registrationId });
    expect(await came('aylin@')).toBe(true);
  });

  it('makes nobody absent of whom it says nothing clear', async () => {
    await world.register('ella@verein.example', [eventId], { name: 'Ella' });
    const file = report(
      'Name,Email,Anwesend\nAylin,aylin@verein.example,ja\nElla,ella@verein.example,später\n',
    );
    const { body } = await visitor.upload(`${path}/report`, { '/report': file });
    const hidden = (name: string) => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(body)?.[1] ?? '';
    await visitor.done(`${path}/people`, { matched: hidden('matched'), unclear: hidden('unclear') });
    expect([await came('aylin@'), await came('ella@')]).toEqual([true, undefined]);
    await world.must(
      'POST',
      `/events/${eventId}/registrations/${(await registration('ella@')).registrationId}/cancel`,
    );
  });

  it('that names nobody makes nobody absent', async () => {
    const answer = await visitor.post(`${path}/people`, { matched: '' });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Niemand ist zugeordnet oder angekreuzt');
    expect(await came('aylin@')).toBe(true);
  });

  it('is taken over at once when it is sent for that', async () => {
    const file = report('Name,Email\nDora,dora@verein.example\n');
    const { body } = await visitor.upload(`${path}/report`, { '/report': file, record: 'true' });
    expect(textOf(body)).toContain('Erfasst: 1 Person hat teilgenommen');
    expect(await came('dora@')).toBe(true);
  });

  it('counts who was there long enough, and says who was not; its columns can be told', async () => {
    const file = report('Name,Email,Minutes\nDora,dora@verein.example,20\nCem,cem@verein.example,70\n');
    const short = { '/report': file, '/atLeastMinutes:number': '60' };
    const { body } = await visitor.upload(`${path}/report`, short);
    expect(textOf(body)).toContain('nur 20 Minuten');
    await visitor.upload(`${path}/report`, { ...short, record: 'true' });
    // What was recorded before stays.
    expect([await came('cem@'), await came('dora@')]).toEqual([true, true]);
    const columns = { '/nameColumn:number': '1', '/emailColumn:number': '3' };
    const made = report('Wer,Wo,Wie\nDora,hier,dora@verein.example\n');
    const told = textOf((await visitor.upload(`${path}/report`, { '/report': made, ...columns })).body);
    expect(told).toContain('Eine angemeldete Person ist nach ihrer Adresse zugeordnet');
  });

  it('that can’t be read is refused with its line', async () => {
    const broken = await visitor.upload(`${path}/report`, {
      '/report': report('Name,Email\nDora,"dora@verein.example\n'),
    });
    expect(broken.status).toBe(422);
    expect(textOf(broken.body)).toContain('Zeile 2: Ein Anführungszeichen');
    for (const nothing of ['', ' \n']) {
      const empty = await visitor.upload(`${path}/report`, { '/report': report(nothing) });
      expect(empty.status).toBe(422);
      expect(textOf(empty.body)).toContain('Zeile 1: Die Datei ist leer.');
    }
    expect((await visitor.upload(`${path}/report`, {})).status).toBe(422);
    expect((await visitor.upload(`${path}/report`, { '/report': report('x'.repeat(4.3e6)) })).status).toBe(
      413,
    );
  });

  it('is refused without the session’s form token', async () => {
    const answer = await visitor.upload(`${path}/report`, { '/report': report(csv), formToken: 'x' });
    expect(answer.status).toBe(403);
    const response = await fetch(`${world.runner.url}${path}/report`, {
      method: 'POST',
      headers: { cookie: visitor.cookie, 'content-type': 'multipart/form-data; boundary=x' },
      body: 'nonsense',
    });
    expect(response.status).toBe(400);
  });
});

describe('attendance by hand', () => {
  it('is saved for the page that was shown, and for nobody else', async () => {
    const [aylin, ben] = await Promise.all(['aylin@', 'ben@'].map(registration));
    const after = await visitor.done(`${path}?q=n`, {
      shown: [aylin.registrationId, ben.registrationId],
      attended: [ben.registrationId],
    });
    expect(textOf(after.body)).toContain('erfasst');
    expect(await came('aylin@')).toBe(false);
    expect(await came('ben@')).toBe(true);
    expect(await came('dora@')).toBe(true);
  });

  it('leads to the certificate once the event is over', async () => {
    const { registrationId } = await registration('ben@');
    const own = `/console/events/${eventId}/registrations/${registrationId}`;
    expect((await visitor.get(own)).body).not.toContain('/certificate');
    await world.client.clock('2027-04-28T18:00:00Z');
    visitor = await Visitor.logIn(world);
    const { body } = await visitor.get(own);
    const certificate = /href="([^"]*\/certificate[^"]*)"/.exec(body)?.[1] ?? '';
    expect((await visitor.get(certificate)).body).toContain('Ben Oğuz');
  });

  it('is taken back', async () => {
    expect(textOf((await visitor.get(path)).body)).toContain('Letzte Erfassung zurücknehmen');
    const after = await visitor.done(`${path}/undo`, {});
    expect(textOf(after.body)).toContain('Die letzte Erfassung ist zurückgenommen');
    expect([await came('aylin@'), await came('ben@')]).toEqual([true, true]);
  });

  it('is nothing that a viewer is offered, or may do', async () => {
    await world.must('POST', '/organisers', { email: 'leser@stiftung.example', role: 'viewer' });
    const viewer = await Visitor.logIn(world, 'leser@stiftung.example');
    const { status, body } = await viewer.get(path);
    expect(status).toBe(200);
    expect(body.slice(body.indexOf('<main'))).not.toContain('method="post"');
    expect((await viewer.post(path, { shown: 'x' })).status).toBe(403);
    expect((await viewer.upload(`${path}/report`, { '/report': report('a@b.example') })).status).toBe(403);
  });
});
