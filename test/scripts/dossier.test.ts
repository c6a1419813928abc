import { describe, expect, test } from 'vitest';
import { readStageConfiguration } from '../../lib/stage-configuration.ts';
import { asMarkdown, asPage, emptyPlaces } from '../../scripts/dossier/blocks.ts';
import { contents, type DossierInput, differences, facts } from '../../scripts/dossier/contents.ts';
import { Template } from '../../scripts/dossier/template.ts';
import { context, Synthesized } from '../lib/synthesized.ts';

const template = Template.parse(new Synthesized('prod').template.toJSON());
const stage = readStageConfiguration(context.stages, 'prod');
const series = [
  {
    seriesId: 'gemeinsam-stark',
    organisers: ['Stadt Seeland'],
    notices: { privacy: { version: '2027-01', hash: { de: 'abc' } } },
    events: [
      {
        eventId: 'auftakt',
        questions: [{ questionId: 'bedarf', label: { de: 'Was brauchen Sie?' }, sensitive: true }],
      },
    ],
  },
];
const input: DossierInput = { stage, template, series, date: '2026-11-27' };
const written = (of: DossierInput) =>
  asMarkdown(contents(of)) + asPage('Dossier', contents(of)) + JSON.stringify(facts(of));

test('the same input makes the same bytes, of a filled prod without an empty place', () => {
  expect(written({ ...input })).toBe(
    written({ ...input, template: Template.parse(structuredClone(template)) }),
  );
  expect(emptyPlaces(contents(input))).toEqual([]);
});

test('it says who is responsible, on which basis, for how long, by which rights', () => {
  const text = asMarkdown(contents(input));
  for (const said of [
    'Stadt Seeland',
    'ja; Aufgabennorm: § 10 Abs. 2 der Gemeindeordnung',
    'Art. 6 Abs. 1 lit. e, Abs. 3 DSGVO mit § 10 Abs. 2 der Gemeindeordnung',
    'Was brauchen Sie?',
    'de abc',
    '| RegisterRole | dynamodb:PutItem | TableItems |',
    'barrierefrei@seeland.internal',
    'English summary',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('lit. f');
});

describe('its differences since it was signed name', () => {
  const signed = facts(input);
  const since = (changes: Partial<DossierInput>) => differences(facts({ ...input, ...changes }), signed);

  test('nothing, where nothing changed', () => {
    expect(since({ date: '2027-01-01' })).toEqual([]);
    expect(asMarkdown(contents({ ...input, signed }))).toContain('Kein Unterschied');
  });

  test('a changed term', () => {
    expect(since({ stage: { ...stage, retentionDays: 30 } })).toEqual([
      ['Einstellung.retentionDays', '90', '30'],
    ]);
  });

  test('a new question', () => {
    const question = { questionId: 'alter', label: { de: 'Wie alt sind Sie?' }, sensitive: false };
    const [one] = series;
    const asked = [
      {
        ...one,
        seriesId: 'neu',
        organisers: [],
        notices: {},
        events: [{ eventId: 'e', questions: [question] }],
      },
    ];
    expect(since({ series: [...series, ...asked] })).toContainEqual([
      'Frage neu e alter',
      '–',
      'Wie alt sind Sie?: participation',
    ]);
  });

  test('a new right of a function', () => {
    const policy = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'RegisterRoleABCDEF01' }],
        PolicyDocument: { Statement: [{ Action: 'dynamodb:Scan', Resource: '*' }] },
      },
    };
    const Resources = { ...template.Resources, More: policy };
    expect(since({ template: { Resources } })).toContainEqual([
      'Recht RegisterRole dynamodb:Scan "*"',
      '–',
      'erteilt',
    ]);
  });
});

test('a place that has to be filled and is not is named, and series that were not read are an open point', () => {
  expect(
    emptyPlaces(
      contents({ ...input, stage: { ...stage, dossier: { ...Object(stage.dossier), children: '' } } }),
    ),
  ).toEqual([expect.stringContaining('17. Antworten des Betreibers: Kinder')]);
  expect(asMarkdown(contents({ ...input, series: undefined }))).toContain('| Nicht gelesen:');
});
