import { describe, expect, test } from 'vitest';
import { ConfigurationFaults, readStageConfiguration } from '../../lib/stage-configuration.ts';
import { context } from './synthesized.ts';

function faultsOf(stageName: string, changes: object): readonly string[] {
  try {
    readStageConfiguration({ [stageName]: { ...context.stages[stageName], ...changes } }, stageName);
  } catch (error) {
    if (error instanceof ConfigurationFaults) return error.faults;
    throw error;
  }
  return [];
}

test('notices of SES are read by two executions at least, also where executions are reserved', () => {
  expect(faultsOf('prod', { concurrency: { sesNotices: 1 } })).toEqual([
    expect.stringMatching(
      /^stages\.prod\.concurrency: reserves fewer than the 2 .*\. Write .*sesNotices: from 2/,
    ),
  ]);
  expect(faultsOf('prod', { concurrency: { sesNotices: 2, register: 1 } })).toEqual([]);
});

describe('the configuration of a stage', () => {
  test.each(Object.keys(context.stages))('of cdk.json has no faults once it is filled in: %s', (name) => {
    const region = name === 'eusc' ? 'eusc-de-east-1' : 'eu-central-1';
    expect(readStageConfiguration(context.stages, name)).toMatchObject({ name, region });
  });

  test('lists all its faults at once, each with its path and what to write instead', () => {
    const faults = faultsOf('dev', {
      sender: 'seminare@elsewhere.example',
      region: 'eu-middle-1',
      allowedOrigins: ['https://www.example.org/form'],
      organisation: { name: 'Stiftung' },
      owners: undefined,
      retentionDay: 3,
      defaultLocale: 'fr',
      alarmAddress: 'it',
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^stages\.dev\.sender: lies outside the mail domain\. Write .*@mail\.example\.org/,
        ),
        expect.stringMatching(/^stages\.dev\.region: is not a region of AWS\. Write .*eu-central-1/),
        expect.stringMatching(/^stages\.dev\.allowedOrigins\.0: must be an origin.* Write /),
        expect.stringMatching(/^stages\.dev\.organisation\.imprint: is missing\. Write one to twelve lines/),
        expect.stringMatching(/^stages\.dev\.organisation\.privacyUrl: is missing\. Write .*datenschutz/),
        expect.stringMatching(/^stages\.dev\.defaultLocale: is not one of the choices\. Write "de" or "en"/),
        expect.stringMatching(/^stages\.dev\.owners: is missing\. Write /),
        expect.stringMatching(/^stages\.dev\.alarmAddress: is not a valid email\. Write an address/),
        expect.stringMatching(/^stages\.dev: has unknown retentionDay\. Write an object of .*retentionDays/),
      ]),
    );
    expect(faults).toHaveLength(10);
  });

  test.each([
    ['removal', 'destroy'],
    ['deletionProtection', false],
    ['pointInTimeRecovery', false],
    ['allowedOrigins', ['http://www.seeland.internal']],
  ])('is refused for prod, but not for dev, with %s: %j', (field, value) => {
    expect(faultsOf('prod', { [field]: value })).toEqual([expect.stringContaining(`stages.prod.${field}: `)]);
    expect(faultsOf('dev', { [field]: value })).toEqual([]);
  });

  test.each([
    ['organisation', 'imprintUrl', 'https://anna:geheim@www.seeland.internal/impressum'],
    ['organisation', 'privacyUrl', 'https://anna@www.seeland.internal/datenschutz'],
    ['organisation', 'privacyUrl', 'javascript:alert(1)'],
    ['organisation', 'logoUrl', 'https://:geheim@www.seeland.internal/logo.png'],
    ['accessibility', 'statementUrl', 'https://anna:geheim@www.seeland.internal/barrierefreiheit'],
    ['accessibility', 'signLanguageUrl', 'ftp://www.seeland.internal/gebaerden'],
    ['accessibility', 'feedback', 'https://anna:geheim@www.seeland.internal/melden'],
  ])(
    'is refused with an address in %s.%s that has a password in it, or is none of the web: %s',
    (field, at, url) => {
      const before = Object.entries(context.stages.dev ?? {}).find(([name]) => name === field)?.[1] ?? {};
      const faults = faultsOf('dev', { [field]: { ...Object(before), [at]: url } });
      expect(faults).toEqual([expect.stringContaining(`stages.dev.${field}`)]);
      expect(faults.join()).not.toContain('geheim');
    },
  );

  test('takes a sender in a subdomain of the mail domain, and none whose domain only ends alike', () => {
    expect(faultsOf('dev', { mailDomain: 'example.org', sender: 'a@mail.example.org' })).toEqual([]);
    expect(faultsOf('dev', { mailDomain: 'example.org', sender: 'a@myexample.org' })).toHaveLength(1);
  });

  test('is refused when it is too long for the environment of a function', () => {
    const organisation = { ...readStageConfiguration(context.stages, 'dev').organisation };
    const faults = faultsOf('dev', {
      organisation: { ...organisation, imprint: Array(12).fill('ß'.repeat(60)) },
    });
    expect(faults).toEqual([expect.stringMatching(/^stages\.dev\.organisation: .*3000 bytes/)]);
  });

  describe('beside another in one account and region', () => {
    const stagesWith = (prod: object, dev: object) => ({
      prod: { ...context.stages.prod, ...prod },
      dev: { ...context.stages.dev, ...dev },
    });
    const same = { mailDomain: 'seeland.internal', sender: 'a@seeland.internal' };
    const customDomain = {
      name: 'events.seeland.internal',
      certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/abc',
    };

    test.each([
      ['an owner of its mail domain', same, same, 'mailDomain'],
      ['in an account that only one names', { ...same, account: '111122223333' }, same, 'mailDomain'],
      ['an owner that may be destroyed', { ...same, existingIdentity: true }, same, 'existingIdentity'],
      ['an owner of its name', { customDomain }, { customDomain }, 'customDomain'],
    ])('is refused with %s, by its path and what to write', (_, prod, dev, field) => {
      for (const [name, other] of [
        ['prod', 'dev'],
        ['dev', 'prod'],
      ] as const)
        expect(() => readStageConfiguration(stagesWith(prod, dev), name)).toThrow(
          new RegExp(
            `stages\\.${name}\\.${field}: (belongs to stages\\.${other} too|the stage that owns).* Write `,
          ),
        );
    });

    test.each([
      ['uses the other’s', same, { ...same, existingIdentity: true }],
      ['lies in another region', same, { ...same, region: 'eu-west-1' }],
      ['lies in another account', { ...same, account: '111122223333' }, { ...same, account: '444455556666' }],
    ])('is taken when it %s', (_, prod, dev) => {
      expect(readStageConfiguration(stagesWith(prod, dev), 'prod')).toMatchObject({ name: 'prod' });
      expect(readStageConfiguration(stagesWith(prod, dev), 'dev')).toMatchObject({ name: 'dev' });
    });
  });

  test('of an unknown stage names the stages there are', () => {
    expect(() => readStageConfiguration(context.stages, 'live')).toThrow(/-c stage=dev or -c stage=prod/);
    expect(() => readStageConfiguration(undefined, 'dev')).toThrow(ConfigurationFaults);
  });

  test('takes a local origin for dev, once, and for no other stage', () => {
    const origin = 'http://127.0.0.1:3100';
    const { allowedOrigins } = readStageConfiguration(context.stages, 'dev', origin);
    expect(allowedOrigins.filter((allowed) => allowed === origin)).toHaveLength(1);
    expect(readStageConfiguration(context.stages, 'dev', 'http://127.0.0.1:3000').allowedOrigins).toEqual(
      readStageConfiguration(context.stages, 'dev').allowedOrigins,
    );
    expect(() => readStageConfiguration(context.stages, 'prod', origin)).toThrow(/localOrigin/);
  });
});
