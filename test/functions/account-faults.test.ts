import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sesRefusals } from '../../local/mail/ses-refusals.ts';
import { Backend, event, signUpOf } from '../setup/backend.ts';

/** What SES says of the account, an identity, the configuration set or the credentials costs no mail (promise 11). */
let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('teil')]);
});
afterAll(() => backend.stop());

const faults = (wanted: object) => backend.send('PUT', '/_local/faults', { json: wanted });
const states = async () => new Set((await backend.rowsOf('delivery')).map(({ state }) => state));
const minutes = (count: number) => backend.runner.clock.advance(count * 60_000);
/** Lines that the alarm `Errors` counts. */
const errorLines = () =>
  ['Relay', 'Dispatch']
    .flatMap((name) => backend.logOf(name).split('\n'))
    .filter((line) => /"level":"ERROR"/.test(line));

describe.each(Object.keys(sesRefusals))('%s', (refuses) => {
  test('keeps every mail queued, raises the alarm, and all of them leave once it is over', async () => {
    const people = ['a', 'b', 'c'].map((who) => `${who}-${refuses.toLowerCase()}@account.example`);
    await backend.join(`d-${refuses.toLowerCase()}@account.example`, ['teil']);
    const before = errorLines().length;
    await faults({ ses: { refuses } });
    for (const email of people) expect((await backend.register(signUpOf(email, ['teil']))).status).toBe(202);
    const announcement = await backend.organise('POST', '/announcements', {
      seriesId: 'reihe',
      kind: 'participation',
      audience: { eventIds: ['teil'], status: ['confirmed'] },
      texts: { de: { subject: `Raum ${refuses}`, body: 'Ein Wort.' } },
    });
    expect(announcement.status).toBe(201);
    const { announcementId } = announcement.json;
    expect((await backend.organise('POST', `/announcements/${announcementId}/send`, {})).status).toBeLessThan(
      300,
    );
    await minutes(6);
    for (const email of people) expect(await backend.mails(email)).toEqual([]);
    expect(await states()).not.toContain('failed');
    expect(await states()).not.toContain('unknown');
    expect(errorLines().length).toBeGreaterThan(before);

    await faults({});
    await minutes(15);
    for (const email of people) expect(await backend.mails(email)).toHaveLength(1);
    const bulk = (await backend.mails(`d-${refuses.toLowerCase()}@account.example`)).filter(({ subject }) =>
      subject.includes(refuses),
    );
    expect(bulk).toHaveLength(1);
    expect(await states()).not.toContain('queued');
  });
});
