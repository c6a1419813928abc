import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Client } from '../../scripts/client.ts';
import type { Step } from '../../scripts/story.ts';
import { Visitor } from '../console/visitor.ts';

const { series, events } = z
  .object({ series: z.looseObject({}), events: z.array(z.looseObject({ eventId: z.string() })) })
  .parse(JSON.parse(readFileSync(new URL('../../local/demo/series.json', import.meta.url), 'utf8')));

const formUrl = 'https://www.stiftung-marktplatz.example/gemeinsam-stark';
const seriesId = 'remainder';
const eventId = 'remainder-1';
const signUpOf = (name: string, email: string) => ({
  ...{ name, email, locale: 'de', eventIds: [eventId], formUrl },
  notices: { privacy: '2027-01', news: '2027-01' },
});
const bouncing = signUpOf('Hanne Rückläufer', 'bounce@simulator.amazonses.com');
const complaining = signUpOf('Iris Beschwerde', 'complaint@simulator.amazonses.com');
const rosa = signUpOf('Rosa Überall', 'rosa.ueberall@probe.example');
const theo = signUpOf('Theo Niemals', 'theo@probe.example');
const small = 'remainder-small';
const uwe = signUpOf('Uwe Zuerst', 'uwe@probe.example');
const vera = signUpOf('Vera Danach', 'vera@probe.example');

/**
 * What the year's story leaves out, so that story and remainder together use every permission: a series of its own
 * before the story begins. **Whoever adds a feature that needs a new permission plays it here**, if the story doesn't.
 */
