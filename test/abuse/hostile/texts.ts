import { type AddressObject, simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import type { MailFacts } from '../../../functions/core/mail/mail-content.ts';
import type { PageFacts } from '../../../functions/core/mail/page-content.ts';
import { parseCsv } from '../../../functions/core/values/csv.ts';
import { locales } from '../../../functions/core/values/locale.ts';
import { compose } from '../../../functions/views/compose.ts';
import { registrationsCsv } from '../../../functions/views/registrations-csv.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { loadWords } from '../../../functions/views/words/index.ts';
import { publicUrl, sampleEvent, stage } from '../../core/samples.ts';
import { Chance } from '../../setup/random.ts';
import { sampleMails, samplePages } from '../../views/samples.ts';
import { hostileTexts } from '../fuzz/values.ts';

/** What people write themselves, in the facts of mails and pages. */
const personal: ReadonlySet<string> = new Set(['name', 'person', 'value']);
const harmless = 'Hxrmlos';

const lures = [
  ...hostileTexts.filter((text) => text.isWellFormed() && text.length <= 700 && text.trim() !== ''),
  'Aylin\r\nBcc: evil@evil.example',
  'Aylin\nContent-Type: text/html\n\n<b>x</b>',
  'Aylin" <evil@evil.example>, "B',
  'Aylin, evil@evil.example',
  'Aylin: evil@evil.example;',
  '=?utf-8?B?QXlsaW4KQmNjOiBldmlsQGV2aWwuZXhhbXBsZQ==?=',
  '=?utf-8?q?a=0D=0ABcc:_evil@evil.example?=',
  '--boundary--\r\n\r\n',
  '.\r\nQUIT',
  '</title></textarea></style></script><svg onload=alert(1)>',
  '<!--',
  ']]>',
  '&lt;script&gt;',
  '&#60;img&#62;',
  '&nbsp',
  '<a href="javascript:alert(1)">x</a>',
  "' onmouseover='x",
  '\u2028<b>\u2029',
  '\u0085x',
  '+1',
  '@SUM(1)',
  '-2+3',
  '\t=1',
  ' =1',
  '"=1',
  '=cmd|"/c calc"!A1',
  '\ufeff=1',
  '\u200b=1',
  '＝1',
  '{{name}}',
  '{name}',
  '$&',
  '$1',
  '\\u003cscript\\u003e',
  '[x](javascript:alert(1))',
  '# x',
  'https://evil.example/x',
];

/** A text of hostile parts. */
function hostileText(chance: Chance): string {
  const parts = Array.from({ length: 1 + chance.below(3) }, () =>
    chance.next() < 0.7 ? chance.pick(lures) : String.fromCodePoint(1 + chance.below(0xd7ff)),
  );
  return (
    parts
      .join(chance.pick(['', ' ', '\n']))
      .slice(0, 200)
      .toWellFormed()
      .trim() || 'x'
  );
}

/** The facts with everything that a person writes replaced. */
function written<T>(facts: T, text: string): T;
function written(facts: unknown, text: string): unknown {
  if (Array.isArray(facts)) return facts.map((one) => written(one, text));
  if (typeof facts !== 'object' || facts === null) return facts;
  const isField = 'fields' in facts;
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => {
      // Organisation and questions are the organiser's; a form's hidden fields keep their names.
      if (key === 'organisation' || key === 'questions') return [key, value];
      if (key === 'fields' && isField && Array.isArray(value)) {
        return [key, value.map((field: { name: string }) => ({ name: field.name, value: text }))];
      }
      if (key === 'values' && typeof value === 'object' && value !== null) {
        const answers = [
          'name',
          'email',
          'answers.sichtbar-machen.organisation',
          'answers.sichtbar-machen.access',
        ];
        return [key, { ...value, ...Object.fromEntries(answers.map((name) => [name, text])) }];
      }
      if (typeof value === 'string') return [key, personal.has(key) ? text : value];
      return [key, written(value, text)];
    }),
  );
}

interface Token {
  /** A tag with the names and values of its attributes, or a text. */
  kind: 'tag' | 'text';
  name: string;
  attributes: (readonly [string, string])[];
}

/**
 * The tokens of a document as strictly as they can be read: every `<` begins a tag of ours, every attribute is quoted.
 * What a browser would forgive is a fault here. @throws Error
 */
