import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { eventId } = part1;
const list = `/console/events/${eventId}/registrations`;
const waiting = `/console/events/${part2.eventId}/registrations`;
const role = { [eventId]: { role: 'politik' } };

const registration = async (email: string, event = eventId) => {
  const { items } = await world.must('GET', `/events/${event}/registrations?q=${encodeURIComponent(email)}`);
  return items[0];
};

/** Somebody who logs in with an address of their own. */
const colleague = async (email: string, rights: { role: string; seriesIds?: string[] }) => {
  await world.must('POST', '/organisers', { email, ...rights });
  return Visitor.logIn(world, email);
};

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/series', { ...series, seriesId: 'fremd' });
  await world.publish(part1);
  await world.publish({ ...part2, capacity: 1 });
  await world.register('aylin@rathaus.example', [eventId], {
    name: 'Aylin <b>Şahin</b>',
    answers: { [eventId]: { role: 'verwaltung', access: 'Untertitel' } },
    workingGroups: { [eventId]: 'dorf' },
    notices: { ...privacy, sensitive: '2027-01', news: '2027-01' },
  });
  await world.register('ben@verein.example', [eventId, part2.eventId], { answers: role });
  await world.register('cem@posteo.example', [part2.eventId]);
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('the list of registrations', () => {
  it('shows who is registered and how many', async () => {
    const { body } = await visitor.get(list);
    const text = textOf(body);
    expect(text).toContain('2 von 300 Plätzen vergeben');
    expect(text).toContain('2 bestätigt');
    expect(text).toContain('aylin@rathaus.example');
    expect(text).toContain('Engagement im Dorf');
    expect(body).not.toContain('<b>Şahin');
  });

  it('finds by a part of a name, by a whole address, and by state', async () => {
    const found = async (query: string) => textOf((await visitor.get(`${list}?${query}`)).body);
    expect(await found('q=ŞAHIN'.toLowerCase())).toContain('aylin@');
    expect(await found('q=verein')).not.toContain('aylin@');
    expect(await found('q=Ben%40Verein.example')).toContain('ben@verein.example');
    expect(await found('q=ben%40verein.example&state=cancelled')).not.toContain('ben@verein.example');
    expect(await found('state=waitlisted')).toContain('Nichts gefunden');
    expect(await found('undeliverable=true')).toContain('Nichts gefunden');
  });

  it('leads to the files, a partner’s asking for whom and what', async () => {
    const { body } = await visitor.get(list);
    const file = `/v1/organiser/events/${eventId}/registrations.csv`;
    expect(body).toMatch(/<input[^>]* name="purpose"[^>]*required/);
    expect((await visitor.get(`${file}?limit=5000&lang=de`)).status).toBe(422);
    const saved = await visitor.get(`${file}?limit=5000&lang=de&purpose=Liste`);
    expect(saved.headers.get('content-type')).toContain('text/csv');
    expect(saved.body).toContain('Untertitel');
    expect(body).toMatch(new RegExp(`<form method="get" action="${file}"`));
    expect(body).toMatch(/name="recipient"[^>]*required/);
    const partner = await visitor.get(`${file}?profile=partner&limit=5000&lang=de&recipient=I&purpose=G`);
    expect(partner.body).not.toMatch(/Untertitel|@/);
  });
});

