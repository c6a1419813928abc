import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lists } from '../functions/core/table/lists.ts';
import { refs } from '../functions/core/table/refs.ts';
import { rooms } from './rooms.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const foldersIn = (folder: string) =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const documents = ['README.md', ...globSync(['CONTRIBUTING.md', 'docs/*.md'], { cwd: root }).sort()];
const ignored = new Set(
  read('.gitignore')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
);
const topFolders = foldersIn('.').filter((name) => !name.startsWith('.') && !ignored.has(name));
const functionFolders = foldersIn('functions');

/** Where a path may begin that a document names: at the root, or leaving `functions/` out. */
const beginnings = [
  ...topFolders.map((name) => [name, name]),
  ...functionFolders.map((name) => [name, `functions/${name}`]),
];

/** The paths that a document's code names, from the root; globs may stand in them. */
function pathsIn(text: string): string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  const words = code.flatMap((span) => span.split(/[\s,;()"']+/)).filter((word) => !/[<$…]|[A-Z]/.test(word));
  return words.flatMap((word) => {
    const [first = '', ...rest] = word.split('/');
    const at = beginnings.find(([name]) => name === first)?.[1];
    return at === undefined || rest.length === 0 ? [] : [[at, ...rest].join('/')];
  });
}

/** Of each table row's first cell the code in it. */
const firstCells = (text: string) => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);

/** What stands between a heading and the next. */
const section = (text: string, heading: string) => text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('names paths that there are', () => {
    expect(pathsIn(text).filter((found) => globSync(found, { cwd: root }).length === 0)).toEqual([]);
  });

  test('links to files that there are', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !existsSync(path.join(root, path.dirname(document), to)))).toEqual([]);
  });

  test("names scripts of npm that there are, and projects of vitest's", () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const named = [...text.matchAll(/\bnpm (?:run )?(?:--silent )?([a-z]+(?:[:-][a-z]+)*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !['ci', 'install', 'link', 'with'].includes(name));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    const projects = [...text.matchAll(/--project (\w+)/g)].map(([, name]) => `name: '${name}'`);
    expect(projects.filter((name) => !read('vitest.config.ts').includes(name))).toEqual([]);
  });
});

test('the README says where everything is: each folder at the top, and each beside core', () => {
  const named = firstCells(section(read('README.md'), 'Where things are'));
  const there = [...topFolders, ...functionFolders.map((name) => `functions/${name}`)];
  expect(named).toEqual(there.map((folder) => `${folder}/`).sort());
});

describe('architecture.md', () => {
  const text = read('docs/architecture.md');

  test('names the rooms in their order, each with what it is about', () => {
    expect(firstCells(section(text, 'The tower of rooms'))).toEqual(rooms);
  });

  test('names each partition and list of the table, and none that there is not', () => {
    const made = (all: Record<string, unknown>): Partial<Record<'pk' | 'key', string>>[] =>
      Object.values(all).map((make) =>
        typeof make === 'function' ? Reflect.apply(make, undefined, 'xyz'.split('')) : {},
      );
    const keys = [...made(refs).map(({ pk }) => pk), ...made(lists).map(({ key }) => key), 'PACE', 'QUOTA'];
    const named = [...section(text, 'What the table holds').matchAll(/`([A-Z]+#?)`/g)].map(([, key]) => key);
    expect(new Set(named)).toEqual(new Set(keys.map((key) => key?.replace(/#.*/, '#'))));
  });

  test('names each folder of tests under a run that covers it', () => {
    const named = pathsIn(section(text, 'Which run of the tests covers what'));
    expect(foldersIn('test').filter((name) => !named.includes(`test/${name}`))).toEqual([]);
  });
});

describe('design.md', () => {
  const promises = [...read('docs/design.md').matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) =>
    Number(number),
  );
  const cited = (files: readonly string[]) =>
    new Set(
      files.flatMap((file) =>
        [...read(file).matchAll(/\bpromises? (\d+)(?: and (\d+))?/g)].flatMap(([, one, other]) =>
          [one, other].filter((number) => number !== undefined).map(Number),
        ),
      ),
    );

  test('numbers its promises one by one', () => {
    expect(promises).toEqual(promises.map((_, index) => index + 1));
    expect(promises.length).toBeGreaterThan(10);
  });

  test('has each promise that is cited', () => {
    const everywhere = globSync(
      ['{bin,cli,functions,lib,local,scripts,test}/**/*.{ts,tsx}', 'docs/**/*.md'],
      {
        cwd: root,
      },
    );
    expect([...cited(everywhere)].filter((number) => !promises.includes(number))).toEqual([]);
  });

  test('has a promise only where code says that it keeps it', () => {
    const kept = cited(globSync('{functions,lib,local}/**/*.{ts,tsx}', { cwd: root }));
    expect(promises.filter((number) => !kept.has(number))).toEqual([]);
  });
});

test('no command that the documents name writes a secret or a token where others can read it', () => {
  const commands = documents.flatMap((document) => {
    const blocks = /^ *```.*\n([\s\S]*?)^ *```/gm;
    const text = read(document);
    const fenced = [...text.matchAll(blocks)].flatMap(([, block = '']) =>
      block.replaceAll(/\\\n\s*/g, ' ').split('\n'),
    );
    const spans = [...text.replaceAll(blocks, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
    return [...fenced, ...spans].map((command) => ({ document, command }));
  });
  const ofSecrets = commands.filter(({ command }) =>
    /secret-(string|value|binary)|IssueToken/i.test(command),
  );
  expect(ofSecrets.length).toBeGreaterThan(2);
  const toFile = />\s*(?!\/dev\/(?:stdout|stderr)\b)[\w./~$]|file:\/\/(?!\/dev\/stdin)/;
  // The command line of AWS writes what a function answers into the file that stands last.
  const invoked = /lambda invoke (?!.* \/dev\/stdout$)/;
  expect(ofSecrets.filter(({ command }) => toFile.test(command) || invoked.test(command))).toEqual([]);
});
