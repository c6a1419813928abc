import { existsSync } from 'node:fs';
import { type Block, heading, table } from './blocks.ts';
import type { Answered, DossierInput } from './input.ts';
import { resourcesOf, resourcesWhere } from './template.ts';

/** A measure (Art. 32 GDPR) with what shows it: resources of the stage's own template, a test of the software, or both. */
interface Measure {
  aim: string;
  measure: string;
  /** Of this type, each whose properties hold this text; a stage without one doesn't take the measure. */
  resources?: { type: string; holding?: string };
  tests: readonly string[];
}

const measures: readonly Measure[] = [
  {
    aim: 'Zugang',
    measure: 'Team nur mit Token (gehasht gespeichert) oder Anmeldelink; Widerruf wirkt sofort',
    tests: ['test/core/access/organiser.test.ts'],
  },
  {
    aim: 'Zugang',
    measure: 'Teilnehmende nur mit signiertem Link, der je Zweck gilt und widerrufen werden kann',
    tests: [
      'test/core/values/link-token.test.ts',
      'test/abuse/forged.test.ts',
      'test/attendee/link-lives.test.ts',
    ],
  },
  {
    aim: 'Zugriff',
    measure: 'Rollen je Reihe; Adressen, besondere Angaben und Herunterladen als eigene Rechte',
    tests: ['test/core/access/rights.test.ts', 'test/organiser/matrix.long.ts'],
  },
  {
    aim: 'Zugriff',
    measure: 'jede Funktion mit eigener Rolle und genau den Rechten, die sie benutzt (Kapitel 12)',
    resources: { type: 'AWS::IAM::Role' },
    tests: ['test/deployment/year.long.ts'],
  },
  {
    aim: 'Pseudonymisierung',
    measure: 'Adressen als Schlüssel-Hash; der Schlüssel liegt allein im Geheimnis der Stufe',
    resources: { type: 'AWS::SecretsManager::Secret' },
    tests: ['test/core/values/key-ring.test.ts', 'test/scripts/key-rotation.test.ts'],
  },
  {
    aim: 'Verschlüsselung',
    measure: 'Mails nur über TLS an den empfangenden Server',
    resources: { type: 'AWS::SES::ConfigurationSet', holding: '"TlsPolicy":"REQUIRE"' },
    tests: ['test/lib/eventbote-stack.test.ts'],
  },
  {
    aim: 'Verschlüsselung',
    measure: 'eigener Schlüssel für Tabelle, Warteschlangen, Geheimnis, Logs (sonst Schlüssel von AWS)',
    resources: { type: 'AWS::KMS::Key' },
    tests: ['test/lib/encryption-key.test.ts'],
  },
  {
    aim: 'Integrität',
    measure: 'jede Änderung in einer Transaktion; ein GET ändert nichts; Seiten anderer werden abgewiesen',
    tests: ['test/core/transactions/largest-transactions.test.ts', 'test/abuse/other-sites.test.ts'],
  },
  {
    aim: 'Verfügbarkeit',
    measure: 'Wiederherstellung auf jede Sekunde der letzten 35 Tage',
    resources: { type: 'AWS::DynamoDB::GlobalTable', holding: '"PointInTimeRecoveryEnabled":true' },
    tests: ['test/deployment/restore-drill.test.ts'],
  },
  {
    aim: 'Verfügbarkeit',
    measure: 'Löschschutz der Tabelle',
    resources: { type: 'AWS::DynamoDB::GlobalTable', holding: '"DeletionProtectionEnabled":true' },
    tests: ['test/lib/eventbote-stack.test.ts'],
  },
  {
    aim: 'Verfügbarkeit',
    measure: 'Alarme an eine Adresse, die täglich gelesen wird',
    resources: { type: 'AWS::CloudWatch::Alarm' },
    tests: ['test/lib/alarms.test.ts'],
  },
  {
    aim: 'Verfügbarkeit',
    measure: 'Warteschlangen für Fehlgeschlagenes',
    resources: { type: 'AWS::SQS::Queue', holding: '"MessageRetentionPeriod":1209600' },
    tests: ['test/lib/eventbote-stack.test.ts'],
  },
  {
    aim: 'Löschung',
    measure: 'TTL als Rückhalt der Löschung',
    resources: { type: 'AWS::DynamoDB::GlobalTable', holding: '"TimeToLiveSpecification"' },
    tests: [
      'test/core/table/terms.test.ts',
      'test/core/upkeep/own-terms.test.ts',
      'test/attendee/erasing.test.ts',
    ],
  },
  {
    aim: 'Löschung',
    measure:
      'nach einer Wiederherstellung bleibt beendet, was beendet war: die Stufe ist zu, bis das abgearbeitet ist',
    tests: ['test/core/upkeep/ledger.test.ts', 'test/deployment/restore-drill.test.ts'],
  },
  {
    aim: 'Datensparsamkeit',
    measure: 'Logs enden, und nennen weder Namen noch Adressen noch Antworten noch IP-Adressen',
    resources: { type: 'AWS::Logs::LogGroup', holding: '"RetentionInDays":' },
    tests: ['test/deployment/year.long.ts'],
  },
  {
    aim: 'Belastbarkeit',
    measure: 'Grenzen je Weg und je Absender; höchstens drei Mails in der Stunde an eine Adresse',
    resources: { type: 'AWS::ApiGatewayV2::Stage', holding: '"ThrottlingRateLimit"' },
    tests: ['test/abuse/limits.test.ts', 'test/abuse/mail-allowance.test.ts'],
  },
  {
    aim: 'Nachweis',
    measure: 'gezeigter Text mit Fassung, Sprache, Prüfsumme und Weg',
    tests: ['test/core/table/notices.test.ts', 'test/core/organising/notice-terms.test.ts'],
  },
  {
    aim: 'Vertraulichkeit',
    measure: 'niemand erfährt, wer angemeldet ist: gleiche Antwort in gleicher Zeit',
    tests: ['test/core/registration/probing.test.ts', 'test/abuse/timing.ts'],
  },
  {
    aim: 'Barrierefreiheit',
    measure: 'axe-core über Seiten, Konsole und Mails (Kapitel 16)',
    tests: ['test/accessibility.test.ts'],
  },
];

const found = ({ resources }: Measure, { template }: Pick<DossierInput, 'template'>) =>
  resources === undefined
    ? undefined
    : resourcesWhere(template, resources.type, (properties) =>
        JSON.stringify(properties).includes(resources.holding ?? ''),
      );

/** Each measure that the stage does not take: its template has no resource that shows it. */
export const missingMeasures = (input: Pick<DossierInput, 'template'>): string[] =>
  measures.filter((one) => found(one, input)?.length === 0).map(({ measure }) => measure);

/** Each test that a measure names and that there isn't. */
export const missingTests = (): string[] =>
  measures
    .flatMap(({ tests }) => tests)
    .filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)));

/** Measures with what shows each, and what the stage is made of. */
export function measuresTaken(input: Answered): Block[] {
  return [
    heading('Maßnahmen (Art. 32 DSGVO)'),
    table(
      ['Ziel', 'Maßnahme', 'in der Vorlage der Stufe', 'geprüft durch'],
      measures.map((one) => {
        const resources = found(one, input);
        return [
          ...[one.aim, one.measure],
          resources === undefined ? 'in der Software' : resources.join(', ') || 'FEHLT',
          one.tests.join(', '),
        ];
      }),
      '',
      2,
    ),
    table(
      ['Ressource', 'Anzahl'],
      resourcesOf(input.template).map(([type, count]) => [type, String(count)]),
      '',
    ),
  ];
}
