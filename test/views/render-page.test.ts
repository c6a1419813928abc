import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { locales } from '../../functions/core/values/locale.ts';
import { fieldName } from '../../functions/views/pages/form-state.ts';
import { renderPage } from '../../functions/views/render-page.tsx';
import { elementsIn, wordsInHtml } from './reading.ts';
import { samplePages } from './samples.ts';

const samples = locales.flatMap((locale) =>
  Object.entries(samplePages(locale)).map(([name, facts]) => ({ locale, name, facts })),
);
function rendered(name: string, locale: 'de' | 'en' = 'de') {
  const facts = samplePages(locale)[name];
  if (!facts) throw new Error(`no sample ${name}`);
  const { html, title } = renderPage(facts);
  return { html, title, elements: elementsIn(html), read: wordsInHtml(html).join(' ') };
}

test('a wish that is noted is not titled as if it were done', () => {
  expect(rendered('dataDeletedLater').title).toContain('Ihr Wunsch ist vermerkt');
  expect(rendered('dataDeleted').title).toContain('Ihre Daten sind gelöscht');
});

describe.each(samples)('the page $name in $locale', ({ locale, facts }) => {
  const { title, html, styleHash } = renderPage(facts);
  const elements = elementsIn(html);
  const ids = elements.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));

  test('has no script, no handler and no style attribute, and loads nothing', () => {
    // A data block is none: nothing runs it.
    const scripts = elements.filter(({ tag }) => tag === 'script');
    expect(
      scripts.map(({ attributes }) => attributes.type).filter((type) => type !== 'application/ld+json'),
    ).toEqual([]);
    for (const { tag, attributes } of elements) {
      expect(Object.keys(attributes).filter((name) => /^on|^style$|^src/.test(name))).toEqual([]);
      if (tag === 'link' || tag === 'img' || tag === 'iframe') expect.unreachable(tag);
    }
    expect(html).not.toMatch(/url\(|@import/);
  });

  test('has one stylesheet, and its hash is the one that the policy allows', () => {
    const sheets = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)];
    expect(sheets).toHaveLength(1);
    const digest = createHash('sha256')
      .update(sheets[0]?.[1] ?? '')
      .digest('base64');
    expect(styleHash).toBe(`sha256-${digest}`);
    expect(html).toContain('prefers-color-scheme:dark');
  });

  test('gives every field a label, and every description and link in the page its target', () => {
    const labels = elements.flatMap(({ tag, attributes }) => (tag === 'label' ? [attributes.for] : []));
    for (const { tag, attributes } of elements) {
      const isField =
        (tag === 'input' && attributes.type !== 'hidden') || tag === 'textarea' || tag === 'select';
      if (isField) expect(labels).toContain(attributes.id);
      for (const id of (attributes['aria-describedby'] ?? attributes['aria-labelledby'] ?? '').split(' ')) {
        if (id) expect(ids).toContain(id);
      }
      if (tag === 'a' && attributes.href?.startsWith('#')) expect(ids).toContain(attributes.href.slice(1));
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has its landmarks, one first heading, and no heading level left out', () => {
    for (const tag of ['header', 'main', 'footer']) {
      expect(elements.filter((element) => element.tag === tag)).toHaveLength(1);
    }
    const levels = elements.flatMap(({ tag }) => (/^h\d$/.test(tag) ? [Number(tag[1])] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test('names its language and the other one, and stays out of search engines and referrers', () => {
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`);
    expect(html).toContain(`lang="${locale === 'de' ? 'en' : 'de'}"`);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain('<meta name="referrer" content="same-origin"/>');
  });

  test('says in its title what it is, and changes something only by POST', () => {
    expect(title).toMatch(/^.{5,} – .+ – Stiftung Marktplatz$/);
    for (const { tag, attributes } of elements) if (tag === 'form') expect(attributes.method).toBe('post');
    expect(html).not.toMatch(/undefined|NaN|\[object/);
    expect(wordsInHtml(html).join(' ')).not.toContain('!');
  });
});

describe('the sign-up form', () => {
  const named = (name: string, of = 'signUp') =>
    rendered(of)
      .elements.filter(({ attributes }) => attributes.name === name)
      .map(({ attributes }) => attributes);

  test('has the fields that the contract names', () => {
    expect(named('eventIds').map(({ value }) => value)).toEqual([
      'sichtbar-machen',
      'knapp',
      'kultur-staerken',
      'vernetzen',
      'ausgebucht',
      'vorbei',
    ]);
    expect(named('workingGroups.sichtbar-machen').map(({ value }) => value)).toEqual([
      'kleinstadt',
      'dorf',
      'none',
    ]);
    expect(named('answers.sichtbar-machen.before').map(({ value }) => value)).toEqual(['yes', 'no', '']);
    expect(named('notices.privacy')).toMatchObject([{ type: 'hidden', value: '2027-01:9f86d0' }]);
    expect(named('formUrl')).toMatchObject([{ type: 'hidden' }]);
    expect(named('locale').filter((field) => 'checked' in field)).toMatchObject([{ value: 'de' }]);
  });

  test('offers what can be had, and says why the rest can not', () => {
    const open = named('eventIds').filter((field) => !('disabled' in field));
    expect(open.map(({ value }) => value)).toEqual(['sichtbar-machen', 'knapp', 'kultur-staerken']);
    const { read } = rendered('signUp');
    expect(read).toContain('Es sind höchstens noch wenige Plätze frei.');
    expect(read).toContain('Sie können sich auf die Warteliste setzen lassen.');
    expect(read).toContain('öffnet am Samstag, 1. Mai 2027, 10 Uhr (MESZ, Ortszeit Berlin)');
    expect(read).toContain('Die Anmeldung ist geschlossen.');
    expect(rendered('signUpClosed').elements.map(({ tag }) => tag)).not.toContain('form');
  });

  test('ticks no consent by itself', () => {
    for (const name of ['notices.news', 'notices.sensitive']) {
      expect(named(name)).toHaveLength(1);
      expect(named(name)[0]).not.toHaveProperty('checked');
    }
    expect(named('notices.news', 'signUpWithFaults')[0]).toHaveProperty('checked');
  });

  test('hides its trap from eyes, keyboard and screen reader', () => {
    expect(named('website')).toMatchObject([{ tabindex: '-1', autocomplete: 'off' }]);
    expect(rendered('signUp').html).toMatch(/<div class="trap" aria-hidden="true"><label/);
  });

  test('says each fault at its field and in a summary that leads there', () => {
    const { html, elements, title, read } = rendered('signUpWithFaults');
    expect(title).toMatch(/^Fehler: /);
    const links = elements.flatMap(({ tag, attributes }) =>
      tag === 'a' && attributes.href?.startsWith('#field') ? [attributes.href] : [],
    );
    expect(links).toEqual([
      '#field-name',
      '#field-email',
      '#field-eventIds.sichtbar-machen',
      '#field-workingGroups.sichtbar-machen',
      '#field-answers.sichtbar-machen.role',
      '#field-notices.sensitive',
    ]);
    expect(html).toMatch(/id="field-email-fault">EMAIL-FAULT/);
    expect(named('email', 'signUpWithFaults')[0]?.['aria-describedby']).toBe(
      'field-email-hint field-email-fault',
    );
    expect(read).toContain('NOWHERE-FAULT');
  });

  test('gives back what was filled in, as text', () => {
    expect(named('answers.sichtbar-machen.organisation', 'signUpWithFaults')[0]?.value).toBe(
      '"><script>alert(1)</script>',
    );
  });

  test('finds the field of a JSON pointer', () => {
    expect(fieldName('/answers/part-1/role', [])).toBe('answers.part-1.role');
    expect(fieldName('/eventIds/1', ['a', 'b'])).toBe('eventIds.b');
    expect(fieldName('/eventIds', ['a'])).toBe('eventIds');
    expect(fieldName('/a~1b~0c', [])).toBe('a/b~c');
    expect(fieldName('', [])).toBe('');
  });
});

test('the confirm page has one primary button, and a plain one for whom it was not', () => {
  const buttons = rendered('confirm').elements.filter(({ tag }) => tag === 'button');
  expect(buttons.map(({ attributes }) => attributes.class)).toEqual(['button', 'button second']);
  expect(rendered('nothingToConfirm').elements.filter(({ tag }) => tag === 'button')).toEqual([]);
});

test('the confirm page says when its form was sent, and that other mails may be about other forms', () => {
  const said = (page: string) => rendered(page).read;
  for (const page of ['confirm', 'confirmNews'] as const) {
    expect(said(page)).toContain('1. März 2027, 9:12 Uhr');
    expect(said(page)).toContain('Jede gilt für ein Formular');
  }
  // No form was sent of whom an organiser entered.
  expect(said('confirmByTeam')).not.toContain('Formular');
});

test('the registration page gives each event its own buttons, and each open part its own', () => {
  const ids = rendered('registration').elements.flatMap(({ attributes }) =>
    attributes.name === 'eventId' ? [attributes.value] : [],
  );
  // The first has sensitive answers, whose consent is withdrawn by itself.
  expect(ids).toEqual(['sichtbar-machen', 'sichtbar-machen', 'kultur-staerken', 'vernetzen']);
});

test('consent to news is asked for with its notice, whose version and hash go along', () => {
  const { elements, read } = rendered('registrationAfterCancelling');
  expect(read).toContain('darf mich per E-Mail auf weitere Veranstaltungen hinweisen');
  expect(elements.find(({ attributes }) => attributes.name === 'notices.news')?.attributes.value).toBe(
    '2027-02:9f86d0',
  );
});

test('the public page of an event shows no join link', () => {
  expect(rendered('event').html).not.toContain('/join');
});

test('personal data can be kept as a file without a further request', () => {
  const link = rendered('personalData').elements.find(({ attributes }) => attributes.download);
  const json = decodeURIComponent(link?.attributes.href?.split(',')[1] ?? '');
  expect(JSON.parse(json)).toEqual({ name: 'Aylin Şahin', email: 'aylin@rathaus.example' });
});

test('of what waits for the mailbox, a link’s page says when its hour is, and no more that anything holds already', () => {
  const facts = samplePages('de').registration;
  if (facts?.content.page !== 'registration') throw new Error('no sample');
  const { content } = facts;
  const waiting = (done: typeof content.done) =>
    wordsInHtml(
      renderPage({ ...facts, content: { ...content, done, mailAt: '2027-03-02T09:00:00.000Z' } }).html,
    ).join(' ');
  expect(waiting('cancelled')).toContain('Es gilt schon jetzt.');
  for (const done of ['dataLinkSent', 'deleteLinkSent'] as const) {
    expect(waiting(done)).toContain('Ihr Link gilt dann eine Stunde.');
    expect(waiting(done)).not.toContain('Es gilt schon jetzt.');
  }
});
