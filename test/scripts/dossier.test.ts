import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { attendeeRoutes } from '../../functions/api/attendee.ts';
import { registerRoutes } from '../../functions/api/register.ts';
import { partOf } from '../../functions/console/parts.ts';
import { textHash } from '../../functions/core/table/notices.ts';
import { readStageConfiguration } from '../../lib/stage-configuration.ts';
import { asMarkdown, asPage, differences, emptyPlaces } from '../../scripts/dossier/blocks.ts';
import { contents, openPoints, statements } from '../../scripts/dossier/contents.ts';
import { browserStorage } from '../../scripts/dossier/controller.ts';
import { categoryOf, itemFields } from '../../scripts/dossier/fields.ts';
import type { DossierInput } from '../../scripts/dossier/input.ts';
import { missingMeasures, missingTests } from '../../scripts/dossier/measures.ts';
import { rightsOfPeople } from '../../scripts/dossier/shown.ts';
import { Stored } from '../../scripts/dossier/stored.ts';
import { Template } from '../../scripts/dossier/template.ts';
import { context, Synthesized } from '../lib/synthesized.ts';

const synthesized = (name: string) => Template.parse(new Synthesized(name).template.toJSON());
const template = synthesized('prod');
const stage = readStageConfiguration(context.stages, 'prod');

const question = (questionId: string, sensitive: boolean) => ({
  ...{ questionId, kind: 'text', required: false, sensitive },
  label: { de: `Frage ${questionId}?` },
});
const privacyText = 'Wir löschen {retentionDays} Tage nach der letzten Veranstaltung.';
const stored = Stored.parse({
  readAt: '2026-11-27T10:00:00.000Z',
  series: [
    {
      seriesId: 'gemeinsam-stark',
      title: { de: 'Gemeinsam stark' },
      organisers: ['Stadt Seeland'],
      partners: [
        {
          ...{ name: 'Institut', role: 'joint', contact: 'institut@seeland.internal' },
          essence: { de: 'Das Institut beantwortet Anfragen.' },
        },
      ],
      retentionDays: 60,
      notices: {
        privacy: { version: '2027-01', url: {}, text: { de: privacyText } },
        sensitive: { version: '2027-02', text: { de: 'Ich willige ein.' } },
      },
    },
  ],
  events: [
    {
      ...{ eventId: 'auftakt', seriesId: 'gemeinsam-stark', title: { de: 'Auftakt' }, status: 'published' },
      questions: [question('bedarf', true), question('rampe', false)],
      formerlySensitive: ['rampe', 'essen'],
    },
  ],
  organisers: [{ email: 'a@seeland.internal', role: 'viewer', rights: ['addresses'] }],
  tokens: [
    {
      tokenId: 't1',
      kind: 'token',
      name: 'Website',
      role: 'editor',
      rights: [],
      seriesIds: ['gemeinsam-stark'],
    },
  ],
  senders: [{ senderId: 'stadt', name: 'Stadt Seeland' }],
  lane: { state: 'open', lastRunAt: '2026-11-27T09:59:10.000Z' },
});
const input: DossierInput = { stage, template, stored, date: '2026-11-27' };
const written = (of: DossierInput) =>
  asMarkdown(contents(of)) + asPage('Dossier', contents(of)) + JSON.stringify(statements(of));

describe.each([
  ['a filled prod', input],
  [
    'dev as it is shipped',
    {
      ...{ template: synthesized('dev'), date: '2026-11-27' },
      stage: readStageConfiguration(context.stages, 'dev'),
    },
  ],
])('the dossier of %s', (_, of: DossierInput) => {
  test('is whole: no place is empty', () => {
    expect(emptyPlaces(contents(of))).toEqual([]);
  });
  test('is the same bytes for the same input', () => {
    expect(written(structuredClone(of))).toBe(written(of));
  });
});

/** A row of a table, as Markdown has it. */
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

