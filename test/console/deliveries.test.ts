import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formUrl, part1, part2, privacy, series, World } from '../organiser/world.ts';
import { textOf, Visitor } from './visitor.ts';

let world: World;
let visitor: Visitor;
const { eventId } = part1;
const path = `/console/events/${eventId}/deliveries`;

const deliveryOf = async (kind: string, email: string) => {
  const { body } = await visitor.get(`${path}?each=true`);
  const row = body.split('<tr>').find((one) => one.includes(email) && one.includes(kind)) ?? '';
  return /href="(\/console\/deliveries\/[^"]+)"/.exec(row)?.[1] ?? '';
};
beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  await world.publish(part1, { questions: [] });
  await world.register('aylin@rathaus.example', [eventId]);
  await world.register('bounce@simulator.amazonses.com', [eventId]);
  await world.publish(part2, { questions: [] });
  await world.client.signUp({
    ...{ name: 'Niemand', email: 'bounce+2@simulator.amazonses.com', locale: 'de' },
    ...{ eventIds: [part2.eventId], notices: privacy, formUrl },
  });
  await world.runner.settle();
  // The day before, when the first reminder has gone out.
  await world.client.clock('2027-04-27T16:00:00Z');
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

describe('an event’s mails', () => {
  it('are counted by cause and outcome, and listed with whom they are for', async () => {
    const text = textOf((await visitor.get(path)).body);
    expect(text).toContain('Mails an Einzelne');
    expect(text).toMatch(/Erinnerung, 27\.04\.2027, 17:00/);
    expect(text).toContain('aylin@rathaus.example');
  });

  it('are found by outcome', async () => {
    const skipped = textOf((await visitor.get(`${path}?state=skipped`)).body);
    const own = skipped.slice(skipped.indexOf('Liste der Mails'));
    expect(own).toContain('bounce@simulator.amazonses.com');
    expect(own).toContain('weil eine Mail zurückkam');
    expect(own).not.toContain('aylin@rathaus.example');
  });

  it('say that a list is shorter than what was counted, once mails are deleted', async () => {
    // The verification bounced in March, and its delivery is gone by now.
    const { body } = await visitor.get(`/console/events/${part2.eventId}/deliveries?state=failed`);
    expect(textOf(body)).toContain('gezählt bleiben sie');
    expect(textOf(body)).toMatch(/Mails an Einzelne \(Bestätigungen und Ähnliches\) – 0 1 0 /);
  });

  it('of a reminder that is still to come are none, and of a strange notification not found', async () => {
    const { body } = await visitor.get(path);
    const planned = [...body.matchAll(/notificationId=([^"&]+)"/g)].map(([, id]) => id);
    expect(planned.length).toBeGreaterThan(0);
    for (const id of planned) expect((await visitor.get(`${path}?notificationId=${id}`)).status).toBe(200);
    expect((await visitor.get(`${path}?notificationId=nothing`)).status).toBe(404);
  });
});

describe('one mail', () => {
  it('is shown as it would be made now, and its links lead nowhere', async () => {
    const delivery = await deliveryOf('Anmeldebestätigung', 'aylin@rathaus.example');
    const { body } = await visitor.get(delivery);
    expect(textOf(body)).toContain('aylin@rathaus.example');
    expect(textOf(body)).toContain('wenn sie jetzt gemacht würde');
    const registration = /href="([^"]*\/registrations[?/][^"]+)"/.exec(body)?.[1] ?? '';
    expect(textOf((await visitor.get(registration)).body)).toContain('aylin@rathaus.example');
    const frame = await visitor.get(`${delivery}/mail`);
    expect(frame.headers.get('content-security-policy')).toContain('sandbox');
    const links = [
      ...`${frame.body} ${body}`.matchAll(/https?:\/\/[^"\s<>]+\/(registration|go)\/[^"\s<>]+/g),
    ];
    expect(links.length).toBeGreaterThan(1);
    for (const [link] of links) {
      expect((await fetch(link.replaceAll('&amp;', '&'), { redirect: 'manual' })).status).toBe(404);
    }
    const mail = (await world.mails('aylin@rathaus.example')).find((one) =>
      one.text.includes('/registration/'),
    );
    const real = mail && world.client.link(mail, '/registration/');
    expect((await fetch(real ?? '')).status).toBe(200);
  });

  it('that is settled has no button to send it once more', async () => {
    const delivery = await deliveryOf('Anmeldebestätigung', 'aylin@rathaus.example');
    expect((await visitor.get(delivery)).body).not.toContain('/resend');
    expect((await visitor.post(`${delivery}/resend`, {})).status).toBe(409);
    expect((await visitor.get('/console/deliveries/none_here')).status).toBe(404);
  });

  it('whose outcome is unknown is sent once more behind a screen that says what that may mean', async () => {
    await world.client.must('PUT', '/_local/faults', { json: { ses: { failBefore: 1 } } });
    // The second reminder, an hour before the start.
    await world.client.clock('2027-04-28T14:02:00Z');
    await world.client.must('PUT', '/_local/faults', { json: {} });
    visitor = await Visitor.logIn(world);
    const { body } = await visitor.get(`${path}?state=unknown`);
    expect(textOf(body)).toContain('Erinnerung, 28.04.2027, 16:00');
    const delivery = /href="(\/console\/deliveries\/[^"]+)"/.exec(body)?.[1] ?? '';
    const asked = textOf((await visitor.get(`${delivery}/resend`)).body);
    expect(asked).toContain('womöglich zweimal');
    const before = (await world.mails('aylin@rathaus.example')).length;
    await visitor.done(`${delivery}/resend`, {});
    await world.client.advance('PT2M');
    expect(await world.mails('aylin@rathaus.example')).toHaveLength(before + 1);
  });
});
