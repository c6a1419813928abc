import { moment } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import type { Block } from './blocks.ts';
import { changedTemplate } from './changed.ts';
import {
  button,
  type Content,
  type Draft,
  paragraph,
  partsFor,
  smallPrint,
  type TemplateContext,
} from './parts.ts';

/** What an organiser wrote, with the way to the reader's own page, or out of the news. */
export function announcement(content: Content<'announcement'>, context: TemplateContext): Draft {
  const { event, change, registrationUrl, news } = content;
  const { locale } = context;
  const subject = content.subject.text;
  const body = content.body.map((block) => ({ ...block, lang: content.subject.lang }));
  const { mail } = wordsOf(locale);
  const parts = partsFor(context);
  const ownPage = registrationUrl && parts.ownPage(registrationUrl);
  const { changeBlock } = changedTemplate(context, parts);
  const fresh = change ? [changeBlock(event, change), ...parts.entry(content)] : [];
  const blocks = [...body, ...fresh, ...(ownPage ? [paragraph(mail.seeOwnPage, ownPage)] : [])];
  if (news === undefined) return { subject, intro: [], blocks };
  const wayOut = { text: mail.documentation.unsubscribe, url: news.unsubscribeUrl };
  return {
    subject,
    intro: [],
    blocks: [...blocks, smallPrint(mail.announcement.reason(news.sender), wayOut)],
  };
}

/** When a series' attendees are erased, and what is kept of them. */
export function erasureNotice(
  { erasedAt, titles, seriesId, publicUrl, isComplete }: Content<'erasureNotice'>,
  { locale, timeZone, seriesTitle = '' }: TemplateContext,
): Draft {
  const words = wordsOf(locale).mail.erasureNotice;
  const [only, ...others] = titles;
  const named = titles.map((title): Block => ({ kind: 'event', title, lines: [] }));
  return {
    subject: words.subject(only && others.length === 0 ? only.text : seriesTitle),
    intro: [words.intro(moment(erasedAt, timeZone, locale), titles.length)],
    blocks: [
      ...named,
      paragraph(words.before),
      paragraph(isComplete ? words.complete : words.incomplete),
      button(words.button, `${publicUrl}/console/series/${seriesId}/report`),
      paragraph(words.kept),
    ],
  };
}

/** That somebody has to be answered, and where. */
export function requestDue(
  { kind, answerBy, publicUrl }: Content<'requestDue'>,
  { locale, timeZone }: TemplateContext,
): Draft {
  const { kinds, due: words } = wordsOf(locale).requests;
  return {
    subject: words.subject,
    intro: [words.intro(kinds[kind], moment(answerBy, timeZone, locale))],
    blocks: [paragraph(words.how), button(words.button, `${publicUrl}/console/people/requests`)],
  };
}

/** That changes are sent to an endpoint no more, and why. */
export function webhookDisabled(
  { webhookId, label, host, isGone, publicUrl }: Content<'webhookDisabled'>,
  { locale }: TemplateContext,
): Draft {
  const { webhooks: words } = wordsOf(locale);
  return {
    subject: words.subject,
    intro: [words.intro(label, host)],
    blocks: [
      paragraph(isGone ? words.isGone : words.isFailing),
      paragraph(words.how),
      button(words.button, `${publicUrl}/console/webhooks/${webhookId}`),
    ],
  };
}

/** The link that logs an organiser in. */
export function login({ url, validUntil }: Content<'login'>, { locale, timeZone }: TemplateContext): Draft {
  const { mail } = wordsOf(locale);
  return {
    subject: mail.login.subject,
    intro: [mail.login.intro],
    blocks: [
      button(mail.login.button, url),
      smallPrint(mail.login.once(moment(validUntil, timeZone, locale))),
      smallPrint(mail.link.notYou),
    ],
  };
}
