import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, Backend, event, formUrl, notices, series, signUpOf } from '../setup/backend.ts';
import { elementsIn } from '../views/reading.ts';

/** In which language somebody is answered, and how they come to the other one. */
let backend: Backend;
let own: string;
const email = 'aylin@sprache.example';
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([
    event('teil'),
    event('zweiter', {
      questions: [{ questionId: 'wozu', kind: 'text', label: { de: 'Wozu?', en: 'What for?' } }],
    }),
  ]);
  await backend.publish([event('part', { seriesId: 'english' })], {
    ...{ ...series, seriesId: 'english', defaultLocale: 'en' },
  });
  own = await backend.join(email, ['teil'], { locale: 'en' });
});
afterAll(() => backend.stop());

const langOf = ({ text }: Answer) => /<html lang="(\w\w)"/.exec(text)?.[1];
const html = { accept: 'text/html' };
const browser = (language: string) => ({ ...html, 'accept-language': language });
const fields = (changes: Record<string, string | string[]> = {}) => ({
  ...{ eventIds: 'teil', name: 'Aylin', email: 'neu@sprache.example', formUrl },
  ...{ 'notices.privacy': notices.privacy, ...changes },
});
const signUp = (form: Record<string, string | string[]>, accepted = 'de', query = '') =>
  backend.send('POST', `/v1/registrations${query}`, { form, headers: browser(accepted) });

/** The chooser of languages: a link, or a button with the form that it sends. */
function chooser({ text }: Answer): { url: string } | { action: string; form: Record<string, string[]> } {
  const elements = elementsIn(text);
  const link = elements.find(({ tag, attributes }) => tag === 'a' && attributes.hreflang);
  if (link !== undefined) return { url: link.attributes.href ?? '' };
  const button = elements.find(({ tag, attributes }) => tag === 'button' && attributes.name === 'showIn');
  const start = text.lastIndexOf('<form', text.indexOf(` id="${button?.attributes.form}"`));
  const sent = elementsIn(text.slice(start, text.indexOf('</form>', start)));
  const inputs = sent.filter(
    ({ tag, attributes: { type, checked } }) =>
      tag === 'input' && (!/radio|checkbox/.test(type ?? 'text') || checked !== undefined),
  );
  const named = Map.groupBy(inputs, ({ attributes }) => attributes.name ?? '');
  const entered = [...named].map(([name, several]) => [
    name,
    several.map(({ attributes }) => attributes.value ?? ''),
  ]);
  const form: Record<string, string[]> = {
    ...Object.fromEntries(entered),
    showIn: [button?.attributes.value ?? ''],
  };
  return { action: sent[0]?.attributes.action ?? '', form };
}

async function inOther(answer: Answer): Promise<Answer> {
  const chosen = chooser(answer);
  return 'url' in chosen ? backend.get(chosen.url, html) : backend.post(chosen.action, chosen.form);
}

describe('a sign-up', () => {
  test.each([
    ['what the body says', { locale: 'en' }, 'de', 'en'],
    ['else what its client accepts', {}, 'en-GB', 'en'],
    ['else German', {}, '*', 'de'],
    ['even if it is no language of ours', { locale: 'fr' }, 'en', 'en'],
  ])('by JSON that is refused is answered in %s', async (_, said, accepted, wanted) => {
    const answer = await backend.register(
      { ...signUpOf('x', ['teil']), ...said, ...('locale' in said ? {} : { locale: undefined }) },
      { 'accept-language': accepted },
    );
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-language')).toBe(wanted);
  });

  test.each([
    ['the page’s own language', { locale: 'de' }, 'de', '?lang=en', 'en'],
    ['what the form says', { locale: 'de' }, 'en', '', 'de'],
    ['what the browser speaks', {}, 'en', '', 'en'],
  ])('by a form is answered in %s', async (_, said, accepted, query, wanted) => {
    const faulty = await signUp(fields({ ...said, email: 'x' }), accepted, query);
    expect([faulty.status, langOf(faulty)]).toEqual([422, wanted]);
    const taken = await signUp(fields(said), accepted, query);
    expect([taken.status, langOf(taken)]).toEqual([202, wanted]);
    const odd = await signUp(fields({ ...said, website: 'x' }), accepted, query);
    expect(odd.text).toContain('name="proof"');
    expect(langOf(odd)).toBe(wanted);
  });

  test('to a series in English is answered in English where nothing else is said', async () => {
    const form = fields({ eventIds: 'part', email: 'x', locale: '' });
    expect(langOf(await signUp(form, '*'))).toBe('en');
  });

  test.each([
    ['the form with its faults', { email: 'x' }],
    ['the page after it', {}],
    ['the extra step', { website: 'x' }],
  ])('shows %s in the other language with all that was entered, and takes nothing in', async (_, changes) => {
    const answer = await signUp(fields({ locale: 'de', ...changes }));
    expect(langOf(answer)).toBe('de');
    await backend.runner.settle();
    const rows = await backend.rows();
    const other = await inOther(answer);
    expect([other.status < 300, langOf(other)]).toEqual([true, 'en']);
    expect(other.text).toContain('value="Aylin"');
    expect(langOf(await inOther(other))).toBe('de');
    expect(await backend.rows()).toEqual(rows);
  });

  test('whose extra step was shown in English is taken in with it, and answered in English', async () => {
    const step = await signUp(fields({ locale: 'de', website: 'x', email: 'step@sprache.example' }));
    const chosen = chooser(await inOther(step));
    if ('url' in chosen) throw new Error('a posted page has no address');
    const { showIn: _, ...entered } = chosen.form;
    const done = await backend.post(chosen.action, entered);
    expect([done.status, langOf(done)]).toEqual([202, 'en']);
  });
});

