import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { eventId } = part1;
const email = 'aylin@rathaus.example';

const registered = async (address: string) => {
  const query = encodeURIComponent(address);
  return (await world.must('GET', `/events/${eventId}/registrations?q=${query}`)).items.length;
};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.publish(part1, { questions: [] });
  await world.publish({ ...part2, capacity: 1 });
  await world.register(email, [eventId, part2.eventId], {
    name: 'Aylin Şahin',
    notices: { ...privacy, news: '2027-01' },
  });
  await world.register('ben@verein.example', [part2.eventId]);
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

it('somebody’s data is told, with the proof of each consent, and the audit says so without the address', async () => {
  await visitor.get('/console/people');
  const { status, body } = await visitor.post('/console/people/information', {
    '/email': 'AYLIN@rathaus.example',
  });
  expect(status).toBe(200);
  const text = textOf(body);
  expect(text).toContain('Aylin Şahin');
  expect(text).toContain('Anmeldung: Zivilgesellschaft sichtbar machen');
  expect(text).toMatch(/Stiftung Marktplatz erteilt, Montag, 1\. März 2027/);
  const proofs = [...body.matchAll(/href="(\/v1\/[^"]*\/proof[^"]*)"/g)].map(([, path = '']) => path);
  expect(proofs).toHaveLength(2);
  for (const proof of proofs) expect((await visitor.get(proof)).body).toContain('Aylin Şahin');
  const { items } = await world.must('GET', '/audit?limit=1');
  expect(items[0]).toMatchObject({ action: 'person.information', item: 'people' });
  expect(JSON.stringify(items[0])).not.toContain('aylin');
});

it('nothing stored is an answer too, and a wrong address is told at its field', async () => {
  const none = await visitor.post('/console/people/information', { '/email': 'nobody@posteo.example' });
  expect(textOf(none.body)).toContain('ist nichts gespeichert');
  expect(none.body.slice(none.body.indexOf('<main'))).not.toContain('deletion-question');
  const wrong = await visitor.post('/console/people/information', { '/email': 'nobody' });
  expect(wrong.status).toBe(422);
  expect(wrong.body).toContain('value="nobody"');
  expect(wrong.body).toContain('href="#f-email"');
});

it('a co-organiser of another series is told nothing, and deletes nothing', async () => {
  await world.must('POST', '/organisers', {
    email: 'fremd@verein.example',
    role: 'owner',
    seriesIds: ['fremd'],
  });
  const stranger = await Visitor.logIn(world, 'fremd@verein.example');
  const told = await stranger.post('/console/people/information', { '/email': email });
  expect(textOf(told.body)).toContain('in Ihren Reihen nichts gespeichert');
  const deleted = await stranger.post('/console/people/deletion', { '/email': email });
  expect(textOf(deleted.body)).toContain('in Ihren Reihen nichts gespeichert');
  expect(await registered(email)).toBe(1);
});

it('a viewer is refused', async () => {
  await world.must('POST', '/organisers', { email: 'leser@stiftung.example', role: 'viewer' });
  const viewer = await Visitor.logIn(world, 'leser@stiftung.example');
  expect((await viewer.get('/console')).body).not.toContain('/console/people');
  expect((await viewer.get('/console/people')).status).toBe(403);
  for (const action of ['information', 'deletion-question', 'deletion']) {
    expect((await viewer.post(`/console/people/${action}`, { '/email': email })).status).toBe(403);
  }
});

describe('restricting', () => {
  const restrict = (more = {}) =>
    visitor.post('/console/people/restriction', {
      ...{
        '/email': email,
        '/kind': 'request',
        '/reason': 'bestreitet die Angaben',
        '/reviewOn': '2027-06-30',
      },
      ...more,
    });

  it('stores the data and does nothing else with it, as lists, home and registration show', async () => {
    const wrong = await restrict({ '/reviewOn': '2020-01-01' });
    expect([wrong.status, textOf(wrong.body)]).toEqual([422, expect.stringContaining('Durchsehen am')]);
    const nobody = await restrict({ '/email': 'niemand@anders.example' });
    expect(textOf(nobody.body)).toContain('gibt es niemanden');
    expect((await restrict()).status).toBe(303);
    const people = textOf((await visitor.get('/console/people')).body);
    expect(people).toContain('auf Verlangen der Person: bestreitet die Angaben');
    const list = await visitor.get(`/console/events/${eventId}/registrations`);
    expect(textOf(list.body)).toContain('eingeschränkt');
    const { items } = await world.must('GET', `/events/${eventId}/registrations`);
    expect(items).toMatchObject([{ email, isRestricted: true }]);
    const file = await visitor.get(`/console/events/${eventId}/registrations/${items[0].registrationId}`);
    expect(textOf(file.body)).toContain('auf Verlangen eingeschränkt (bestreitet die Angaben)');
  });

  it('is lifted once the person was told', async () => {
    const restrictions = await world.must('GET', '/people/restrictions');
    expect(restrictions.items).toMatchObject([{ email, kind: 'request', isDue: false }]);
    const untold = await visitor.post('/console/people/lifting', { '/email': email, '/toldOn': '' });
    expect([untold.status, textOf(untold.body)]).toEqual([422, expect.stringContaining('unterrichtet am')]);
    const toldOn = restrictions.items[0].since.slice(0, 10);
    const lifted = await visitor.post('/console/people/lifting', { '/email': email, '/toldOn': toldOn });
    expect(lifted.status).toBe(303);
    expect((await world.must('GET', '/people/restrictions')).items).toEqual([]);
  });
});