export function tokensOf(html: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const text = html.slice(at, open === -1 ? undefined : open);
    if (text !== '') tokens.push({ kind: 'text', name: decoded(text), attributes: [] });
    if (open === -1) break;
    const tag = /^<(\/?[a-z][a-z0-9]*|!doctype html)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*\/?>/.exec(
      html.slice(open),
    );
    if (tag === null) throw new Error(`no tag of ours: ${html.slice(open, open + 80)}`);
    const [all, name = '', rest = ''] = tag;
    const attributes = [...rest.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(
      ([, key = '', value = '']) => [key, decoded(value)] as const,
    );
    tokens.push({ kind: 'tag', name, attributes });
    at = open + all.length;
  }
  return tokens;
}

function decoded(text: string): string {
  const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };
  return text.replaceAll(/&([a-z#0-9]+);/g, (all, name: string) => known[name] ?? all);
}

/** Texts of a person's that join others are one more token or one less only where they are empty. */
function differences(hostile: Token[], calm: Token[]): string[] {
  if (hostile.length !== calm.length) return [`${hostile.length} tokens instead of ${calm.length}`];
  return hostile.flatMap((token, index) => {
    const other = calm[index];
    if (other === undefined || token.kind !== other.kind) return ['another kind of token'];
    if (token.kind === 'text') {
      const isTheirs = other.name.includes(harmless) || token.name === other.name;
      return isTheirs ? [] : [`text ${JSON.stringify(token.name.slice(0, 60))}`];
    }
    if (token.name !== other.name) return [`<${token.name}> instead of <${other.name}>`];
    return token.attributes.length === other.attributes.length &&
      token.attributes.every(([name, value], at) => {
        const [calmName, calmValue = ''] = other.attributes[at] ?? [];
        const isTheirs = calmValue.includes(harmless) && ['value', 'content', 'aria-label'].includes(name);
        return name === calmName && (value === calmValue || isTheirs);
      })
      ? []
      : [`attributes of <${token.name}>: ${JSON.stringify(token.attributes).slice(0, 200)}`];
  });
}

function pageFaults(key: string, page: PageFacts, text: string): string[] {
  const calm = tokensOf(renderPage(written(page, harmless)).html);
  const hostile = tokensOf(renderPage(written(page, text)).html);
  const missing =
    calm.some((token) => token.name === harmless) && !hostile.some((token) => token.name === text);
  const faults = [
    ...differences(hostile, calm),
    ...(missing ? ['the text is not shown as it was written'] : []),
  ];
  return faults.map((fault) => `page ${key}: ${fault}`);
}

const letters = "abcXYZ019!#$%&'*+/=?^_`{|}~-";

async function mailFaults(key: string, mail: MailFacts, text: string, chance: Chance): Promise<string[]> {
  const local = Array.from({ length: 1 + chance.below(30) }, () => chance.pick([...letters])).join('');
  const to = `${local}@rathaus.example`;
  const letter = async (facts: MailFacts) => {
    const calendars = [{ event: sampleEvent(), method: 'PUBLISH' as const }];
    const plan = {
      to,
      facts,
      calendars,
      replyTo: stage.replyTo,
      isUnverified: false,
      unsubscribeUrl: `${publicUrl}/unsubscribe/x`,
    };
    const context = { stage, publicUrl, now: '2027-03-01T09:00:00.000Z' };
    return (await compose(plan, context)).raw;
  };
  const [calm, hostile] = [await letter(written(mail, harmless)), await letter(written(mail, text))];
  const [one, other] = [await PostalMime.parse(hostile), await PostalMime.parse(calm)];
  const [two, another] = [await simpleParser(hostile), await simpleParser(calm)];
  const faults: string[] = [];
  const same = (what: string, given: unknown, wanted: unknown) => {
    if (JSON.stringify(given) !== JSON.stringify(wanted))
      faults.push(`${what}: ${JSON.stringify(given)?.slice(0, 300)}`);
  };
  same(
    'headers of postal-mime',
    one.headers.map((header) => header.key),
    other.headers.map((header) => header.key),
  );
  same('headers of mailparser', [...two.headers.keys()], [...another.headers.keys()]);
  same(
    'recipients of postal-mime',
    one.to?.map((address) => address.address),
    [to],
  );
  same('recipients of mailparser', addresses(two.to), [to]);
  same('senders', [one.from?.address, addresses(two.from)], [stage.sender, [stage.sender]]);
  same('copies', [one.cc, one.bcc, two.cc, two.bcc], [undefined, undefined, undefined, undefined]);
  const names = (list: { filename?: string | null | undefined }[]) => list.map((file) => file.filename);
  same('files of postal-mime', names(one.attachments), names(other.attachments));
  same('files of mailparser', names(two.attachments), names(another.attachments));
  if (/[\r\n]/.test(`${one.subject}${two.subject}`)) faults.push('a subject of several lines');
  for (const [calmHtml, html] of [
    [other.html, one.html],
    [another.html || '', two.html || ''],
  ]) {
    const [hostileTokens, calmTokens] = [mailTokens(html ?? ''), mailTokens(calmHtml ?? '')];
    if (hostileTokens !== calmTokens) faults.push('other elements in its HTML');
  }
  return faults.map((fault) => `mail ${key}: ${fault}`);
}

/** The elements of a mail with the names of their attributes; conditional comments are ours and go first. */
function mailTokens(html: string): string {
  return tokensOf(html.replaceAll(/<!--\[[\s\S]*?-->/g, ''))
    .filter((token) => token.kind === 'tag')
    .map((token) => `${token.name} ${token.attributes.map(([name]) => name).join(' ')}`)
    .join('\n');
}

function addresses(found: AddressObject | AddressObject[] | undefined): (string | undefined)[] {
  return [found ?? []].flat().flatMap((one) => one.value.map((address) => address.address));
}

function csvFaults(text: string): string[] {
  const question = {
    questionId: 'frage',
    kind: 'text',
    required: false,
    sensitive: false,
    label: { de: 'Frage' },
  } as const;
  const event = sampleEvent({ questions: [question] });
  const person = {
    type: 'registration',
    registrationId: '1x0',
    eventId: event.eventId,
    seriesId: event.seriesId,
  } as const;
  const rest = {
    personHash: '0',
    state: 'confirmed',
    holdsPlace: true,
    email: '=x@rathaus.example',
    locale: 'de',
  } as const;
  const more = { signUpId: '0', marks: ['0'], createdAt: '2027-03-01T09:00:00.000Z', round: 0, version: 0 };
  const registration = { ...person, ...rest, ...more, name: text, answers: { frage: text } };
  const registrations = [registration, { ...registration, name: harmless, answers: {} }];
  const page = { event, registrations, isPersonal: true };
  return (['de', 'en'] as const).flatMap((locale) => {
    const file = registrationsCsv(page, { locale, isFirst: true });
    const { rows, unclosedQuoteInLine } = parseCsv(file.slice(1), locale === 'de' ? ';' : ',');
    const [heading, first, second] = rows;
    const faults: string[] = [];
    if (rows.length !== 3 || unclosedQuoteInLine !== undefined) faults.push(`${rows.length} rows`);
    if (first?.cells.length !== heading?.cells.length || second?.cells.length !== heading?.cells.length)
      faults.push('other cells');
    for (const cell of first?.cells ?? []) {
      if (/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell)) faults.push(`a formula: ${JSON.stringify(cell)}`);
    }
    return faults.map((fault) => `csv ${locale}: ${fault}`);
  });
}

/** Takes hostile texts through mails, pages and exports; answers what got out of its place. */
export async function hostile(count: number, seed: number): Promise<string[]> {
  for (const locale of locales) await loadWords(locale);
  const chance = new Chance(seed);
  const mails = (['de', 'en'] as const).flatMap((locale) => Object.entries(sampleMails(locale)));
  const pages = (['de', 'en'] as const).flatMap((locale) => Object.entries(samplePages(locale)));
  const faults: string[] = [];
  for (let number = 0; number < count && faults.length < 20; number++) {
    const text = hostileText(chance);
    const [mailKey, mail] = chance.pick(mails);
    const [pageKey, page] = chance.pick(pages);
    const found = [
      ...(await mailFaults(mailKey, mail, text, chance).catch((error: unknown) => [
        `mail ${mailKey}: ${error}`,
      ])),
      ...guarded(`page ${pageKey}`, () => pageFaults(pageKey, page, text)),
      ...guarded('csv', () => csvFaults(text)),
    ];
    faults.push(...found.map((fault) => `${fault} of ${JSON.stringify(text)}`));
  }
  return faults;
}

function guarded(what: string, find: () => string[]): string[] {
  try {
    return find();
  } catch (error) {
    return [`${what}: ${error}`];
  }
}
