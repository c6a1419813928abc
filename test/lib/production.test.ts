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
const dossierAnswers = Object.keys(Object(shipped.stages.prod?.dossier));
const imprint = ['Rathausplatz 1, 78999 Seeland', 'kontakt@seeland.internal'];

test('a prod that somebody has filled in is taken', () => {
  expect(faultsOf({ prod })).toEqual([]);
});

describe('prod as it is shipped', () => {
  test('is refused, with each setting that still has the example’s value', () => {
    const faults = faultsOf(shipped.stages);
    for (const fault of faults)
      expect(fault).toMatch(/^stages\.prod\.\S+: still has the example's ".+"\. Write /);
    expect(faults.map((fault) => fault.split(':')[0]?.replace('stages.prod.', ''))).toEqual([
      ...['name', 'imprint.0', 'imprint.2', 'imprint.3', 'imprintUrl', 'privacyUrl'].map(
        (field) => `organisation.${field}`,
      ),
      ...['accessibility.statementUrl', 'accessibility.feedback'],
      ...dossierAnswers.map((name) => `dossier.${name}`),
      ...['mailDomain', 'sender', 'replyTo', 'allowedOrigins.0', 'owners.0', 'alarmAddress'],
    ]);
  });

  test('keeps no command away that works on what is deployed', () => {
    expect(readDeployedStage(shipped.stages, 'prod')).toMatchObject({ name: 'prod', region: 'eu-central-1' });
  });

  test('is taken as a stage for trying out, which goes with its stack', () => {
    const trial = { ...shipped.stages.prod, removal: 'destroy', deletionProtection: false };
    expect(faultsOf({ trial }, 'trial')).toEqual([]);
  });

  test('is refused by any other name as long as its data outlives its stack', () => {
    expect(faultsOf({ live: shipped.stages.prod }, 'live')).toContainEqual(
      expect.stringMatching(/^stages\.live\.organisation\.name: still has/),
    );
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
    [['x'], ['has no e-mail address', 'has no postal address']],
    [['Seeland', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Telefon 07999 8800', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Stiftungsverzeichnis Nr. 123', 'kontakt@seeland.internal'], ['has no postal address']],
    [['Rathausplatz 1, 78999 Seeland', 'Telefon 07999 8800'], ['has no e-mail address']],
  ])('the imprint %j', (lines, faults) => {
    expect(organised({ imprint: lines })).toEqual(
      faults.map((fault) => expect.stringContaining(`stages.prod.organisation.imprint: ${fault}`)),
    );
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
    ['dossier.taskNorm', { dossier: { ...Object(prod?.dossier), taskNorm: undefined } }, 'is missing'],
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
