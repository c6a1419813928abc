import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { eventId } = part1;
const path = `/console/events/${eventId}/documentation`;
const people = ['aylin@rathaus.example', 'ben@verein.example'];
const stored = () => world.must('GET', `/events/${eventId}/documentation`);
const version = async () => String((await stored()).version);
const slides = { '/links/0/title/de': 'Folien', '/links/0/url': 'https://files.example/1.pdf' };

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1, { questions: [] });
  for (const email of people) await world.register(email, [eventId]);
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('links', () => {
  it('are saved, and nothing is mailed', async () => {
    const { body } = await visitor.get(path);
    expect(body.match(/name="\/links\/\d+\/url"/g)).toHaveLength(3);
    const after = await visitor.done(path, { ...slides, '/public:boolean': 'true' });
    expect(textOf(after.body)).toContain('Ein Link ist noch nicht freigegeben');
    expect(after.body.match(/name="\/links\/\d+\/url"/g)).toHaveLength(4);
    expect(await stored()).toMatchObject({ public: true, release: null, unmailedLinks: 1 });
  });

  it('that are wrong come back with what was typed, and nothing is written', async () => {
    const answer = await visitor.post(path, {
      ...slides,
      '/links/2/url': 'files.example',
      '/links/2/title/de': 'Protokoll',
      version: await version(),
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('href="#f-links-1-url"');
    expect(answer.body).toContain('value="files.example"');
    expect((await stored()).links).toHaveLength(1);
  });

  it('that somebody else changed meanwhile are not overwritten', async () => {
    const answer = await visitor.post(path, { version: '99' });
    expect(answer.status).toBe(412);
    expect((await stored()).links).toHaveLength(1);
  });
});

describe('a release', () => {
  it('says which links go to how many people, and that it waits for the end', async () => {
    const text = textOf((await visitor.get(`${path}/release`)).body);
    expect(text).toContain('Folien');
    expect(text).toContain('alle, die einen Platz hatten: 2 Personen');
    expect(text).toContain('alle, die da waren: 0 Personen');
    expect(text).toContain('frühestens nach ihrem Ende');
    expect(text).toContain('auch nach „jetzt“ noch eine Minute lang');
  });

  it('at a later time asks for one', async () => {
    const answer = await visitor.post(`${path}/release`, {
      '/audience': 'confirmed',
      '/release': 'later',
      version: await version(),
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('href="#f-releaseAtLocal"');
    expect(answer.body).toMatch(/value="later"[^>]*checked|checked[^>]*value="later"/);
    expect((await stored()).release).toBeNull();
  });

  it('does not drop a time that is typed beside "now"', async () => {
    const both = { '/audience': 'confirmed', '/release': 'now', '/releaseAtLocal': '2027-04-29T09:00' };
    const answer = await visitor.post(`${path}/release`, { ...both, version: await version() });
    expect([answer.status, answer.body]).toEqual([422, expect.stringContaining('href="#f-releaseAtLocal"')]);
    expect((await stored()).release).toBeNull();
  });

  it('is taken back as long as the mail is still to go', async () => {
    const release = { '/audience': 'confirmed', '/release': 'now' };
    const { body } = await visitor.done(`${path}/release`, { ...release, version: await version() });
    expect(body).toContain(`action="${path}/withhold"`);
    const after = await visitor.done(`${path}/withhold`, { version: await version() });
    expect(after.body).not.toContain('/withhold"');
    expect((await stored()).release).toBeNull();
    await world.client.advance('PT5M');
    expect(await world.mails('ben@verein.example', 'Dokumentation')).toEqual([]);
  });

  it('mails the links at the wall-clock time of the event’s zone, once', async () => {
    await visitor.done(`${path}/release`, {
      '/audience': 'confirmed',
      '/release': 'later',
      '/releaseAtLocal': '2027-04-29T09:00',
      version: await version(),
    });
    // Saving the links in between takes nothing back.
    await visitor.done(path, { ...slides, version: await version() });
    expect((await stored()).release).toBe('2027-04-29T07:00:00.000Z');
    await world.client.clock('2027-04-29T06:59:00Z');
    expect(await world.mails('aylin@rathaus.example', 'Dokumentation')).toHaveLength(0);
    await world.client.clock('2027-04-29T07:03:00Z');
    for (const email of people) expect(await world.mails(email, 'Dokumentation')).toHaveLength(1);
  });

  it('of links added later is a further mail, to whom it is chosen for', async () => {
    visitor = await Visitor.logIn(world);
    const further = { '/links/1/title/de': 'Protokoll', '/links/1/url': 'https://files.example/2.pdf' };
    const after = await visitor.done(path, { ...slides, ...further, version: await version() });
    expect(textOf(after.body)).toContain('Ein Link kam danach dazu');
    expect(textOf(after.body)).toMatch(/alle, die einen Platz hatten 0 2 0/);
    expect(await stored()).toMatchObject({ release: '2027-04-29T07:00:00.000Z', public: false });
    const asked = textOf((await visitor.get(`${path}/release`)).body);
    expect(asked).toContain('Protokoll');
    expect(asked).not.toContain('Folien');
    const { items } = await world.must('GET', `/events/${eventId}/registrations?q=ben`);
    const { registrationId } = items[0];
    await world.must('PUT', `/events/${eventId}/attendance`, { registrationIds: [registrationId] });
    await visitor.done(`${path}/release`, {
      '/audience': 'attended',
      '/release': 'now',
      version: await version(),
    });
    await world.client.advance('PT2M');
    expect(await world.mails('ben@verein.example', 'Dokumentation')).toHaveLength(2);
    expect(await world.mails('aylin@rathaus.example', 'Dokumentation')).toHaveLength(1);
    expect(textOf((await visitor.get(`${path}/release`)).body)).toContain(
      'Alle Links stehen schon in einer Mail',
    );
  });
});

describe('roles', () => {
  it('a viewer reads the links, and is offered nothing more', async () => {
    await world.must('POST', '/organisers', { email: 'leser@stiftung.example', role: 'viewer' });
    const viewer = await Visitor.logIn(world, 'leser@stiftung.example');
    const { body } = await viewer.get(path);
    const main = body.slice(body.indexOf('<main'));
    expect(main).toContain('https://files.example/1.pdf');
    expect(main).not.toMatch(/method="post"|\/release"/);
    expect((await viewer.post(path, slides)).status).toBe(403);
    expect(
      (await viewer.post(`${path}/release`, { '/audience': 'confirmed', '/release': 'now' })).status,
    ).toBe(403);
  });
});
