import { describe, expect, test } from 'vitest';
import {
  ConfigurationFaults,
  readDeployedStage,
  readStageConfiguration,
} from '../../lib/stage-configuration.ts';
import { context, shipped } from './synthesized.ts';

const { prod } = context.stages;

function faultsOf(stages: unknown, name = 'prod'): readonly string[] {
  try {
    readStageConfiguration(stages, name);
  } catch (error) {
    if (error instanceof ConfigurationFaults) return error.faults;
    throw error;
  }
  return [];
}
const changed = (changes: object) => faultsOf({ prod: { ...prod, ...changes } });
const organised = (changes: object) =>
  changed({ organisation: { ...Object(prod?.organisation), ...changes } });
const dossierAnswers = Object.entries(Object(shipped.stages.prod?.dossier)).flatMap(([name, answer]) =>
  typeof answer === 'string' ? [name] : Object.keys(Object(answer)).map((part) => `${name}.${part}`),
);
const imprint = ['Rathausplatz 1, 78999 Seeland', 'kontakt@seeland.internal'];

test('a prod that somebody has filled in is taken', () => {
  expect(faultsOf({ prod })).toEqual([]);
});

describe('prod as it is shipped', () => {
  test('is refused, with each setting that still has the example’s value', () => {
    const faults = faultsOf(shipped.stages);
    const examples = faults.filter((fault) => fault.includes('still has the example'));
    expect(examples.map((fault) => fault.split(':')[0]?.replace('stages.prod.', ''))).toEqual([
      ...['name', 'imprint.0', 'imprint.2', 'imprint.3', 'imprintUrl', 'privacyUrl'].map(
        (field) => `organisation.${field}`,
      ),
      'processors.0',
      ...['accessibility.statementUrl', 'accessibility.feedback'],
      ...dossierAnswers.map((name) => `dossier.${name}`),
      ...['mailDomain', 'sender', 'replyTo', 'allowedOrigins.0', 'owners.0', 'alarmAddress'],
    ]);
    for (const fault of faults) expect(fault).toMatch(/^stages\.prod\.\S+: .+\. Write /);
    // Beside them it is the days alone that are none yet.
    expect(faults.filter((fault) => !examples.includes(fault)).map((fault) => fault.split(':')[0])).toEqual(
      dossierAnswers.filter((name) => name.endsWith('.date')).map((name) => `stages.prod.dossier.${name}`),
    );
  });

  test('keeps no command away that works on what is deployed', () => {
    expect(readDeployedStage(shipped.stages, 'prod')).toMatchObject({ name: 'prod', region: 'eu-central-1' });
    // Nor do the answers of before that a new deployment would want in another form.
    const former = { ...prod, dossier: { restoreDrill: 'Probe am 10. November 2026' } };
    expect(readDeployedStage({ prod: former }, 'prod').name).toBe('prod');
  });

  test('is taken as a stage for trying out, which says so and goes with its stack', () => {
    const trial = { ...shipped.stages.prod, dossier: undefined, development: true, removal: 'destroy' };
    expect(faultsOf({ trial }, 'trial')).toEqual([]);
  });

  test.each([
    ['retain', 'live'],
    ['destroy', 'live'],
    ['destroy', 'production'],
    ['destroy', 'test'],
  ])('is refused by any other name that does not say development: %s, %s', (removal, name) => {
    const faults = faultsOf({ [name]: { ...shipped.stages.prod, removal, region: 'us-east-1' } }, name);
    expect(faults).toContainEqual(
      expect.stringMatching(new RegExp(`^stages\\.${name}\\.organisation\\.name: still has`)),
    );
    const filled = { ...prod, removal, region: 'us-east-1', logRetentionDays: 3653 };
    const settings =
      removal === 'retain' ? ['region', 'logRetentionDays'] : ['removal', 'region', 'logRetentionDays'];
    expect(faultsOf({ [name]: filled }, name).map((fault) => fault.split(':')[0])).toEqual(
      settings.map((setting) => `stages.${name}.${setting}`),
    );
  });

  test.each([
    ['prod', { removal: 'destroy' }],
    ['live', { removal: 'retain' }],
    ['live', { removal: 'destroy' }],
    ['production', { removal: 'destroy' }],
    ['produktion', { removal: 'destroy' }],
    ['echtbetrieb', { removal: 'destroy' }],
    ['prod-eu', { removal: 'destroy' }],
    ['anders', { removal: 'retain' }],
  ])('can’t say that it is for development: %s, %j', (name, changes) => {
    expect(faultsOf({ [name]: { ...prod, ...changes, development: true } }, name)).toEqual([
      expect.stringMatching(/\.development: is said of a stage .*\. Write false or nothing/),
    ]);
  });
});