describe('it says', () => {
  const text = asMarkdown(contents(input));

  test.each([
    ['who is responsible', row('öffentliche Stelle', 'ja; Aufgabennorm: § 10 Abs. 2 der Gemeindeordnung')],
    ['whom to write to', row('Datenschutzbeauftragte Person', stage.dossier?.dataProtectionOfficer ?? '-')],
    [
      'the norm of each legal basis',
      row('Rechtsgrundlage', 'Art. 6 Abs. 1 lit. e, Abs. 3 DSGVO mit § 10 Abs. 2 der Gemeindeordnung'),
    ],
    ['for whom it is run', row('Auftraggeber', 'für niemanden sonst, nur eigene Veranstaltungen')],
    [
      'each field',
      row(
        'registration',
        'answers',
        'Antworten auf Fragen',
        'von der Person; von Hand Eingetragenes vom Team',
        'wo die Frage gekennzeichnet ist',
        'participation',
      ),
    ],
    [
      'whether a question is sensitive',
      row('gemeinsam-stark', 'auftakt', 'bedarf', 'Frage bedarf?', 'freiwillig', 'ja'),
    ],
    [
      'whether it was once',
      row(
        'gemeinsam-stark',
        'auftakt',
        'rampe',
        'Frage rampe?',
        'freiwillig',
        'früher; Antworten von damals sind es',
      ),
    ],
    [
      'which was and is gone',
      row(
        'gemeinsam-stark',
        'auftakt',
        'essen',
        'nicht mehr gestellt',
        '–',
        'früher; Antworten von damals sind es',
      ),
    ],
    [
      'processors',
      row('Auftragsverarbeiter', 'Amazon Web Services EMEA SARL, Luxemburg (Betrieb und Mailversand)'),
    ],
    ['each series’ term', row('gemeinsam-stark', 'Gemeinsam stark', '60')],
    [
      'what a class’s term counts from',
      row('audit', 'Team', 'Handlung; für die Adresse das Austragen', 'vier Jahre'),
    ],
    ['when it last erased', row('Letzter Lauf', '2026-11-27T09:59:10.000Z')],
    ['senders', row('stadt', 'Stadt Seeland')],
    ['what a mail is', row('announcement', 'Rundmail', 'Teilnahme, oder Hinweise an Abonnenten')],
    ['who has access', row('Person', 'a@seeland.internal', 'Lesen', 'Adressen sehen', 'alle')],
    [
      'by which tokens',
      row('Token', 'Website (t1)', 'Bearbeitung', 'keine darüber hinaus', 'gemeinsam-stark'),
    ],
    ['what each function may', row('RegisterRole', 'dynamodb:PutItem', 'TableItems')],
    [
      'what shows a measure',
      row('Verfügbarkeit', 'Löschschutz der Tabelle', 'TableItems', 'test/lib/eventbote-stack.test.ts'),
    ],
    [
      'partners with what was agreed',
      row(
        ...['gemeinsam-stark', 'Institut', 'gemeinsam verantwortlich (Art. 26)'],
        ...['institut@seeland.internal', 'Das Institut beantwortet Anfragen.'],
      ),
    ],
    ['drills', row('Probe der Wiederherstellung', '2026-11-10: Probe in einer Stunde')],
    ['where barriers are reported', row('Barrieren melden', 'barrierefrei@seeland.internal')],
    ['the threshold of Art. 35', row('Folgenabschätzung, Schwelle (Art. 35)', '2026-11-02: Keine')],
    ['an English summary', row('Data protection officer', 'Behördlicher')],
  ])('%s', (_, said) => {
    expect(text).toContain(said.slice(0, -2));
  });

  test('texts of notices as they are shown, with what names them', () => {
    const shown = privacyText.replace('{retentionDays}', '60');
    expect(text).toContain(
      row('gemeinsam-stark', 'Datenschutzhinweis (informiert)', 'de', '2027-01', shown, textHash(shown)),
    );
  });

  test('no basis of a public body’s own interests', () => {
    expect(text).not.toMatch(/Abs\. 1 lit\. f/);
  });
});

describe('its differences since it was signed name', () => {
  const signed = statements(input);
  const since = (changes: Partial<DossierInput>) => differences(statements({ ...input, ...changes }), signed);

  test('nothing, where nothing changed', () => {
    expect(since({ date: '2027-01-01' })).toEqual([]);
    expect(asMarkdown(contents({ ...input, signed }))).toContain('Kein Unterschied');
  });

  test('a changed term', () => {
    expect(since({ stage: { ...stage, retentionDays: 30 } })).toContainEqual([
      ...['Einstellungen der Stufe: retentionDays', '90', '30'],
    ]);
  });

  test('a changed answer of the operator', () => {
    const dossier = stage.dossier && { ...stage.dossier, children: 'Auch Jugendliche melden sich an' };
    expect(since({ stage: { ...stage, dossier } })).toEqual([
      expect.arrayContaining([
        'Antworten des Betreibers: Kinder (Art. 8)',
        'Auch Jugendliche melden sich an',
      ]),
    ]);
  });

  test('a new question', () => {
    const [event] = stored.events;
    if (event === undefined) throw new Error('no event');
    const more = {
      ...event,
      questions: [
        ...event.questions,
        ...(Stored.shape.events.parse([{ ...event, questions: [question('alter', false)] }])[0]?.questions ??
          []),
      ],
    };
    expect(since({ stored: { ...stored, events: [more] } })).toEqual([
      ['Fragen der Formulare: gemeinsam-stark: auftakt: alter', '–', expect.stringContaining('Frage alter?')],
    ]);
  });

  test('a right that somebody was given', () => {
    const organisers = stored.organisers.map((one) => ({
      ...one,
      rights: [...one.rights, 'sensitive' as const],
    }));
    expect(since({ stored: { ...stored, organisers } })).toEqual([
      [
        'Zugriff: Person: a@seeland.internal',
        expect.any(String),
        expect.stringContaining('besondere Angaben sehen'),
      ],
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
      ...['Zugriff: RegisterRole: dynamodb:Scan: "*"', '–', 'vorhanden'],
    ]);
  });
});

