import { describe, expect, test } from 'vitest';
import { calendarFeed, calendarFrame } from '../../../functions/core/mail/calendar.ts';
import { composer } from '../../../functions/core/mail/compose.ts';
import { webCalendarUrl } from '../../../functions/core/mail/web-calendars.ts';
import { renderMail } from '../../../functions/views/mail.ts';
import { sampleMails } from '../../views/samples.ts';
import { publicUrl, sampleEvent, stage } from '../samples.ts';

const frame = calendarFrame(
  { stage, publicUrl },
  { locale: 'de', title: 'Gemeinsam stark', organisers: ['Stiftung Marktplatz'] },
);
/** As a row would be whose zone the runtime no longer knows. */
const broken = { ...sampleEvent({ eventId: 'kaputt' }), timeZone: 'Nowhere/Land' };
const teil2 = sampleEvent({ eventId: 'teil-2', title: { de: 'Zwei' } });

describe('the feed of a series', () => {
  test('says how it is called and how often to ask, and bears the time of the last change', () => {
    const { text } = calendarFeed([sampleEvent({ updatedAt: '2027-03-05T10:00:00.000Z' })], frame);
    expect(text).toMatch(/^NAME:Gemeinsam stark\r$/m);
    expect(text).toMatch(/^X-WR-CALNAME:Gemeinsam stark\r$/m);
    expect(text).toMatch(/\r\nEND:VCALENDAR\r\n$/);
    expect(text).toMatch(/^REFRESH-INTERVAL;VALUE=DURATION:PT1H\r$/m);
    expect(text).toMatch(/^X-PUBLISHED-TTL:PT1H\r$/m);
    expect(text).toMatch(/^DTSTAMP:20270305T100000Z\r$/m);
  });

  test('goes without an event that can’t be written, and names it', () => {
    const { text, failed } = calendarFeed([sampleEvent(), broken, teil2], frame);
    expect(text.match(/^UID:.*$/gm)).toHaveLength(2);
    expect(failed).toMatchObject([{ eventId: 'kaputt', part: 'event' }]);
  });
});

describe('a mail', () => {
  const { confirmation } = sampleMails('de');
  const mail = async (events: (typeof broken)[]) => {
    if (confirmation === undefined) throw new Error('no sample');
    const calendars = events.map((event) => ({ event, method: 'PUBLISH' as const }));
    const plan = {
      to: 'aylin@rathaus.example',
      facts: confirmation,
      calendars,
      replyTo: stage.replyTo,
      isUnverified: false,
    };
    let text = '';
    const compose = composer((facts) => {
      const rendered = renderMail(facts);
      text = rendered.text;
      return rendered;
    });
    const { raw, failed } = await compose(plan, { stage, publicUrl, now: '2027-03-01T09:00:00.000Z' });
    return { text, failed, files: raw.toString().match(/filename=[^\r]+/g) ?? [] };
  };

  test('goes without a calendar file that can’t be made, and does not speak of it', async () => {
    const { text, failed, files } = await mail([broken]);
    expect(failed).toMatchObject([{ eventId: 'kaputt', part: 'calendarFile' }]);
    expect(files).toEqual([]);
    expect(text).toContain('Sie haben einen Platz');
    expect(text).not.toContain('im Anhang');
  });

  test('has the other files all the same', async () => {
    const { text, files } = await mail([broken, teil2]);
    expect(files).toEqual(['filename=teil-2.ics']);
    expect(text).toContain('Den Termin für Ihren Kalender finden Sie im Anhang.');
  });
});

test('calendars on the web get title, moment, place and text', () => {
  const google = new URL(webCalendarUrl('google', sampleEvent(), frame));
  expect(google.host).toBe('calendar.google.com');
  expect(Object.fromEntries(google.searchParams)).toMatchObject({
    ...{ action: 'TEMPLATE', text: 'Sichtbar machen', dates: '20270428T150000Z/20270428T170000Z' },
    location: 'Online',
  });
  const outlook = new URL(webCalendarUrl('outlook', sampleEvent(), frame));
  expect(outlook.host).toBe('outlook.office.com');
  expect(Object.fromEntries(outlook.searchParams)).toMatchObject({
    ...{ subject: 'Sichtbar machen', startdt: '2027-04-28T15:00:00.000Z', location: 'Online' },
    body: expect.stringContaining('https://events.example/events/teil-1'),
  });
});