describe('an attendee', () => {
  test('sees their pages in their own language, whatever the browser speaks', async () => {
    expect(langOf(await backend.get(own, browser('de')))).toBe('en');
  });

  test('takes the language along that the page was asked for in, through links and forms', async () => {
    const page = await inOther(await backend.get(own, html));
    expect(langOf(page)).toBe('de');
    const below = elementsIn(page.text).flatMap(({ attributes: { href, action } }) => href ?? action ?? []);
    const ours = below.filter((url) => url.startsWith(backend.runner.url) || url.startsWith('/'));
    expect(ours.length).toBeGreaterThan(5);
    for (const url of ours) if (!/calendar\.ics/.test(url)) expect(url).toMatch(/[?&]lang=(de|en)\b/);
    const edit = ours.find((url) => /edit\?lang/.test(url)) ?? '';
    const form = await backend.get(edit, html);
    expect(langOf(form)).toBe('de');
    const action = elementsIn(form.text).find(({ tag }) => tag === 'form')?.attributes.action ?? '';
    const faulty = await backend.post(action, { name: '', locale: 'en' });
    expect([faulty.status, langOf(faulty)]).toEqual([422, 'de']);
    expect(langOf(await backend.post(action, { name: 'Aylin', locale: 'en' }))).toBe('de');
    expect(langOf(await backend.get(own, html))).toBe('en');
  });

  test('finds the other language on every page, also where something is wrong or done', async () => {
    const gone = `/confirm/${'x'.repeat(40)}`;
    const data = async () => {
      // A mailbox gets three mails an hour.
      await backend.runner.clock.advance(61 * 60_000);
      await backend.post(`${own}/data`);
      return backend.link(email, '/data/');
    };
    const pages: [string, () => Promise<Answer>][] = [
      ['own', () => backend.get(own, html)],
      ['add', () => backend.get(`${own}/add?eventId=zweiter`, html)],
      ['edit', () => backend.get(`${own}/edit`, html)],
      ['faults', () => backend.post(`${own}/edit`, { name: '', locale: 'en' })],
      ['cancelled', () => backend.post(`${own}/cancel`, { eventId: 'teil' })],
      ['problem', () => backend.get(gone, html)],
      ['posted problem', () => backend.post(gone)],
      ['event', () => backend.get('/events/teil', html)],
      ['no documentation', () => backend.get('/events/teil/documentation', html)],
      ['sign-up', () => backend.get('/series/reihe/signup', html)],
      ['link sent', () => backend.post('/link', { email, eventId: 'teil' })],
      ['data', async () => backend.get(await data(), html)],
      ['deleted', async () => backend.post(`${await data()}/delete`)],
    ];
    for (const [name, page] of pages) {
      const shown = await page();
      await backend.runner.settle();
      const rows = await backend.rows();
      const other = await inOther(shown);
      expect([name, langOf(other)]).toEqual([name, langOf(shown) === 'de' ? 'en' : 'de']);
      expect([name, await backend.rows()]).toEqual([name, rows]);
    }
  });
});