describe('a registration by hand', () => {
  const fields = {
    '/name': 'Emre',
    '/email': 'emre@kulturhaus.example',
    '/locale': 'de',
    '/answers/role': 'politik',
  };

  it('gets its mail, and its person confirms', async () => {
    const { body } = await visitor.get(`/console/events/${eventId}/new-registration`);
    expect(body).not.toContain('/answers/access');
    const after = await visitor.done(`/console/events/${eventId}/new-registration`, fields);
    expect(textOf(after.body)).toContain('Eingetragen');
    await world.runner.settle();
    expect((await registration('emre@')).state).toBe('pending');
    await world.client.confirm('emre@kulturhaus.example');
    expect((await registration('emre@')).state).toBe('confirmed');
  });

  it('is not made when something is wrong, which stands at its field beside what was typed', async () => {
    const answer = await visitor.post(`/console/events/${eventId}/new-registration`, {
      ...fields,
      '/name': 'Fatma',
      '/email': 'fatma@',
      '/answers/role': '',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('value="fatma@"');
    expect(answer.body).toContain('href="#f-email"');
    const again = await visitor.post(`/console/events/${eventId}/new-registration`, {
      ...fields,
      '/email': 'fatma@x.example',
      '/answers/role': '',
    });
    expect(again.body).toContain('href="#f-answers-role"');
    expect(await registration('fatma@')).toBeUndefined();
  });
});

describe('one registration', () => {
  it('shows everything about it', async () => {
    const { registrationId } = await registration('aylin@');
    const { body } = await visitor.get(`${list}/${registrationId}`);
    const text = textOf(body);
    const whole = await visitor.post(`${list}/${registrationId}/sensitive`, {});
    expect([text.includes('Untertitel'), whole.body.includes('Untertitel')]).toEqual([false, true]);
    for (const said of [
      'der Verwaltung',
      'Engagement im Dorf',
      'Fassung 2027-01',
      'eingewilligt (Stiftung Marktplatz)',
      'Bitte um Bestätigung',
    ])
      expect(text).toContain(said);
    const proof = /href="(\/v1\/[^"]*\/proof[^"]*)"/.exec(body)?.[1] ?? '';
    expect((await visitor.get(proof)).status).toBe(200);
    expect((await visitor.get(`${list}/1xnobody`)).status).toBe(404);
  });

  it('gets its mail once more', async () => {
    const { registrationId } = await registration('ben@');
    const before = (await world.mails('ben@verein.example')).length;
    const after = await visitor.done(`${list}/${registrationId}/resend`, {});
    expect(textOf(after.body)).toContain('in den nächsten Minuten');
    await world.runner.settle();
    expect(await world.mails('ben@verein.example')).toHaveLength(before + 1);
  });

  it('keeps its address until the new one is confirmed; a wrong one is told at its field', async () => {
    const { registrationId } = await registration('ben@');
    const wrong = await visitor.post(`${list}/${registrationId}/address`, { '/email': 'ben@' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('value="ben@"');
    expect(textOf(wrong.body)).not.toContain('Invalid');
    const same = await visitor.post(`${list}/${registrationId}/address`, { '/email': 'ben@verein.example' });
    expect(textOf(same.body)).toContain('schon dort steht');
    await visitor.done(`${list}/${registrationId}/address`, { '/email': 'ben@neu.example' });
    expect((await registration('ben@')).email).toBe('ben@verein.example');
    await world.runner.settle();
    expect(await world.mails('ben@neu.example')).toHaveLength(1);
  });

  it('that nobody confirmed goes over to a corrected address at once', async () => {
    await visitor.done(`/console/events/${eventId}/new-registration`, {
      '/name': 'Gül',
      '/email': 'gul@tippfeler.example',
      '/locale': 'de',
      '/answers/role': 'politik',
    });
    const { registrationId } = await registration('gul@');
    const after = await visitor.done(`${list}/${registrationId}/address`, {
      '/email': 'gul@tippfehler.example',
    });
    expect(textOf(after.body)).toContain('gul@tippfehler.example');
    expect(textOf(after.body)).not.toContain('gul@tippfeler.example');
  });

  it('that waits is given a place when one is free, and says when none is', async () => {
    const { registrationId } = await registration('cem@', part2.eventId);
    const none = await visitor.get(`${waiting}/${registrationId}`);
    expect(textOf(none.body)).toContain('kein Platz frei');
    const refused = await visitor.post(`${waiting}/${registrationId}/move-up`, {});
    expect(refused.status).toBe(409);
    expect((await registration('cem@', part2.eventId)).state).toBe('waitlisted');
  });

  it('is cancelled behind a screen that says what that does', async () => {
    const ben = await registration('ben@', part2.eventId);
    const path = `${waiting}/${ben.registrationId}/cancel`;
    const asked = textOf((await visitor.get(path)).body);
    expect(asked).toContain('Eine Person verliert ihren Platz');
    expect(asked).toContain('rückt sofort nach');
    expect(asked).toContain('nicht zurücknehmen');
    const stale = await visitor.post(path, { version: String(ben.version + 1) });
    expect(stale.status).toBe(412);
    expect((await registration('ben@', part2.eventId)).state).toBe('confirmed');
    const after = await visitor.done(path, { version: String(ben.version) });
    expect(textOf(after.body)).toContain('abgemeldet');
    expect((await registration('cem@', part2.eventId)).state).toBe('confirmed');
    expect(textOf((await visitor.get(`${waiting}/${ben.registrationId}`)).body)).not.toContain('absagen …');
  });
});

describe('a place that came free shortly before the start', () => {
  it('is given by hand', async () => {
    await world.client.signUp({
      ...{ name: 'Dora', email: 'dora@posteo.example', locale: 'de', eventIds: [part2.eventId] },
      ...{ notices: privacy, formUrl: 'https://www.stiftung-marktplatz.example/gemeinsam-stark' },
    });
    await world.runner.settle();
    await world.client.confirm('dora@posteo.example');
    await world.client.clock('2027-05-19T14:00:00Z');
    visitor = await Visitor.logIn(world);
    const cem = await registration('cem@', part2.eventId);
    const outlook = textOf((await visitor.get(`${waiting}/${cem.registrationId}/cancel`)).body);
    expect(outlook).not.toContain('rückt sofort nach');
    await visitor.done(`${waiting}/${cem.registrationId}/cancel`, { version: String(cem.version) });
    const dora = await registration('dora@', part2.eventId);
    expect(dora.state).toBe('waitlisted');
    const { body } = await visitor.get(`${waiting}/${dora.registrationId}`);
    expect(textOf(body)).toContain('Platz geben');
    await visitor.done(`${waiting}/${dora.registrationId}/move-up`, {});
    expect((await registration('dora@', part2.eventId)).state).toBe('confirmed');
  });
});

describe('roles', () => {
  it('a viewer sees no button, and is refused', async () => {
    const viewer = await colleague('leser@stiftung.example', { role: 'viewer' });
    const { registrationId } = await registration('aylin@');
    const pages = [list, `${list}/${registrationId}`, `/console/events/${eventId}/deliveries`];
    for (const page of pages) {
      const { status, body } = await viewer.get(page);
      expect(status).toBe(200);
      const main = body.slice(body.indexOf('<main'));
      expect(main).not.toContain('method="post"');
      expect(main).not.toMatch(/new-registration|\/cancel"/);
    }
    expect((await viewer.post(`${list}/${registrationId}/cancel`, {})).status).toBe(403);
    expect((await viewer.post(`${list}/${registrationId}/resend`, {})).status).toBe(403);
    expect((await viewer.post(`${list}/${registrationId}/address`, { '/email': 'a@b.example' })).status).toBe(
      403,
    );
  });

  it('a co-organiser of another series finds nothing', async () => {
    const stranger = await colleague('fremd@verein.example', { role: 'owner', seriesIds: ['fremd'] });
    const { registrationId } = await registration('aylin@');
    for (const page of [list, `${list}/${registrationId}`, `/console/events/${eventId}/new-registration`]) {
      expect((await stranger.get(page)).status).toBe(404);
    }
    expect((await stranger.post(`${list}/${registrationId}/cancel`, {})).status).toBe(404);
  });
});

describe('a long list', () => {
  // The last, so that no jump of the clock carries so many along.
  it('comes fifty at a time, and goes on where it ended', async () => {
    const times = { startsAtLocal: '2027-06-16T17:00', endsAtLocal: '2027-06-16T18:30' };
    const many = { ...part2, ...times, eventId: 'viele', capacity: undefined, waitingList: false };
    await world.publish(many);
    for (let n = 0; n < 52; n++) {
      await world.must('POST', '/events/viele/registrations', {
        name: `Person ${n}`,
        email: `p${n}@viele.example`,
      });
    }
    await world.runner.settle();
    const path = '/console/events/viele/registrations';
    const names = (body: string) => body.match(/p\d+@viele\.example/g) ?? [];
    const first = (await visitor.get(path)).body;
    const next = /href="([^"]*cursor=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = (await visitor.get(next)).body;
    expect(names(first)).toHaveLength(50);
    expect(new Set([...names(first), ...names(second)]).size).toBe(52);
    expect(names((await visitor.get(`${path}?q=viele.example`)).body)).toHaveLength(50);
    expect(new Set(names((await visitor.get(`${path}?q=p51%40viele.example`)).body))).toEqual(
      new Set(['p51@viele.example']),
    );
  });
});