describe('the register of requests', () => {
  const path = '/console/people/requests';

  it('has what came by letter, until when it has to be answered, and is for owners of everything', async () => {
    const entered = await visitor.post(path, {
      ...{ '/kind': 'access', '/email': 'brief@dorf.example', '/receivedOn': '2027-02-25', '/identity': '' },
    });
    expect(entered.status).toBe(303);
    const list = textOf((await visitor.get(path)).body);
    expect(list).toContain('Auskunft (Art. 15)');
    expect(list).toContain('brief@dorf.example');
    const late = await visitor.post(path, {
      ...{ '/kind': 'access', '/email': 'brief@dorf.example', '/receivedOn': '2031-02-25', '/identity': '' },
    });
    expect([late.status, late.body]).toEqual([422, expect.stringContaining('href="#f-receivedOn"')]);
    await world.must('POST', '/organisers', {
      ...{ email: 'teil@verein.example', role: 'owner', seriesIds: ['fremd'] },
    });
    const stranger = await Visitor.logIn(world, 'teil@verein.example');
    expect((await stranger.get(path)).status).toBe(403);
    expect((await stranger.get('/console/people')).body).not.toContain(path);
  });

  it('extends a time once, and notes the answer with who gave it', async () => {
    const { items } = await world.must('GET', '/people/requests');
    const one = `${path}/${items[0].requestId}`;
    const extension = { '/reason': 'Unterlagen in vier Ämtern', '/toldOn': '2027-02-26' };
    expect((await visitor.post(`${one}/extension`, extension)).status).toBe(303);
    expect(textOf((await visitor.get(one)).body)).toContain('Unterlagen in vier Ämtern');
    const answer = { '/outcome': 'granted', '/text': 'Auskunft als Brief geschickt', '/answeredOn': '' };
    const unchecked = await visitor.post(`${one}/answer`, { ...answer, '/identity': '' });
    expect([unchecked.status, unchecked.body]).toEqual([422, expect.stringContaining('href="#f-identity"')]);
    const done = await visitor.post(`${one}/answer`, { ...answer, '/identity': 'Ausweis im Amt gesehen' });
    expect(done.status).toBe(303);
    const shown = textOf((await visitor.get(one)).body);
    for (const part of ['entsprochen', 'Auskunft als Brief geschickt', 'Ausweis im Amt gesehen'])
      expect(shown).toContain(part);
    expect(textOf((await visitor.get(path)).body)).toContain('Nichts ist zu beantworten');
    expect(textOf((await visitor.get(`${path}?state=answered`)).body)).toContain('brief@dorf.example');
    const again = await visitor.post(`${one}/answer`, { ...answer, '/identity': 'Ausweis im Amt gesehen' });
    expect([again.status, textOf(again.body)]).toEqual([409, expect.stringContaining('schon beantwortet')]);
    const audit = await world.must('GET', '/audit?limit=3');
    expect(JSON.stringify(audit)).toContain('request.answer');
    expect(JSON.stringify(audit)).not.toContain('brief@dorf.example');
  });
});

describe('deletion', () => {
  it('says before what goes, what stays, and that it can’t be undone', async () => {
    const asked = await visitor.post('/console/people/deletion-question', { '/email': email });
    const text = textOf(asked.body);
    expect(text).toContain('Das betrifft eine Person');
    expect(text).toContain('2 Anmeldungen in einer Reihe');
    expect(text).toContain('2 Plätze werden frei');
    expect(text).toContain('Neuigkeiten endet (Stiftung Marktplatz)');
    expect(text).toContain('nicht zurücknehmen');
    expect(await registered(email)).toBe(1);
  });

  it('deletes, gives the place to whoever waits, and then nothing is stored', async () => {
    const done = await visitor.post('/console/people/deletion', { '/email': email });
    expect(textOf(done.body)).toContain('2 Anmeldungen in einer Reihe');
    expect(await registered(email)).toBe(0);
    const { items } = await world.must('GET', `/events/${part2.eventId}/registrations`);
    expect(items).toMatchObject([{ email: 'ben@verein.example', state: 'confirmed' }]);
    const again = await visitor.post('/console/people/deletion', { '/email': 'ganz@anders.example' });
    expect(textOf(again.body)).toContain('ist nichts gespeichert');
  });
});
