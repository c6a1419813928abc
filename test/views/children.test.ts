import { isValidElement, options, type VNode } from 'preact';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { locales } from '../../functions/core/values/locale.ts';
import { renderMail } from '../../functions/views/mail.ts';
import { renderPage } from '../../functions/views/render-page.tsx';
import { wordsInHtml } from './reading.ts';
import { sampleMails, samplePages } from './samples.ts';

/** What stands between tags and is no text, number or element: Preact takes it for a child, and shows nothing of it. */
const lost: unknown[] = [];
function look(child: unknown): void {
  if (Array.isArray(child)) child.forEach(look);
  else if (typeof child === 'object' && child !== null && !isValidElement(child)) lost.push(child);
}

const before = options.vnode;
beforeAll(() => {
  options.vnode = (vnode: VNode) => look(Reflect.get(Object(vnode.props), 'children'));
});
afterAll(() => {
  if (before === undefined) delete options.vnode;
  else options.vnode = before;
});

test.each(locales)('all that pages and mails are given to say is said, in %s', (locale) => {
  for (const facts of Object.values(samplePages(locale))) renderPage(facts);
  for (const facts of Object.values(sampleMails(locale))) renderMail(facts);
  expect(lost).toEqual([]);
});

test.each(locales)('the notices of a form are read on it, in %s', (locale) => {
  const { signUp } = samplePages(locale);
  if (signUp?.content.page !== 'signUp') throw new Error('no form');
  const read = wordsInHtml(renderPage(signUp).html).join(' ');
  for (const notice of Object.values(signUp.content.notices)) expect(read).toContain(notice.text.text);
});
