import type { EventFacts, Frame, MailContent, MailFacts, RenderedMail } from '../core/mail/mail-content.ts';
import type { Wording } from '../core/values/locale.ts';
import type { Span } from '../core/values/markdown.ts';
import { oneLine } from '../core/values/person-name.ts';
import { paletteOf } from './colour.ts';
import { clockSeenFrom, day, listOf } from './dates.ts';
import { legalLinks } from './legal-links.ts';
import { type Block, plainText } from './mail/blocks.ts';
import { toHtml } from './mail/html.tsx';
import {
  announcement,
  erasureNotice,
  login,
  requestDue,
  webhookDisabled,
} from './mail/organiser-templates.ts';
import { type Draft, otherThanReader, smallPrint } from './mail/parts.ts';
import { ofPersonalLinks } from './mail/personal-links.ts';
import { templatesFor } from './mail/templates.ts';
import { toText } from './mail/text.ts';
import { clip, clipWords, fill } from './plain.ts';
import { wordsOf } from './words/index.ts';

const maxSubjectLength = 150;
const maxNameLength = 150;
const maxPersonLength = 60;
const maxPreheaderLength = 150;

/**
 * A mail as its reader sees it. Text and HTML are made from the same blocks; the subject is one line of at
 * most 150 characters. What people wrote is text wherever it stands.
 */
