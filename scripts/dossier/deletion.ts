import { terms } from '../../functions/core/table/terms.ts';
import { type Block, heading, pairs, table } from './blocks.ts';
import { type Answered, inAll, notRead } from './input.ts';

const whose = {
  attendee: 'Teilnehmende',
  organiser: 'Team',
  hash: 'Schlüssel-Hash',
  nobody: 'niemand',
} as const;
const triggers = {
  dispatch: 'dispatch, jede Minute',
  person: 'Löschung der Person',
  owner: 'Verwaltung',
  reads: 'beim Lesen unsichtbar',
  replaced: 'der nächste ersetzt es',
  organiser: 'Person oder Team',
  none: 'keiner',
} as const;
const backstops = { ttl: 'TTL der Tabelle', review: 'Durchsicht', none: 'keiner nötig' } as const;

/** The deletion concept (DIN 66398): classes by whose data it is, start and term, with what ends each, and where that ends. */
export function deletionConcept({ stage, stored }: Answered): Block[] {
  return [
    heading('Löschkonzept (DIN 66398)'),
    table(
      ['Eintrag', 'Klasse', 'Beginn', 'Frist', 'Auslöser', 'Rückhalt'],
      Object.entries(terms).map(([type, { of, start, term, trigger, backstop }]) => [
        ...[type, whose[of], start, term],
        ...[triggers[trigger], backstops[backstop]],
      ]),
      '',
    ),
    table(
      ['Reihe', 'Titel', 'Frist in Tagen'],
      (stored?.series ?? []).map(({ seriesId, title, retentionDays }) => [
        ...[seriesId, inAll(title)],
        retentionDays === undefined ? `${stage.retentionDays} (Vorgabe der Stufe)` : String(retentionDays),
      ]),
      stored ? 'Keine Reihe.' : notRead,
    ),
    pairs([
      ['Frist der Stufe, wo die Reihe keine nennt', `${stage.retentionDays} Tage`],
      ['Rückhalt TTL', '35 Tage nach der Löschung durch dispatch'],
      ['Logs', `${stage.logRetentionDays} Tage`],
      ['Rückmeldungen von SES, die nicht gelesen werden konnten', '14 Tage in der Warteschlange'],
      [
        'Außer Reichweite',
        'Heruntergeladenes, Sicherungen (35 Tage), Postfächer und ihre Anbieter, Kalendereinträge, Videokonferenz',
      ],
      [
        'Letzter Lauf',
        stored === undefined ? notRead : (stored.lane.lastRunAt ?? 'noch keiner: die Stufe ist neu'),
      ],
      ['Stillstand', 'meldet der Alarm Silence nach zehn Minuten'],
    ]),
  ];
}