describe('prod refuses', () => {
  test.each(['eu-west-2', 'eu-central-2', 'us-east-1', 'ap-south-1'])(
    'the region %s without an assessment of the transfer that it names',
    (region) => {
      expect(changed({ region })).toEqual([
        expect.stringMatching(
          /^stages\.prod\.region: lies outside the EU and the EEA.*Write .*"transferAssessment": \{"document"/,
        ),
      ]);
      const transferAssessment = {
        document: 'Transfer-Folgenabschätzung, Aktenplan 4.2',
        date: '2026-11-01',
      };
      expect(changed({ region, transferAssessment })).toEqual([]);
    },
  );

  test.each(['eu-central-1', 'eu-west-1', 'eu-west-3', 'eu-north-1', 'eu-south-2', 'eusc-de-east-1'])(
    'no assessment for %s',
    (region) => {
      expect(changed({ region })).toEqual([]);
    },
  );

  test('an assessment that names no document or no day', () => {
    const faults = changed({ region: 'eu-west-2', transferAssessment: { document: 'TIA', date: 'soon' } });
    expect(faults).toEqual([
      expect.stringMatching(/^stages\.prod\.transferAssessment\.document: .*Write an object of document/),
      expect.stringMatching(/^stages\.prod\.transferAssessment\.date: .*Write an object of document/),
    ]);
  });

  test.each([
    ['document', 'aaaaaaaaaa', 'names no document'],
    ['date', '1999-01-01', 'is before 2020-07-16'],
  ])('an assessment whose %s is %s', (field, value, fault) => {
    const document = 'Transfer-Folgenabschätzung, Aktenplan 4.2';
    const transferAssessment = { document, date: '2026-11-01', [field]: value };
    expect(changed({ region: 'us-east-1', transferAssessment })).toEqual([
      expect.stringContaining(`stages.prod.transferAssessment.${field}: ${fault}`),
    ]);
  });

  test('a term of ten years', () => {
    expect(changed({ retentionDays: 3650 })).toEqual([
      expect.stringMatching(/^stages\.prod\.retentionDays: keeps people's data for longer than 1096 days/),
    ]);
    expect(changed({ retentionDays: 1096 })).toEqual([]);
  });

  test('one page for imprint and privacy, and an accessibility statement that is another page or has no TLS', () => {
    const { imprintUrl } = Object(prod?.organisation);
    expect(organised({ privacyUrl: imprintUrl })).toEqual([
      expect.stringMatching(/^stages\.prod\.organisation\.privacyUrl: is the imprint/),
    ]);
    const said = (changes: object) =>
      changed({ accessibility: { ...Object(prod?.accessibility), ...changes } });
    expect(said({ statementUrl: imprintUrl })).toEqual([
      expect.stringMatching(/^stages\.prod\.accessibility\.statementUrl: is the page of something else/),
    ]);
    for (const field of ['statementUrl', 'plainLanguageUrl', 'signLanguageUrl'])
      expect(said({ [field]: 'http://www.seeland.internal/andere' })).toEqual([
        expect.stringContaining(`stages.prod.accessibility.${field}: is no page of a website with TLS`),
      ]);
  });

  test.each([
    [['x'], ['has no e-mail address', 'has no postal address']],
    [['Rathausplatz 1, 78999 Seeland', 'noreply@seeland.internal'], ['has no e-mail address']],
    [['Gegründet 1999', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Seminarraum 3', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Amtsgericht Seeland, VR 70012', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Postfach 12', '78999 Seeland', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Seeland', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Telefon 07999 8800', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Stiftungsverzeichnis Nr. 123', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Rathausplatz 1, 78999 Seeland', 'Telefon 07999 8800'], ['has no e-mail address']],
  ])('the imprint %j', (lines, faults) => {
    expect(organised({ imprint: lines })).toEqual(
      faults.map((fault) => expect.stringContaining(`stages.prod.organisation.imprint: ${fault}`)),
    );
  });

  test.each([
    ['Rathausplatz 1, 78999 Seeland · Telefon 07999 8800 · kontakt@seeland.internal'],
    ['Ringstraße 4, A-1010 Wien, kontakt@seeland.internal'],
    ['14513 Teltow, kontakt@seeland.internal'],
    ['12 Harcourt Street, Dublin D02 AF30, office@seeland.internal'],
  ])('no imprint in one line: %s', (line) => {
    expect(organised({ imprint: [line] })).toEqual([]);
  });

  test('a name of one letter, and pages without TLS', () => {
    expect(organised({ imprint, name: 'x', privacyUrl: 'http://www.seeland.internal/datenschutz' })).toEqual([
      expect.stringMatching(/^stages\.prod\.organisation\.name: is no name\. Write /),
      expect.stringMatching(/^stages\.prod\.organisation\.privacyUrl: is no page .*\. Write .*https:/),
    ]);
  });

  test.each([
    ['sender', { mailDomain: 'example.org', sender: 'a@example.org' }],
    ['replyTo', { replyTo: 'seminare@seeland.test' }],
    ['replyTo', { replyTo: 'seminare@ihre-domain.de' }],
    ['mailDomain', { mailDomain: 'musterstadt.de', sender: 'a@musterstadt.de' }],
    ['alarmAddress', { alarmAddress: 'it@example.de' }],
    ['account', { account: '123456789012' }],
    ...[
      'noch zu klären',
      'Das muss noch geprüft werden, TBD',
      'Antwort folgt',
      '-----------',
      '<hier eintragen>',
    ].map((archive): [string, object] => [
      'dossier.archive',
      { dossier: { ...Object(prod?.dossier), archive } },
    ]),
    ['allowedOrigins.0', { allowedOrigins: ['https://localhost:3000'] }],
    ['owners.1', { owners: ['a@seeland.internal', 'b@example.com'] }],
    [
      'organisation.imprint.0',
      { organisation: { ...Object(prod?.organisation), imprint: ['[Anschrift]', ...imprint] } },
    ],
  ])('an example’s value in %s', (setting, changes) => {
    expect(changed(changes)).toContainEqual(
      expect.stringContaining(`stages.prod.${setting}: still has the example's`),
    );
  });

  test.each(['examples.internal', 'myexample.net', 'example.org.seeland.internal', 'test.seeland.internal'])(
    'no real name that only looks alike: %s',
    (mailDomain) => {
      expect(changed({ mailDomain, sender: `a@${mailDomain}` })).toEqual([]);
    },
  );

  test.each([
    ['publicBody', { publicBody: undefined }, 'is not said'],
    ['accessibility', { accessibility: undefined }, 'is not said'],
    ['accessibilityReason', { accessibility: 'not-required' }, 'is missing'],
    ['dossier', { dossier: undefined }, 'is missing'],
    ['taskNorm', { taskNorm: undefined }, 'is missing'],
    ['processors', { processors: [] }, 'names nobody'],
    ['replyTo', { replyTo: 'no-reply@seeland.internal' }, 'is answered by nobody'],
    [
      'dossier.archive',
      { dossier: { ...Object(prod?.dossier), archive: 'keinekeinekeine' } },
      'says nothing',
    ],
    [
      'dossier.restoreDrill',
      { dossier: { ...Object(prod?.dossier), restoreDrill: undefined } },
      'is missing',
    ],
    [
      'dossier.dataProtectionOfficer',
      { dossier: { ...Object(prod?.dossier), dataProtectionOfficer: 'keine Person benannt, nicht nötig' } },
      'has no address, and a public body has such a person',
    ],
    ['dossier.children', { dossier: { ...Object(prod?.dossier), children: '' } }, 'is empty'],
    ['accessibilityReason', { accessibility: 'not-required', accessibilityReason: 'no' }, 'is empty'],
    [
      'accessibility',
      { accessibility: { ...Object(prod?.accessibility), signLanguageUrl: undefined } },
      'lacks what public bodies explain',
    ],
  ])('%s with %j', (setting, changes, fault) => {
    expect(changed(changes)).toEqual([
      expect.stringMatching(new RegExp(`^stages\\.prod\\.${setting}: ${fault}.*\\. Write `)),
    ]);
  });

  test('no accessibility where no law asks for it, nor easy language and sign language of who is no public body', () => {
    const accessibilityReason = 'Kleinstunternehmen, das Dienstleistungen erbringt (§ 3 Abs. 3 BFSG)';
    expect(changed({ accessibility: 'not-required', accessibilityReason })).toEqual([]);
    const { statementUrl, feedback } = Object(prod?.accessibility);
    expect(changed({ publicBody: false, accessibility: { statementUrl, feedback } })).toEqual([]);
  });

  test('logs that are kept for longer than ninety days', () => {
    expect(changed({ logRetentionDays: 90 })).toEqual([]);
    expect(changed({ logRetentionDays: 120 })).toEqual([
      expect.stringMatching(
        /^stages\.prod\.logRetentionDays: keeps logs for longer than 90 days\. Write at most 90/,
      ),
    ]);
  });
});
