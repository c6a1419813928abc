import { globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryOf, functionNames } from '../lib/function-names.ts';
import { rooms } from './rooms.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Libraries that do no I/O: schemas, dates, calendar, MIME, hashes. */
const coreLibraries = [
  'zod',
  'temporal-polyfill',
  'ical-generator',
  'nodemailer/lib/mail-composer/index.js',
  'nodemailer/lib/mime-node/index.js',
  'node:crypto',
];

/**
 * What each part may import. `of` and paths in `may` are globs from the root, everything else names packages:
 * `node:*` are Node's own modules, `type …` an import that leaves no code behind.
 */
const house: { of: string; may: string[] }[] = [
  ...rooms.map((room, floor) => ({
    of: `functions/core/${room}/*`,
    may: [...rooms.slice(0, floor + 1).map((below) => `functions/core/${below}/*`), ...coreLibraries],
  })),
  {
    of: 'functions/views/**',
    may: [
      ...['functions/core/**', 'functions/views/**'],
      ...['preact', 'preact/hooks', 'preact-render-to-string', 'uqr', 'node:crypto'],
    ],
  },
  {
    of: 'functions/adapters/*',
    may: ['functions/core/**', 'functions/adapters/*', '@aws-sdk/*', 'node:*'],
  },
  // What every entry needs, and what every entry over HTTP needs.
  {
    of: 'functions/runtime/*',
    may: ['functions/core/**', 'functions/adapters/*', 'functions/runtime/*', 'zod'],
  },
  {
    of: 'functions/api/*',
    // The codes that a problem may have are those that have a sentence.
    may: ['functions/core/**', 'functions/api/*', 'functions/views/words/en/faults.ts', 'zod'],
  },
  {
    of: 'functions/http/*',
    may: [
      ...['functions/core/**', 'functions/views/**', 'functions/api/*', 'functions/runtime/*'],
      ...['functions/http/*', '@middy/core', 'zod', 'type aws-lambda'],
    ],
  },
  // The routes of one function, in groups.
  ...['attendee', 'console', 'organiser', 'register', 'site'].map((folder) => ({
    of: `functions/${folder}/*`,
    may: [
      ...['functions/core/**', 'functions/views/**', 'functions/api/*', 'functions/runtime/*'],
      ...['functions/http/*', `functions/${folder}/*`, 'zod'],
      // The component's type, and what was bundled beside the function: stylesheet, scripts.
      ...['type preact', 'node:crypto', 'node:fs'],
    ],
  })),
  {
    // The entries: they put core, views and adapters together.
    of: 'functions/*',
    may: ['functions/**', 'zod', 'type aws-lambda'],
  },
  // What runs in browsers stands alone.
  {
    of: 'functions/client/**',
    may: [
      ...['functions/client/element.ts', 'functions/client/console/*'],
      ...['functions/client/events/*', 'functions/client/signup/*'],
      ...['type functions/api/public-answers.ts', 'type zod'],
    ],
  },
  {
    of: 'lib/**',
    may: [
      'lib/**',
      'aws-cdk-lib',
      'aws-cdk-lib/*',
      'constructs',
      'cdk-nag',
      'esbuild',
      'zod',
      'node:*',
      // Names and schemas of the functions' environment; handlers by path only.
      'functions/runtime/environment.ts',
      'functions/runtime/metric-names.ts',
      'functions/api/*',
      'functions/core/values/stage.ts',
      'functions/core/values/locale.ts',
      // Which items the change feed tells of.
      'functions/core/table/change-items.ts',
      // What data is held for, which synth looks through.
      'functions/core/table/purposes.ts',
    ],
  },
  {
    // Reads cdk.out, never lib/.
    of: 'local/**',
    may: ['local/**', 'node:*', 'zod', 'temporal-polyfill', 'postal-mime', 'mailparser', '@aws-sdk/*'],
  },
  {
    // The command line knows the API by its contract: addresses, and the schemas that validate.
    of: 'cli/**',
    may: [
      'cli/**',
      'node:*',
      'zod',
      'functions/core/table/event.ts',
      'functions/core/table/series.ts',
      'functions/core/values/faults.ts',
      ...['functions/views/faults.ts', 'functions/views/words/index.ts'],
    ],
  },
  { of: 'bin/*', may: ['lib/**', 'local/**', 'aws-cdk-lib', 'node:*'] },
];

