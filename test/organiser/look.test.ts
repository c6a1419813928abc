import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailKinds, type TemplateName, templateNames } from '../../functions/core/table/mail-kinds.ts';
import { part1, series, World } from './world.ts';

let world: World;
const site = 'https://www.stiftung-marktplatz.example';
const logoUrl = `${site}/logo.png`;
const preview = (body: object, token?: string) =>
  world.call('POST', `/series/${series.seriesId}/preview`, body, token === undefined ? {} : { token });
const put = (changes: object) => world.call('PUT', `/series/${series.seriesId}`, { ...series, ...changes });
/** To whom a mail of this kind goes isn't known to be who was named. */
const isUnverified = (template: TemplateName) => mailKinds[template].isUnverified === true;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
});
afterAll(() => world?.stop());

describe('the words of a series', () => {
  it.each([
    [
      'a placeholder that there is not',
      'confirmation',
      { subject: 'Hallo {vorname}' },
      'subject',
      '{vorname} are possible: {name}',
    ],
    [
      'an event in a mail about none',
      'link',
      { paragraphs: ['Ihr Link', 'zu {event}'] },
      'paragraphs/1',
      '{event} are possible: {series} {organisation}',
    ],
  ])('refuse %s, with its place and what is possible', async (_, template, words, at, detail) => {
    const refused = await put({ texts: { [template]: { de: words } } });
    expect(refused.status).toBe(422);
    const fault = {
      pointer: `/texts/${template}/de/${at}`,
      code: 'unknownPlaceholder',
      message: expect.stringContaining(`There is no such placeholder here. In place of ${detail}`),
    };
    expect(refused.body.errors).toEqual([expect.objectContaining(fault)]);
    const tried = await preview({ template, texts: { de: words } });
    expect(tried.body.errors).toEqual([expect.objectContaining({ ...fault, pointer: `/texts/de/${at}` })]);
  });

  it.each(templateNames)('of %s are shown in both languages, with or without an event', async (template) => {
    const { mails } = (await preview({ template })).body;
    expect(mails.map((mail: { locale: string }) => mail.locale)).toEqual(['de', 'en']);
    const name = isUnverified(template) ? 'Sie' : '{name}';
    const words = { subject: 'Eigener Betreff: {series}', paragraphs: [`Eigener Absatz für ${name}.`] };
    const { mails: own } = (await preview({ template, locale: 'de', texts: { de: words } })).body;
    expect(own).toHaveLength(1);
    expect(own[0].subject).toBe(`Eigener Betreff: ${series.title.de}`);
    for (const part of [own[0].text, own[0].html])
      expect(part).toContain(`Eigener Absatz für ${isUnverified(template) ? 'Sie' : 'Vorname Nachname'}.`);
    if (isUnverified(template)) expect(own[0].text).not.toContain('Vorname');
    expect(own[0].html).not.toContain('undefined');
    expect(mails[0].subject).not.toContain('Eigener');
  });

  it('are tried with an event of the series alone', async () => {
    expect((await preview({ template: 'reminder', eventId: 'keins' })).body.errors[0]).toMatchObject({
      pointer: '/eventId',
      code: 'unknownEvent',
    });
    await world.publish(part1);
    const { mails } = (await preview({ template: 'reminder', locale: 'en', eventId: part1.eventId })).body;
    expect(mails[0].subject).toContain(part1.title.en);
    expect(mails[0].text).toContain('/go/preview/join');
  });

  it('reach the mail as they were previewed', async () => {
    const texts = { verification: { de: { subject: '{series}: bitte bestätigen' } } };
    expect((await put({ texts })).status).toBe(200);
    await world.client.signUp({
      ...{ name: 'Ben', email: 'ben@verein.example', locale: 'de', eventIds: [part1.eventId] },
      ...{
        answers: { [part1.eventId]: { role: 'politik' } },
        notices: { privacy: '2027-01' },
        formUrl: site,
      },
    });
    await world.runner.settle();
    expect(await world.mails('ben@verein.example', `${series.title.de}: bitte bestätigen`)).toHaveLength(1);
  });
});

describe('the look of a series', () => {
  it.each([
    ['https://elsewhere.example/logo.png', 'must lie under'],
    [`${site.replace('https', 'http')}/logo.png`, 'must lie under'],
    [`${logoUrl}?reader=1`, 'plain address'],
    [`${site}/logo.svg`, '.png'],
    ['data:image/png;base64,AAAA', undefined],
    ['javascript:alert(1)//logo.png', undefined],
  ])('refuses the logo %s', async (url, detail) => {
    for (const refused of [
      await put({ look: { logoUrl: url } }),
      await preview({ template: 'link', look: { logoUrl: url } }),
    ]) {
      expect(refused.status).toBe(422);
      expect(refused.body.errors[0].pointer).toBe('/look/logoUrl');
      if (detail !== undefined) expect(refused.body.errors[0]).toMatchObject({ code: 'logoNotAllowed' });
      expect(refused.body.errors[0].message).toContain(detail ?? '');
    }
  });

  it('names what a colour lacks and what is used in its place; one that can be read is taken as it is', async () => {
    const yellow = await put({ look: { colour: '#ffcc00', logoUrl } });
    expect(yellow.status).toBe(200);
    const [warning, ...others] = yellow.body.warnings;
    expect(others).toEqual([]);
    expect(warning).toMatchObject({
      pointer: '/look/colour',
      code: 'colourAdjusted',
      contrast: 1.37,
      needed: 4.5,
    });
    expect(warning.used).toMatch(/^#[0-9a-f]{6}$/);
    expect((await world.must('GET', `/series/${series.seriesId}`)).warnings).toEqual(yellow.body.warnings);
    const shown = (await preview({ template: 'link', look: { colour: '#ffcc00' } })).body;
    expect(shown.warnings).toEqual(yellow.body.warnings);
    expect(shown.mails[0].html).toContain(`color:${warning.used}`);
    expect((await preview({ template: 'link', look: { colour: '#1f4e79' } })).body.warnings).toEqual([]);
    expect((await put({ look: { colour: 'red' } })).body.errors[0].pointer).toBe('/look/colour');
  });

  it('is on its mails and pages, whose policy lets in the logo’s website alone', async () => {
    expect((await put({ look: { colour: '#7a1f4e', logoUrl } })).status).toBe(200);
    const { mails } = (await preview({ template: 'confirmation', locale: 'de' })).body;
    expect(mails[0].html).toMatch(
      /<img src="https:\/\/www\.stiftung-marktplatz\.example\/logo\.png" alt(="")? height="56"/,
    );
    expect(mails[0].html).toContain('#7a1f4e');
    expect(mails[0].text).not.toContain('logo.png');
    const page = await world.client.send('GET', `/series/${series.seriesId}/signup`);
    expect(page.body).toContain(`src="${logoUrl}"`);
    expect(page.body).toContain('#7a1f4e');
    expect(page.headers.get('content-security-policy')).toContain(
      `default-src 'none'; img-src ${site}; style-src`,
    );
    expect((await put({})).status).toBe(200);
    const plain = await world.client.send('GET', `/series/${series.seriesId}/signup`);
    expect(plain.body).not.toContain('<img');
    expect(plain.headers.get('content-security-policy')).not.toContain('img-src');
  });
});
