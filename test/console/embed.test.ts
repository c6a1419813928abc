import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formUrl, part1, part2, series, World } from '../organiser/world.ts';
import { formFields } from './form-fields.ts';
import { textOf, Visitor } from './visitor.ts';

const path = `/console/series/${series.seriesId}/embed`;
let world: World;
let visitor: Visitor;

beforeAll(async () => {
  world = await World.start();
  await world.must('POST', '/series', series);
  visitor = await Visitor.logIn(world);
});
afterAll(() => world?.stop());

/** The snippet as it is copied: what its element says. */
function copied(html: string, id: string): string {
  const text = new RegExp(`<code id="${id}">([\\s\\S]*?)</code>`).exec(html)?.[1];
  if (text === undefined) throw new Error(`nothing to copy: ${id}`);
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text.replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? '');
}

describe('bringing a series to a website', () => {
  it('begins with the link, and says that nothing is published yet', async () => {
    const { body } = await visitor.get(path);
    expect(textOf(body)).toContain('Noch ist keine Veranstaltung veröffentlicht');
    expect(copied(body, 'address')).toBe(`${world.runner.url}/series/${series.seriesId}/signup`);
    expect(copied(body, 'component')).toBe(
      `<script src="${world.runner.url}/signup.js" defer></script>\n<eventbote-signup series="${series.seriesId}"><a href="${world.runner.url}/series/${series.seriesId}/signup">Anmeldung</a></eventbote-signup>`,
    );
    expect(copied(body, 'events')).toBe(
      `<script src="${world.runner.url}/events.js" defer></script>\n<eventbote-events series="${series.seriesId}" view="next"><a href="${world.runner.url}/series/${series.seriesId}/signup">Anmeldung</a></eventbote-events>`,
    );
    expect(() => copied(body, 'form')).toThrow();
  });

  it('hands over a form that signs up as it stands', async () => {
    await world.publish(part1);
    await world.publish(part2);
    await world.runner.settle();
    const { body } = await visitor.get(`${path}?${new URLSearchParams({ page: formUrl })}`);
    const snippet = copied(body, 'form');
    expect(snippet).not.toMatch(/\son\w+=|style=|<script/);
    const action = `${world.runner.url}/v1/registrations`;
    const fields = formFields(snippet, action);
    expect(fields.formUrl).toEqual([formUrl]);
    const form = new URLSearchParams();
    const filled = {
      ...fields,
      name: 'Somebody',
      email: 'snippet@example.org',
      eventIds: [part1.eventId, part2.eventId],
      [`workingGroups.${part1.eventId}`]: 'dorf',
      [`answers.${part1.eventId}.role`]: 'politik',
      [`answers.${part1.eventId}.access`]: 'Gebärdensprache',
      'notices.sensitive': '2027-01',
      'notices.news': '2027-01',
    };
    for (const [name, values] of Object.entries(filled)) {
      // Each field that is filled in is one that the snippet has.
      expect(snippet).toContain(`name="${name}"`);
      for (const value of [values].flat()) form.append(name, value);
    }
    const answer = await fetch(action, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { accept: 'text/html', origin: new URL(formUrl).origin },
    });
    expect(answer.status).toBeLessThan(400);
    await world.runner.settle();
    await world.client.confirm('snippet@example.org');
    await world.runner.settle();
    const { items } = await world.must('GET', `/events/${part1.eventId}/registrations`);
    expect(items).toMatchObject([
      { workingGroupId: 'dorf', answers: { role: 'politik', access: 'Gebärdensprache' } },
    ]);
  });

  it('speaks the language that is asked for, and escapes what was written', async () => {
    await world.must('PUT', `/series/${series.seriesId}`, {
      ...series,
      notices: {
        privacy: { ...series.notices.privacy, version: '2', text: { de: '<b>&"', en: '<script>x' } },
      },
    });
    const english = copied((await visitor.get(`${path}?language=en`)).body, 'form');
    expect(english).toContain('Making civil society visible');
    expect(english).toContain('&lt;script&gt;x');
    expect(english).not.toContain('<script>');
    const page = encodeURIComponent('https://www.stiftung-marktplatz.example/"><script>');
    const injected = copied((await visitor.get(`${path}?page=${page}`)).body, 'form');
    expect(injected).not.toContain('<script>');
  });

  it('warns of a page on a website that is not allowed', async () => {
    const { body } = await visitor.get(`${path}?page=https://elsewhere.example/`);
    expect(textOf(body)).toContain('auf keiner der zugelassenen Websites');
    expect(textOf((await visitor.get(path)).body)).not.toContain('auf keiner der zugelassenen Websites');
  });

  it('has the QR code on the screen and as a file', async () => {
    expect((await visitor.get(path)).body).toMatch(/<svg class="qr"[^>]*role="img" aria-label="QR-Code/);
    const file = await visitor.get(`/console/series/${series.seriesId}/qr.svg`);
    expect(file.headers.get('content-type')).toContain('image/svg+xml');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.body).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 (\d+) \1"/);
  });
});