/** What core may not say (promise 8), and why. */
const notInCore: { pattern: RegExp; why: string }[] = [
  { pattern: /\bDate\.now\b/, why: 'reads a clock' },
  { pattern: /\bnew Date\(\s*\)|\bDate\(\s*\)/, why: 'reads a clock' },
  { pattern: /\bTemporal\.Now\b/, why: 'reads a clock' },
  { pattern: /\bperformance\b|\bhrtime\b/, why: 'reads a clock' },
  { pattern: /\bset(Timeout|Interval|Immediate)\b/, why: 'waits for a clock' },
  { pattern: /\bprocess\./, why: 'reads the environment' },
  { pattern: /\bMath\.random\b/, why: 'guesses' },
  { pattern: /\b(fetch|WebSocket|XMLHttpRequest)\(/, why: 'does I/O' },
  { pattern: /\bconsole\b/, why: 'does I/O' },
  { pattern: /\brequire\(|\bimport\(/, why: 'imports past this table' },
];

/** Ways round the compiler. */
const casts = /\bas any\b|\bas unknown as\b|<any>|@ts-(ignore|expect-error|nocheck)/;

/**
 * A file has one subject and stays under 300 lines: beyond, there are two. The test leaves room, so that a few lines in a
 * long file don't have to be its division.
 */
const mostLines = 330;
/** Files over the limit, each with its reason. */
const longer: Record<string, string> = {
  'functions/core/table/items.ts': 'every item of the table is declared in one place, side by side',
};

const mostLinesOfEntry = 60;
/** Entries over the limit, each with its reason. */
const longerEntries: Record<string, string> = {
  'functions/relay.ts': 'a third of it is the schema of the one record that it reads',
};

interface Source {
  file: string;
  text: string;
  /** Without comments and without the texts of strings. */
  code: string;
  imports: Import[];
}

interface Import {
  specifier: string;
  /** From the root when it is one of our files, else as it stands. */
  target: string;
  isTypeOnly: boolean;
}

/** Strings are kept by the first group; comments and templates' texts go. */
const quoted = /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g;

function importsOf(file: string, text: string): Import[] {
  const bare = text.replaceAll(quoted, (_, kept: string | undefined) => kept ?? '');
  const statements = [
    ...bare.matchAll(/^\s*(import|export)\s+(type\s+)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...bare.matchAll(/^\s*(import)\s+()['"]([^'"]+)['"]/gm),
    ...bare.matchAll(/\b(import)\s*(\()\s*['"]([^'"]+)['"]/g),
  ];
  return statements.map(([, , type, specifier = '']) => ({
    specifier,
    target: specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier,
    isTypeOnly: type?.startsWith('type') ?? false,
  }));
}

const sources = ['bin', 'cli', 'lib', 'functions', 'local']
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
  .map((file): Source => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const code = text.replaceAll(quoted, (_, kept: string | undefined) => (kept === undefined ? '' : "''"));
    return { file, text, code, imports: importsOf(file, text) };
  });

const rowOf = (file: string) => house.find(({ of }) => path.matchesGlob(file, of));

function isAllowed({ target, isTypeOnly }: Import, may: readonly string[]): boolean {
  return may.some((allowed) => {
    if (allowed.startsWith('type ')) return isTypeOnly && target === allowed.slice('type '.length);
    if (allowed === 'node:*') return target.startsWith('node:');
    return path.matchesGlob(target, allowed);
  });
}

/** Each way that leads from a file back to itself, once, by walking depth first. */
function circlesOf(importsFrom: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const finished = new Set<string>();
  const way: string[] = [];
  const visit = (file: string) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || finished.has(file)) return;
    way.push(file);
    for (const target of importsFrom.get(file) ?? []) visit(target);
    way.pop();
    finished.add(file);
  };
  for (const file of importsFrom.keys()) visit(file);
  return circles;
}

test('the walk finds the house, its imports and its imports of types', () => {
  expect(sources.length).toBeGreaterThan(150);
  const table = sources.find(({ file }) => file === 'functions/adapters/table.ts');
  expect(table?.imports).toEqual(
    expect.arrayContaining([
      { specifier: '@aws-sdk/lib-dynamodb', target: '@aws-sdk/lib-dynamodb', isTypeOnly: false },
      { specifier: '../core/table/ports.ts', target: 'functions/core/table/ports.ts', isTypeOnly: true },
    ]),
  );
  const found = importsOf(
    'lib/x.ts',
    `// import a from 'commented';\nimport 'bare';\nconst b = await import('./lazy.ts');\nexport * from "../core/y.ts";`,
  );
  expect(found.map(({ target }) => target)).toEqual(['core/y.ts', 'bare', 'lib/lazy.ts']);
  const local = rowOf('local/index.ts')?.may ?? [];
  const imports = importsOf('local/index.ts', `import { x } from '../lib/a.ts';\nimport y from 'node:fs';`);
  expect(imports.map((one) => isAllowed(one, local))).toEqual([false, true]);
});

test('each file has its row in the table', () => {
  expect(sources.filter(({ file }) => rowOf(file) === undefined).map(({ file }) => file)).toEqual([]);
});

describe.each(house)('$of', ({ of, may }) => {
  const own = sources.filter(({ file }) => rowOf(file)?.of === of);

  test('imports what it may, and nothing else', () => {
    const strange = own.flatMap(({ file, imports }) =>
      imports.filter((one) => !isAllowed(one, may)).map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(strange).toEqual([]);
  });
});

test('the rooms are those that there are, and no file lies beside them', () => {
  const found = readdirSync(path.join(root, 'functions/core'));
  expect(found.sort()).toEqual([...rooms].sort());
});

test('nothing imports in a circle, types included', () => {
  const importsFrom = new Map(
    sources.map(({ file, imports }) => [file, imports.map(({ target }) => target)]),
  );
  expect(circlesOf(importsFrom)).toEqual([]);
  const pair = new Map([...importsFrom, ['a.ts', ['b.ts']], ['b.ts', ['a.ts']]]);
  expect(circlesOf(pair)).toEqual(['a.ts → b.ts → a.ts']);
});

test('nothing in core reads a clock or the environment, waits, or does I/O', () => {
  const found = sources
    .filter(({ file }) => file.startsWith('functions/core/'))
    .flatMap(({ file, code }) =>
      notInCore.flatMap(({ pattern, why }) => (pattern.test(code) ? [`${file} ${why}: ${pattern}`] : [])),
    );
  expect(found).toEqual([]);
});

test('keys of the table are made and read in two files alone', () => {
  const knowing = sources.filter(
    ({ file, text }) => file.startsWith('functions/') && /['`][A-Z]{3,}#/.test(text),
  );
  expect(knowing.map(({ file }) => file)).toEqual([
    'functions/core/table/lists.ts',
    'functions/core/table/refs.ts',
  ]);
});

test('nothing reads a table from end to end', () => {
  const scanning = sources.filter(({ code }) =>
    /\bScan(Command|Input)\b|dynamodb:Scan|['"]Scan['"]/.test(code),
  );
  expect(scanning.map(({ file }) => file)).toEqual([]);
});

test('nothing outside the tests gets round the compiler', () => {
  const found = sources.flatMap(({ file, text }) => {
    const cast = casts.exec(text)?.[0];
    return cast === undefined ? [] : [`${file}: ${cast}`];
  });
  expect(found).toEqual([]);
});

test(`no function's entry has more than ${mostLinesOfEntry} lines, but those that say why`, () => {
  const entries = functionNames.map((name) => `functions/${entryOf(name)}`);
  const lines = new Map(sources.map(({ file, text }) => [file, text.split('\n').length - 1]));
  expect(entries.filter((file) => !lines.has(file))).toEqual([]);
  const long = entries.filter((file) => (lines.get(file) ?? 0) > mostLinesOfEntry);
  expect(long).toEqual(Object.keys(longerEntries));
});

test(`no file has more than ${mostLines} lines, but those that say why`, () => {
  const long = sources.filter(({ text }) => text.split('\n').length - 1 > mostLines).map(({ file }) => file);
  expect(long).toEqual(Object.keys(longer));
});