describe('the decision page asks for', () => {
  const answers = stage.dossier;
  if (answers === undefined) throw new Error('no answers');
  const pointsOf = (changes: Partial<DossierInput>) =>
    openPoints({ ...input, signed: {}, ...changes, answers: changes.stage?.dossier ?? answers });

  test('what was not read', () => {
    expect(asMarkdown(contents({ ...input, stored: undefined }))).toContain('| Nicht gelesen:');
  });

  test('a drill that is older than a year, or dated in the future', () => {
    expect(pointsOf({ date: '2026-12-01' }).join()).not.toContain('Probe');
    expect(pointsOf({ date: '2027-12-01' })).toContainEqual(
      expect.stringMatching(/^Die Probe der Wiederherstellung ist von 2026-11-10: zu wiederholen/),
    );
    expect(pointsOf({ date: '2026-11-01' })).toContainEqual(
      expect.stringMatching(/^Die Probe der Wiederherstellung ist auf einen späteren Tag/),
    );
  });

  test('an assessment of the transfer that is older than three years, or dated in the future', () => {
    const assessed = (date: string) =>
      pointsOf({
        stage: { ...stage, transferAssessment: { document: 'Prüfung der Übermittlung, Akte 4', date } },
      });
    expect(assessed('2026-11-01').join()).not.toContain('Übermittlung');
    expect(assessed('2023-01-01')).toContainEqual(
      expect.stringMatching(/Übermittlung ist von 2023-01-01: zu/),
    );
    expect(assessed('2099-01-01')).toContainEqual(
      expect.stringMatching(/Übermittlung ist auf einen späteren/),
    );
  });

  test('a privacy notice that does not name the term that is kept', () => {
    expect(pointsOf({}).join()).not.toContain('Datenschutzhinweis');
    const text = { de: privacyText, en: 'We delete your details in time.' };
    const series = stored.series.map((one) => ({
      ...one,
      notices: { ...one.notices, privacy: { ...one.notices.privacy, text } },
    }));
    expect(pointsOf({ stored: { ...stored, series } })).toContainEqual(
      expect.stringMatching(/^gemeinsam-stark: der Datenschutzhinweis nennt die Frist nicht/),
    );
  });

  test('a question for special data that is not marked', () => {
    expect(pointsOf({}).join()).not.toContain('nicht gekennzeichnet');
    const asked = { ...question('leiden', false), label: { de: 'Welche Behinderung haben Sie?' } };
    const events = Stored.shape.events.parse(stored.events.map((one) => ({ ...one, questions: [asked] })));
    expect(pointsOf({ stored: { ...stored, events } })).toContainEqual(
      expect.stringMatching(/^gemeinsam-stark, auftakt: die Frage leiden klingt nach besonderen Angaben/),
    );
  });

  test('a measure that the template does not show', () => {
    expect(missingMeasures({ template })).toEqual([expect.stringContaining('eigener Schlüssel')]);
    const { Resources } = template;
    const bare = Object.fromEntries(
      Object.entries(Resources).filter(([, { Type }]) => Type !== 'AWS::DynamoDB::GlobalTable'),
    );
    expect(pointsOf({ template: { Resources: bare } })).toContainEqual(
      expect.stringContaining('Wiederherstellung auf jede Sekunde'),
    );
  });

  test('a term of more than a year, and a consent without a text', () => {
    const series = stored.series.map((one) => ({
      ...one,
      ...{ retentionDays: 3650, notices: { privacy: one.notices.privacy } },
    }));
    expect(pointsOf({ stored: { ...stored, series } })).toEqual(
      expect.arrayContaining([
        expect.stringContaining('gemeinsam-stark (3650)'),
        expect.stringContaining('hat keinen Text der Einwilligung'),
      ]),
    );
  });
});