export const remainder: Step[] = [
  {
    at: '2027-02-01T09:00:00Z',
    title: 'An organiser sets a series up, reads it, changes it',
    async act(client) {
      await client.organise('POST', '/series', { ...series, seriesId });
      for (const id of [eventId, 'remainder-2', 'remainder-3']) {
        const [first] = events;
        await client.organise('POST', '/events', {
          ...first,
          eventId: id,
          seriesId,
          capacity: 5,
          questions: [],
        });
      }
      await client.organise('GET', `/series/${seriesId}`);
      await client.organise('GET', '/series');
      await client.organise('GET', `/events?seriesId=${seriesId}`);
      await client.organise('PUT', `/series/${seriesId}`, { ...series, seriesId });
      for (const id of [eventId, 'remainder-2']) await client.organise('POST', `/events/${id}/publish`);
    },
  },
  {
    at: '2027-02-01T10:00:00Z',
    title: 'Visitors look at pages; somebody sends the form with faults',
    async act(client) {
      for (const path of [
        `/v1/series/${seriesId}`,
        `/v1/series/${seriesId}/calendar.ics`,
        `/v1/events/${eventId}`,
        `/v1/events/${eventId}/calendar.ics`,
        `/series/${seriesId}/signup`,
        `/events/${eventId}`,
        '/openapi.json',
        '/health',
      ]) {
        await client.must('GET', path);
      }
      const form = { eventIds: eventId, email: 'no address', formUrl };
      const faulty = await client.send('POST', '/v1/registrations', { form });
      if (faulty.status !== 422) throw new Error(`a form with faults was answered by ${faulty.status}`);
    },
  },
  {
    at: '2027-02-02T09:00:00Z',
    title: 'People sign up; one address bounces, one complains, one was somebody else',
    async act(client) {
      for (const form of [bouncing, complaining, rosa, theo]) await client.signUp(form);
      await client.advance('PT1M');
      await client.confirm(rosa.email);
      await client.confirm(complaining.email);
      await client.must('POST', `${await newest(client, theo.email, '/confirm/')}/delete`);
      await client.must('POST', '/link', { form: { email: rosa.email, eventId } });
    },
  },
  {
    at: '2027-02-02T10:00:00Z',
    title: 'An organiser writes to everybody',
    async act(client) {
      const text = { subject: 'Neues', body: 'Guten Tag {name}' };
      const announcement = {
        ...{ seriesId, kind: 'participation', audience: { eventIds: [eventId] } },
        texts: { de: text },
      };
      const { announcementId } = await client.organise('POST', '/announcements', announcement);
      await client.organise('POST', `/announcements/${announcementId}/send`, {});
    },
  },
  {
    at: '2027-02-03T09:00:00Z',
    title: 'Rosa adds a part, withdraws her news, cancels and has everything deleted',
    async act(client) {
      const own = await newest(client, rosa.email, '/registration/');
      await client.must('GET', own);
      await client.must('POST', own, { form: { eventId: 'remainder-2' } });
      await client.must('POST', own, { form: { news: 'off' } });
      await client.must('POST', own, { form: { news: 'on', 'notices.news': '2027-01' } });
      await client.must('POST', `${own}/cancel`, { form: { eventId: 'remainder-2' } });
      await client.must('POST', `${own}/data`);
      await client.advance('PT1M');
      const data = await newest(client, rosa.email, '/data/');
      await client.must('GET', data);
      await client.organise('GET', `/events/${eventId}/registrations`);
      await client.organise('GET', `/deliveries?eventId=${eventId}`);
      await client.organise('POST', '/people/information', { email: rosa.email });
      await client.must('POST', `${data}/delete`);
      await client.organise('POST', '/people/deletion', { email: rosa.email });
    },
  },
  {
    at: '2027-02-04T09:00:00Z',
    title: 'Two parts are cancelled',
    async act(client) {
      for (const id of [eventId, 'remainder-2']) await client.organise('POST', `/events/${id}/cancel`);
    },
  },
  {
    at: '2027-02-05T09:00:00Z',
    title: 'A part with one place: Uwe has it, Vera waits',
    async act(client) {
      const [first] = events;
      await client.organise('POST', '/events', {
        ...{ ...first, eventId: small, seriesId, capacity: 1, waitingList: true },
        ...{ questions: [], workingGroups: [], reminders: [] },
        ...{ startsAtLocal: '2027-02-10T17:00', endsAtLocal: '2027-02-10T18:00' },
        registrationClosesAtLocal: '2027-02-10T16:55',
      });
      await client.organise('POST', `/events/${small}/publish`);
      for (const person of [uwe, vera]) {
        await client.signUp({ ...person, eventIds: [small] });
        await client.advance('PT1M');
        await client.confirm(person.email);
      }
    },
  },
  {
    at: '2027-02-10T14:30:00Z',
    title: 'Too late for moving up, Uwe cancels',
    async act(client) {
      const own = await newest(client, uwe.email, '/registration/');
      await client.must('POST', `${own}/cancel`, { form: { eventId: small } });
    },
  },
  {
    at: '2027-02-10T15:30:00Z',
    title: 'Vera signs up once more and enters directly: her wait is over',
    act: (client) => client.signUp({ ...vera, eventIds: [small] }),
  },
  {
    at: '2027-02-11T09:00:00Z',
    title: 'An officer makes an event at the console, reads what is kept of somebody, and deletes the event',
    async act(client) {
      const officer = await Visitor.logIn({ client });
      const event = '/console/events/remainder-office';
      await officer.get(`/console/series/${seriesId}/new-event`);
      await officer.done(`/console/series/${seriesId}/new-event`, {
        ...{ '/title/de': 'Sprechstunde', '/eventId': 'remainder-office' },
        ...{ '/startsAtLocal': '2027-08-10T17:00', '/endsAtLocal': '2027-08-10T18:00' },
      });
      await officer.post('/console/people/information', { '/email': vera.email });
      await officer.get(`${event}/delete`);
      await officer.done(`${event}/delete`, { version: '0' });
    },
  },
  {
    at: '2027-02-28T09:00:00Z',
    title: 'An owner has changes sent to a system that is not there, until the endpoint is disabled',
    async act(client) {
      await client.organise('POST', '/webhooks', { label: 'CRM', url: 'https://crm.example/events' });
    },
  },
];

async function newest(client: Client, email: string, path: string): Promise<string> {
  const mail = (await client.mails(email)).findLast((one) => one.text.includes(path));
  if (mail === undefined) throw new Error(`no mail with a link to ${path} went to ${email}`);
  return client.link(mail, path);
}
