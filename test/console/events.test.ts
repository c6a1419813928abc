import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { part1, part2, privacy, series, World } from '../organiser/world.ts';
import { formFields } from './form-fields.ts';
import { textOf, Visitor } from './visitor.ts';

const viewer = 'viewer@stiftung-marktplatz.example';
const newEvent = `/console/series/${series.seriesId}/new-event`;
let world: World;
let visitor: Visitor;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.must('POST', '/organisers', { email: viewer, role: 'viewer', locale: 'de' });
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

const read = (eventId: string) => world.must('GET', `/events/${eventId}`);
const fieldsOf = async (path: string) => formFields((await visitor.get(path)).body, path);

/** A published event with somebody in it. */
async function withPerson(eventId: string, changes: object = {}): Promise<string> {
  await world.publish({ ...part2, eventId }, changes);
  await world.register(`${eventId}@example.org`, [eventId], { notices: privacy });
  return `/console/events/${eventId}`;
}

describe('making an event', () => {
  it('takes a title and times; it is a draft with the usual reminders', async () => {
    const answer = await visitor.done(newEvent, {
      ...(await fieldsOf(newEvent)),
      '/title/de': 'Auftakt im Frühling',
      '/startsAtLocal': '2027-04-28T17:00',
      '/endsAtLocal': '2027-04-28T19:00',
    });
    expect(textOf(answer.body)).toContain('Noch sieht sie niemand.');
    expect(textOf(answer.body)).toContain('werden die Uhren umgestellt');
    expect(await read('auftakt-im-fruehling')).toMatchObject({
      status: 'draft',
      timeZone: 'Europe/Berlin',
      reminders: ['P1D', 'PT1H'],
      seatsPerAddress: 1,
    });
  });

  it('takes everything that an event holds', async () => {
    await visitor.done(newEvent, {
      ...(await fieldsOf(newEvent)),
      '/title/de': 'Alles',
      '/title/en': 'Everything',
      '/summary/de': 'Worum es geht',
      '/startsAtLocal': '2027-04-28T17:00',
      '/endsAtLocal': '2027-04-28T19:00',
      '/timeZone': 'Europe/Lisbon',
      '/capacity:number': '30',
      '/waitingList:boolean': 'true',
      '/promoteUntil': 'PT6H',
      '/directEntry': 'PT15M',
      '/seatsPerAddress:number': '3',
      '/registrationOpensAtLocal': '2027-03-10T08:00',
      '/registrationClosesAtLocal': '2027-04-27T12:00',
      '/attendanceMode': 'hybrid',
      '/place/name': 'Altes Rathaus',
      '/place/address:lines': 'Markt 1\r\n04109 Leipzig',
      '/place/accessibility/de': 'Aufzug im Hof',
      '/place/coordinates/latitude:number': '51.3405',
      '/place/coordinates/longitude:number': '12.3752',
      '/joinUrl': 'https://meet.example/all',
      '/joinInfo/de': 'Einwahl',
      '/reminders:list': ['P7D', 'PT1H'],
      '/ownReminder/amount:number': '5',
      '/ownReminder/unit': 'days',
      '/workingGroups/0/title/de': 'Gruppe Süd',
      '/workingGroups/0/capacity:number': '10',
      '/questions/0/label/de': 'Woher?',
      '/questions/0/kind': 'choice',
      '/questions/0/options:lines': 'Stadt | city\r\nLand | country',
      '/questions/0/required:boolean': 'true',
      '/questions/1/label/de': 'Was brauchen Sie?',
      '/questions/1/kind': 'text',
      '/questions/1/maxLength:number': '200',
      '/questions/1/sensitive:boolean': 'true',
    });
    expect(await read('alles')).toMatchObject({
      title: { de: 'Alles', en: 'Everything' },
      summary: { de: 'Worum es geht' },
      timeZone: 'Europe/Lisbon',
      capacity: 30,
      waitingList: true,
      promoteUntil: 'PT6H',
      directEntry: 'PT15M',
      seatsPerAddress: 3,
      registrationOpensAtLocal: '2027-03-10T08:00',
      registrationClosesAtLocal: '2027-04-27T12:00',
      attendanceMode: 'hybrid',
      place: {
        ...{ name: 'Altes Rathaus', address: ['Markt 1', '04109 Leipzig'] },
        accessibility: { de: 'Aufzug im Hof' },
        coordinates: { latitude: 51.3405, longitude: 12.3752 },
      },
      joinUrl: 'https://meet.example/all',
      joinInfo: { de: 'Einwahl' },
      reminders: ['P7D', 'PT1H', 'P5D'],
      workingGroups: [{ workingGroupId: 'gruppe-sued', title: { de: 'Gruppe Süd' }, capacity: 10 }],
      questions: [
        {
          questionId: 'woher',
          kind: 'choice',
          required: true,
          options: [
            { value: 'stadt', label: { de: 'Stadt', en: 'city' } },
            { value: 'land', label: { de: 'Land', en: 'country' } },
          ],
        },
        { questionId: 'was-brauchen-sie', maxLength: 200, sensitive: true },
      ],
    });
  });

  it('says at the field what is wrong, keeps what was typed, and makes nothing', async () => {
    const answer = await visitor.post(newEvent, {
      ...(await fieldsOf(newEvent)),
      '/startsAtLocal': '2027-04-28T19:00',
      '/endsAtLocal': '2027-04-28T17:00',
      '/eventId': 'wrong',
      '/title/de': 'Falsch',
      '/waitingList:boolean': 'true',
      '/questions/0/label/de': 'Eine Wahl',
      '/questions/0/kind': 'choice',
      '/questions/0/options:lines': 'nur eine | only one',
    });
    expect(answer.status).toBe(422);
    const text = textOf(answer.body);
    expect(text).toContain('Antworten zur Auswahl: ');
    expect(answer.body).toContain('nur eine | only one</textarea>');
    expect((await world.call('GET', '/events/wrong')).status).toBe(404);
  });

  it('says at the place that there is none, and leaves its fields open', async () => {
    const answer = await visitor.post(newEvent, {
      ...(await fieldsOf(newEvent)),
      ...{ '/title/de': 'Ohne Ort', '/attendanceMode': 'onsite' },
      ...{ '/startsAtLocal': '2027-04-28T17:00', '/endsAtLocal': '2027-04-28T19:00' },
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Name des Ortes: Eine Veranstaltung vor Ort braucht einen Ort.');
    expect(answer.body).toMatch(/<details class="row" open[^>]*><summary>Der Ort/);
  });

  it('warns of an hour that there is not when it shows the form again', async () => {
    const answer = await visitor.post(newEvent, {
      ...(await fieldsOf(newEvent)),
      '/startsAtLocal': '2027-03-28T02:30',
      '/endsAtLocal': '2027-03-28T05:00',
    });
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain('Der Beginn liegt in der Stunde, die bei der Umstellung ausfällt');
  });
});

describe('changing an event', () => {
  it('loses nothing of it when its form is sent as it stands', async () => {
    await world.must('POST', '/events', { ...part1, eventId: 'whole', seriesId: series.seriesId });
    const before = await read('whole');
    await visitor.done('/console/events/whole/edit', await fieldsOf('/console/events/whole/edit'));
    const after = await read('whole');
    expect({ ...after, version: 0, updatedAt: '' }).toEqual({ ...before, version: 0, updatedAt: '' });
  });

  it('notices that somebody else was faster, and keeps what was typed', async () => {
    const path = '/console/events/whole/edit';
    const fields = await fieldsOf(path);
    await visitor.done(path, fields);
    const answer = await visitor.post(path, { ...fields, '/title/de': 'Zu spät' });
    expect(answer.status).toBe(412);
    expect(answer.body).toContain('value="Zu spät"');
    expect((await read('whole')).title).toEqual(part1.title);
  });

  it('asks before it moves one with people, and tells them at the chosen time', async () => {
    const base = await withPerson('moves');
    const fields = {
      ...(await fieldsOf(`${base}/edit`)),
      '/startsAtLocal': '2027-05-20T16:00',
      '/endsAtLocal': '2027-05-20T18:00',
    };
    const asked = await visitor.post(`${base}/edit`, fields);
    expect(asked.status).toBe(200);
    expect(textOf(asked.body)).toContain('Das betrifft 1 Person');
    expect((await read('moves')).startsAtLocal).toBe(part2.startsAtLocal);
    const carried = formFields(asked.body, `${base}/edit`);
    expect(carried['/startsAtLocal']).toEqual(['2027-05-20T16:00']);

    const back = await visitor.post(`${base}/edit`, { ...carried, back: '1' });
    expect(formFields(back.body, `${base}/edit`)['/startsAtLocal']).toEqual(['2027-05-20T16:00']);

    const timeless = await visitor.post(`${base}/edit`, { ...carried, '/notice': 'at' });
    expect(timeless.status).toBe(422);
    expect(textOf(timeless.body)).toContain('Zeitpunkt (Europe/Berlin): ');
    const past = { ...carried, '/notice': 'at', '/noticeAt': '2027-02-01T10:00' };
    expect((await visitor.post(`${base}/edit`, past)).status).toBe(422);
    for (const notice of ['now', 'none']) {
      const both = { ...carried, '/notice': notice, '/noticeAt': '2027-03-01T18:00' };
      const answer = await visitor.post(`${base}/edit`, both);
      expect([answer.status, answer.body]).toEqual([422, expect.stringContaining('href="#f-noticeAt"')]);
    }
    expect((await read('moves')).startsAtLocal).toBe(part2.startsAtLocal);

    await visitor.done(`${base}/edit`, { ...carried, '/notice': 'at', '/noticeAt': '2027-03-01T18:00' });
    expect((await read('moves')).startsAtLocal).toBe('2027-05-20T16:00');
    await world.runner.settle();
    const moved = async () =>
      (await world.client.mails('moves@example.org')).filter(({ text }) =>
        text.includes('20. Mai 2027, 16–18 Uhr'),
      );
    expect(await moved()).toEqual([]);
    await world.client.advance('PT8H');
    expect(await moved()).toHaveLength(1);
  });

  it('says before one takes place otherwise what that means for whom, and what they would read', async () => {
    const base = await withPerson('anders');
    const asked = await visitor.post(`${base}/edit`, {
      ...(await fieldsOf(`${base}/edit`)),
      '/attendanceMode': 'onsite',
      ...{ '/place/name': 'Rathaus', '/place/address:lines': 'Markt 1', '/joinUrl': '' },
    });
    const text = textOf(asked.body);
    expect(text).toContain('1 Person: bisher online, künftig vor Ort.');
    expect(text).toContain('Die Mail, die sie bekämen');
    expect(text).toContain('Findet jetzt vor Ort statt');
    expect((await read('anders')).attendanceMode).toBe('online');
  });

  it('moves one without a mail when that is chosen, and asks nobody where nobody is', async () => {
    const base = await withPerson('silent');
    const later = { '/startsAtLocal': '2027-05-21T16:00', '/endsAtLocal': '2027-05-21T18:00' };
    const asked = await visitor.post(`${base}/edit`, { ...(await fieldsOf(`${base}/edit`)), ...later });
    const before = (await world.client.mails('silent@example.org')).length;
    await visitor.done(`${base}/edit`, { ...formFields(asked.body, `${base}/edit`), '/notice': 'none' });
    await world.client.advance('PT10M');
    expect((await read('silent')).startsAtLocal).toBe('2027-05-21T16:00');
    expect((await world.client.mails('silent@example.org')).length).toBe(before);

    await world.publish({ ...part2, eventId: 'nobody' });
    const empty = '/console/events/nobody/edit';
    const answer = await visitor.post(empty, { ...(await fieldsOf(empty)), ...later });
    expect(answer.status).toBe(303);
  });

  it('tells people of another change when that is ticked', async () => {
    const base = await withPerson('told');
    const fields = await fieldsOf(`${base}/edit`);
    const before = (await world.client.mails('told@example.org')).length;
    await visitor.done(`${base}/edit`, { ...fields, '/title/de': 'Neuer Titel', '/isTold:boolean': 'true' });
    await world.client.advance('PT10M');
    const mails = await world.client.mails('told@example.org');
    expect(mails.length).toBe(before + 1);
    expect(mails.at(-1)?.text).toContain('Neuer Titel');
  });
});

describe('the form’s preview', () => {
  it('shows what is being typed, in a frame that runs nothing', async () => {
    const answer = await visitor.post(`/console/series/${series.seriesId}/form`, {
      ...(await fieldsOf(newEvent)),
      '/title/de': 'Noch nicht gespeichert',
      '/startsAtLocal': '2027-04-28T17:00',
      '/endsAtLocal': '2027-04-28T19:00',
      '/questions/0/label/de': 'Was erwarten Sie?',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(textOf(answer.body)).toContain('Noch nicht gespeichert');
    expect(textOf(answer.body)).toContain('Was erwarten Sie?');
    expect((await world.call('GET', '/events/noch-nicht-gespeichert')).status).toBe(404);
  });

  it('says what is missing for one', async () => {
    const answer = await visitor.post(`/console/series/${series.seriesId}/form`, await fieldsOf(newEvent));
    expect(answer.status).toBe(200);
    expect(textOf(answer.body)).toContain('Noch keine Vorschau');
  });

  it('shows a draft as it would be', async () => {
    const answer = await visitor.get('/console/events/whole/form');
    expect(textOf(answer.body)).toContain('Engagement im Dorf');
  });
});

describe('an event’s life', () => {
  it('is published by a button, which says why it can’t when the event is over', async () => {
    await world.must('POST', '/events', { ...part2, eventId: 'draft', seriesId: series.seriesId });
    const { body } = await visitor.get('/console/events/draft');
    const fields = formFields(body, '/console/events/draft/publish');
    const answer = await visitor.done('/console/events/draft/publish', fields);
    expect(textOf(answer.body)).toContain('Veröffentlicht');
    expect(textOf(answer.body)).toContain('Erinnerung, 1 Tag vorher');
    expect((await read('draft')).status).toBe('published');

    const past = { eventId: 'past', startsAtLocal: '2027-01-10T17:00', endsAtLocal: '2027-01-10T19:00' };
    await world.must('POST', '/events', { ...part2, ...past, reminders: [], seriesId: series.seriesId });
    const refused = await visitor.post('/console/events/past/publish', {});
    expect(refused.status).toBe(422);
    expect(textOf(refused.body)).toContain('liegt in der Vergangenheit');
    expect((await read('past')).status).toBe('draft');
  });

  it('is cancelled behind a screen that counts whom it reaches', async () => {
    const base = await withPerson('cancelled');
    const { body } = await visitor.get(`${base}/cancel`);
    expect(textOf(body)).toContain('1 Person mit Platz oder auf der Warteliste bekommt gleich eine Absage');
    expect(textOf(body)).toContain('nicht rückgängig');
    await visitor.done(`${base}/cancel`, formFields(body, `${base}/cancel`));
    await world.client.advance('PT5M');
    expect((await read('cancelled')).status).toBe('cancelled');
    const mails = await world.client.mails('cancelled@example.org');
    expect(mails.at(-1)?.attachments[0]?.content).toBeDefined();
    expect(textOf((await visitor.get(base)).body)).not.toContain('Absagen …');
  });

  it('ends by deleting when nobody was registered, else it says why not', async () => {
    const taken = await withPerson('taken');
    const refused = await visitor.get(`${taken}/delete`);
    expect(textOf(refused.body)).toContain('Es ist oder war jemand angemeldet');
    expect(() => formFields(refused.body, `${taken}/delete`)).toThrow('no form');
    expect((await visitor.post(`${taken}/delete`, {})).status).toBe(409);

    const { body } = await visitor.get('/console/events/past/delete');
    await visitor.done('/console/events/past/delete', formFields(body, '/console/events/past/delete'));
    expect((await world.call('GET', '/events/past')).status).toBe(404);
  });

  it('begins again as a copy at another time', async () => {
    const answer = await visitor.done('/console/events/whole/clone', {
      '/startsAtLocal': '2027-09-01T10:00',
    });
    expect(textOf(answer.body)).toContain('Die Kopie ist angelegt');
    const copy = await read('whole-2027-09-01');
    expect(copy).toMatchObject({ status: 'draft', endsAtLocal: '2027-09-01T12:00', title: part1.title });
    const again = await visitor.post('/console/events/whole/clone', { '/startsAtLocal': '2027-09-01T10:00' });
    expect(again.status).toBe(409);
    expect(again.body).toContain('value="whole-2027-09-01"');
  });
});

describe('roles', () => {
  it('a viewer sees no button that would be refused, and no join link', async () => {
    const reader = await Visitor.logIn(world, viewer);
    const { body } = await reader.get('/console/events/draft');
    expect(body).not.toMatch(/\/(edit|clone|cancel|delete|publish|attendance)"/);
    expect(body).not.toContain(part2.joinUrl);
    expect((await visitor.get('/console/events/draft')).body).toContain(part2.joinUrl);
    for (const action of ['edit', 'clone', 'cancel', 'delete']) {
      expect((await reader.get(`/console/events/draft/${action}`)).status).toBe(403);
      expect((await reader.post(`/console/events/draft/${action}`, {})).status).toBe(403);
    }
    expect((await reader.post('/console/events/alles/publish', {})).status).toBe(403);
    expect((await reader.get(newEvent)).status).toBe(403);
    expect((await reader.post(newEvent, {})).status).toBe(403);
  });

  it('a co-organiser of another series finds nothing', async () => {
    const email = 'partner@stiftung-marktplatz.example';
    await world.must('POST', '/series', { ...series, seriesId: 'other' });
    await world.must('POST', '/organisers', { email, role: 'editor', locale: 'de', seriesIds: ['other'] });
    const partner = await Visitor.logIn(world, email);
    for (const path of [
      '/console/events/draft',
      '/console/events/draft/edit',
      '/console/events/draft/form',
      newEvent,
    ]) {
      expect((await partner.get(path)).status).toBe(404);
    }
    expect((await partner.post(`/console/series/${series.seriesId}/form`, {})).status).toBe(404);
  });
});