describe('what it rests on is there', () => {
  test('a kind and an origin of each field of each item', () => {
    const unsaid = itemFields().flatMap(({ type, fields }) =>
      fields.filter((field) => categoryOf(type, field) === undefined).map((field) => `${type}.${field}`),
    );
    expect(unsaid, 'write it into scripts/dossier/fields.ts').toEqual([]);
  });

  test('the pages and screens by which people use their rights', () => {
    const routes = Object.keys({ ...attendeeRoutes, ...registerRoutes });
    for (const { own, screens } of rightsOfPeople) {
      expect(routes).toEqual(expect.arrayContaining([...own]));
      for (const screen of screens) expect(partOf(screen), screen).toBeDefined();
    }
  });

  test('the tests that show measures', () => {
    expect(missingTests()).toEqual([]);
  });

  test('what is kept in browsers, and nothing else', () => {
    const root = join(import.meta.dirname, '../..');
    const files = globSync('functions/**/*.{ts,tsx}', { cwd: root });
    const sources = files.map((file) => readFileSync(join(root, file), 'utf8'));
    const cookies = sources.flatMap((source) => source.match(/__(?:Host|Secure)-\w+(?=['"])/g) ?? []);
    const drafts = 'functions/client/console/drafts.ts';
    const named = browserStorage.map(([name]) => name);
    expect(named.toSorted()).toEqual(['Entwürfe', ...new Set(cookies)].toSorted());
    for (const [index, source] of sources.entries())
      if (files[index] !== drafts)
        expect(source).not.toMatch(/\b(?:localStorage|sessionStorage|indexedDB|document\.cookie)\b/);
    // No page of attendees carries the script that keeps drafts.
    const users = files.filter((_, index) => /console\/drafts\.ts'/.test(sources[index] ?? ''));
    expect(users).toEqual(['functions/client/console.ts']);
  });
});

test('a place that has to be filled and is not is named', () => {
  const dossier = { ...Object(stage.dossier), children: '' };
  expect(emptyPlaces(contents({ ...input, stage: { ...stage, dossier } }))).toEqual([
    expect.stringContaining('17. Antworten des Betreibers: Kinder'),
  ]);
});

describe('the command', () => {
  const folder = mkdtempSync(join(inject('scratch'), 'dossier-'));
  const file = (name: string, value: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const configuration = file('cdk.json', { context });
  const prodTemplate = file('prod.template.json', template);
  const run = async (...more: string[]) => {
    const script = join(import.meta.dirname, '../../scripts/dossier.ts');
    const args = ['--configuration', configuration, '--date', '2026-11-27', '--out', folder, ...more];
    return promisify(execFile)(process.execPath, [script, ...args]).then(
      ({ stdout }) => stdout,
      ({ stderr }: { stderr: string }) => stderr,
    );
  };

  test('writes prod from its own template, with what was stored', async () => {
    expect(
      await run('--stage', 'prod', '--template', prodTemplate, '--stored', file('stored.json', stored)),
    ).toContain('dossier-prod-2026-11-27.md');
    const kept = readFileSync(join(folder, 'dossier-prod-2026-11-27.md'), 'utf8');
    expect(kept).toBe(asMarkdown(contents(input)));
  });

  test('takes no other stage’s template, and none of before a change', async () => {
    const dev = file('dev.template.json', synthesized('dev'));
    expect(await run('--stage', 'prod', '--template', dev)).toContain(
      `${dev} is of dev, not of prod as ${configuration} has it. Run npm run synth -- -c stage=prod`,
    );
    const stages = { prod: { ...context.stages.prod, retentionDays: 30 } };
    const changed = file('changed.json', { context: { stages } });
    expect(await run('--configuration', changed, '--template', prodTemplate)).toContain(
      'is of an earlier prod',
    );
  });

  test('says what is missing of a stage that is not filled in, and where there is none', async () => {
    expect(await run('--configuration', 'cdk.json', '--stage', 'prod')).toContain(
      'stages.prod.dossier.children: still has the example',
    );
    expect(await run('--stage', 'live')).toContain('stages.live: is not in cdk.json');
    expect(await run('--date', 'heute')).toContain('--date: write a day such as 2026-11-27');
    expect(await run('--url', 'http://127.0.0.1:9', '--template', prodTemplate)).toContain(
      'EVENTBOTE_TOKEN: is missing',
    );
  });
});