export function renderMail(facts: MailFacts): RenderedMail {
  const blocks = mailBlocks(facts);
  const subject = subjectOf(facts);
  const { locale, organisation } = facts.frame;
  const palette = paletteOf(organisation.colour);
  return {
    subject: subject.text,
    text: toText(blocks),
    html: toHtml(blocks, { subject, preheader: preheaderOf(facts, blocks) }, locale, palette),
  };
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What mail programs show beside the subject: the event and its time first, then how the mail begins. */
function preheaderOf({ frame: { locale, timeZone }, content }: MailFacts, blocks: Block[]): string {
  // News is of no event that its reader signed up for once.
  const isNews =
    (content.template === 'announcement' && content.news !== undefined) ||
    (content.template === 'verification' && content.events.length === 0 && content.news !== undefined);
  const events = isNews ? [] : eventsOf(content);
  const event = foremost(events);
  const opening = blocks.find(({ kind }) => kind === 'paragraph' || kind === 'rich');
  const beginning =
    opening?.kind === 'paragraph'
      ? plainText(opening.text)
      : opening?.kind === 'rich'
        ? opening.spans.map(({ text }) => text).join('')
        : '';
  const starts = (of: EventFacts) =>
    `${day(of.startsAt, of.timeZone, locale)}, ${clockSeenFrom(timeZone ?? of.timeZone, of.startsAt, of.timeZone, locale)}`;
  const change = 'change' in content ? content.change : undefined;
  const said = change?.facts.includes('time')
    ? wordsOf(locale).mail.moved.before(starts(change.before))
    : beginning;
  // What goes on after a greeting begins in lower case; nothing stands before it here.
  if (event === undefined) return clipWords(oneLine(capitalised(beginning)), maxPreheaderLength);
  const { common } = wordsOf(locale);
  // What an organiser writes of an event that is off need not say so.
  const isOff = content.template === 'announcement' && event.standing === 'calledOff';
  const when = isOff ? common.standing.calledOff : starts(event);
  const more = new Set(events.map(({ eventId }) => eventId)).size - 1;
  const first = more > 0 ? `${when} ${common.andMore(more)}` : when;
  return clipWords(oneLine(`${event.title.text}, ${first} – ${said}`), maxPreheaderLength);
}

/** The event that stands for a mail: of several that stand differently, one with a place, if there is any. */
function foremost(events: EventFacts[]): EventFacts | undefined {
  const isMixed = new Set(events.map(({ standing }) => standing)).size > 1;
  return isMixed ? events.find(({ standing }) => standing === 'confirmed') : events[0];
}

/** The blocks of a mail, top to bottom. */
export function mailBlocks(facts: MailFacts): Block[] {
  const { frame, attached = [] } = facts;
  const { mail } = wordsOf(frame.locale);
  const draft = draftOf(facts);
  const values = placeholderValues(facts);
  const hasFile = attached.some(({ method }) => method === 'PUBLISH');
  return [
    {
      kind: 'header',
      lines: frame.series ? [frame.organisation.name, frame.series.title] : [frame.organisation.name],
      logoUrl: frame.organisation.logoUrl,
    },
    { kind: 'greeting', text: mail.greeting(greetedName(facts)) },
    ...introOf(facts, draft).map((text): Block => ({ kind: 'paragraph', text })),
    ...withoutSmallPrintAtEnd(draft.blocks).map((block) => filled(block, values)),
    { kind: 'closing', lines: [mail.closing, frame.organisation.name] },
    ...smallPrintAtEnd(draft.blocks),
    ...ofPersonalLinks(draft.blocks, hasFile, frame.locale).map((text) => smallPrint(text)),
    footer(frame),
  ];
}

/** A series' own words speak to who takes part: where that is another than the reader, it is said first. */
function introOf(facts: MailFacts, { intro }: Draft): string[] {
  const { words, content, frame } = facts;
  if (words?.paragraphs === undefined) return intro;
  const own = words.paragraphs.map((text) => fill(text, placeholderValues(facts)));
  const other = otherPersonOf(facts);
  if (other === undefined || content.template === 'announcement') return own;
  return [wordsOf(frame.locale).mail.ofOther.about(other), ...own];
}

/** Placeholders are filled where an organiser's Markdown is text already: a name can't become a part of it. */
function filled(block: Block, values: Record<string, string>): Block {
  const spans = (all: Span[]) => all.map((span) => ({ ...span, text: fill(span.text, values) }));
  if (block.kind === 'rich') return { ...block, spans: spans(block.spans) };
  return block.kind === 'list' ? { ...block, items: block.items.map(spans) } : block;
}

function subjectOf(facts: MailFacts): Wording {
  const { content, words } = facts;
  const isOwn = words?.subject !== undefined || content.template === 'announcement';
  const written = words?.subject ?? draftOf(facts).subject;
  const subject = isOwn ? fill(written, placeholderValues(facts)) : written;
  const lang = content.template === 'announcement' ? content.subject.lang : undefined;
  const person = personOf(content);
  const whose = person === undefined ? '' : ` (${clip(oneLine(person), maxPersonLength)})`;
  return { text: `${clip(oneLine(subject), maxSubjectLength - whose.length)}${whose}`, lang };
}

/** Whose registration a mail is about, where its mailbox has several people's; an announcement goes to a mailbox once. */
function personOf(content: MailContent): string | undefined {
  if (content.template === 'announcement') return undefined;
  const [person, ...others] = new Set(eventsOf(content).map((event) => event.person));
  return others.length > 0 ? undefined : person;
}

/** Who takes part, where a mail is about another person than its reader. */
function otherPersonOf(facts: MailFacts): string | undefined {
  const events = eventsOf(facts.content);
  const event = events.find(({ seat }) => seat === undefined) ?? events[0];
  return event && personOf(facts.content) && otherThanReader(event, oneLine(facts.name));
}

function draftOf(facts: MailFacts): Draft {
  const { frame, content, attached } = facts;
  const { locale, series, organisation, timeZone = 'UTC' } = frame;
  const team = listOf(series?.organisers ?? [organisation.name], locale);
  const context = {
    ...{ locale, timeZone, seriesTitle: series?.title.text, team, attached },
    ...{ reader: oneLine(facts.name), other: otherPersonOf(facts) },
  };
  const templates = templatesFor(context);
  switch (content.template) {
    case 'verification':
    case 'nudge':
      return templates.verification(content);
    case 'unconfirmedCancelled':
      return templates.unconfirmedCancelled(content);
    case 'confirmation':
      return templates.confirmation(content);
    case 'reminder':
      return templates.reminder(content);
    case 'promoted':
    case 'noPlace':
    case 'eventCancelled':
    case 'cancellation':
      return templates.ofOneEvent(content);
    case 'moved':
    case 'changed':
      return templates.changed(content);
    case 'documentation':
      return templates.documentation(content);
    case 'announcement':
      return announcement(content, context);
    case 'erasureNotice':
      return erasureNotice(content, context);
    case 'requestDue':
      return requestDue(content, context);
    case 'webhookDisabled':
      return webhookDisabled(content, context);
    case 'objectionAnswered':
      return templates.objectionAnswered(content);
    case 'login':
      return login(content, context);
    case 'link':
      return templates.link(content);
  }
}

/** Small print that ends the draft belongs under the closing, the rest where it stands. */
function withoutSmallPrintAtEnd(blocks: Block[]): Block[] {
  return blocks.slice(0, blocks.findLastIndex((block) => block.kind !== 'smallPrint') + 1);
}

function smallPrintAtEnd(blocks: Block[]): Block[] {
  return blocks.slice(blocks.findLastIndex((block) => block.kind !== 'smallPrint') + 1);
}

/** The name as it is greeted: names of earlier versions were kept as they came. */
function greetedName({ name }: MailFacts): string {
  return clip(oneLine(name), maxNameLength);
}

function eventsOf(content: MailContent): EventFacts[] {
  if ('event' in content) return [content.event];
  if (!('events' in content)) return [];
  return content.events.length > 0 || !('already' in content) ? content.events : content.already;
}

function placeholderValues(facts: MailFacts): Record<string, string> {
  const { frame, content } = facts;
  const { locale, organisation, series } = frame;
  const events = eventsOf(content);
  const each = (tell: (event: EventFacts) => string) => listOf([...new Set(events.map(tell))], locale);
  return {
    name: greetedName(facts),
    series: series?.title.text ?? '',
    organisation: organisation.name,
    event: each((event) => event.title.text),
    date: each((event) => day(event.startsAt, event.timeZone, locale)),
    time: each(({ startsAt, timeZone }) =>
      clockSeenFrom(frame.timeZone ?? timeZone, startsAt, timeZone, locale),
    ),
  };
}

function footer({ locale, organisation, accessibility, series }: Frame): Block {
  const { common } = wordsOf(locale);
  return {
    kind: 'footer',
    groups: [
      [organisation.name, ...organisation.imprint],
      ...(series ? [[series.title, common.organisers(listOf(series.organisers, locale))]] : []),
    ],
    links: legalLinks(organisation, accessibility, locale),
  };
}
