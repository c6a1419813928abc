import type { EventFacts, Frame } from '../../../functions/core/mail/mail-content.ts';
import type { Locale, Wording } from '../../../functions/core/values/locale.ts';

export const host = 'https://seminare.stiftung-marktplatz.example';
export const wording = (locale: Locale, de: string, en: string): Wording => ({ text: pick(locale, de, en) });
export const pick = (locale: Locale, de: string, en: string) => (locale === 'de' ? de : en);

export function sampleFrame(locale: Locale): Frame {
  return {
    locale,
    timeZone: 'Europe/Berlin',
    organisation: {
      name: 'Stiftung Marktplatz',
      imprint: [
        'Marktplatz 1, 12345 Weiden am Fluss',
        'Vertreten durch: Ida Beispiel, Vorstand',
        'Stiftungsverzeichnis Musterland, Nr. 42',
        'post@stiftung-marktplatz.example, Telefon 030 123456',
      ],
      imprintUrl: 'https://www.stiftung-marktplatz.example/impressum',
      privacyUrl: 'https://www.stiftung-marktplatz.example/datenschutz',
      colour: '#1f4e79',
    },
    series: {
      title: wording(locale, 'Gemeinsam stark vor Ort', 'Stronger together, locally'),
      organisers: ['Stiftung Marktplatz', 'Institut für Stadtfragen', 'Institut für Landfragen'],
    },
  };
}

/** The three parts of the series, without anybody's standing. */
export function sampleEvents(locale: Locale): [EventFacts, EventFacts, EventFacts] {
  const event = (eventId: string, title: string, startsAt: string, endsAt: string): EventFacts => ({
    eventId,
    title: { text: title },
    startsAt,
    endsAt,
    timeZone: 'Europe/Berlin',
    attendanceMode: 'online',
    pageUrl: `${host}/events/${eventId}`,
  });
  return [
    {
      ...event(
        'sichtbar-machen',
        pick(locale, 'Zivilgesellschaft sichtbar machen', 'Making civil society visible'),
        '2027-04-28T15:00:00.000Z',
        '2027-04-28T17:00:00.000Z',
      ),
      workingGroup: wording(locale, 'Kleinstadt kooperativ', 'Cooperative small towns'),
      joinUrl: `${host}/go/r1.abcdefghijklmnopqrstuv/join`,
      joinInfo: wording(
        locale,
        'Der Vortragsteil wird aufgezeichnet, die Arbeitsgruppen nicht.',
        'The talks are recorded, the working groups are not.',
      ),
    },
    {
      ...event(
        'kultur-staerken',
        pick(locale, 'Demokratische Kultur stärken', 'Strengthening democratic culture'),
        '2027-05-19T15:00:00.000Z',
        '2027-05-19T16:30:00.000Z',
      ),
      joinUrl: `${host}/go/r2.abcdefghijklmnopqrstuv/join`,
    },
    event(
      'vernetzen',
      pick(locale, 'Wie gelingt das Netzwerken?', 'How does networking succeed?'),
      '2027-06-16T15:00:00.000Z',
      '2027-06-16T16:30:00.000Z',
    ),
  ];
}

export const registrationUrl = `${host}/registration/p1.abcdefghijklmnopqrstuv`;
export const confirmUrl = `${host}/confirm/s1.abcdefghijklmnopqrstuv`;
