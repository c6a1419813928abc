import type { Page } from 'playwright-core';
import * as z from 'zod';

const Both = z.object({ de: z.string(), en: z.string() });
const Series = z.object({
  seriesId: z.string(),
  title: Both,
  summary: Both,
  organisers: z.array(z.string()),
  replyTo: z.string(),
  verificationNudge: z.string(),
  notices: z.object({
    privacy: z.object({ version: z.string(), url: Both, text: Both }),
    news: z.object({ version: z.string(), sender: z.string(), text: Both }),
    sensitive: z.object({ version: z.string(), text: Both }),
  }),
});
const Event = z.object({
  eventId: z.string(),
  title: Both,
  startsAtLocal: z.string(),
  endsAtLocal: z.string(),
  capacity: z.int().optional(),
  waitingList: z.boolean().default(false),
  joinUrl: z.string(),
  joinInfo: Both,
  registrationClosesAtLocal: z.string().optional(),
  reminders: z.array(z.string()),
  workingGroups: z.array(z.object({ title: Both, capacity: z.int() })).default([]),
  questions: z
    .array(
      z.object({
        kind: z.string(),
        required: z.boolean(),
        maxLength: z.int().optional(),
        label: Both,
        options: z.array(z.object({ label: Both })).default([]),
        sensitive: z.boolean().default(false),
      }),
    )
    .default([]),
});
export const Scenario = z.object({ series: Series, events: z.array(Event) });

/** An events officer at the console, in German: opens screens by their links, fills in fields, presses buttons. */
export class Officer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Follows a link by what it says. */
  async follow(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.page.getByRole('link', { name, exact: true }).first().click();
      await this.page.waitForLoadState();
    }
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.page.waitForLoadState();
  }

  /** What was just done, as the screen says it. */
  async told(): Promise<string> {
    return this.page.locator('main [role=status]').first().innerText();
  }

  /** Fills in fields by where their value lies; what there is nothing of is left. */
  async fill(fields: Record<string, string | number | undefined>): Promise<void> {
    for (const [pointer, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      const field = this.page.locator(`main [name="${pointer}"]`);
      if ((await field.evaluate((element) => element.nodeName)) === 'SELECT')
        await field.selectOption(String(value));
      else await field.fill(String(value));
    }
  }

  async tick(name: string, value = 'true'): Promise<void> {
    await this.page.locator(`main [name="${name}"][value="${value}"]`).check();
  }

  async #both(pointer: string, text: z.infer<typeof Both>): Promise<void> {
    await this.fill({ [`${pointer}/de`]: text.de, [`${pointer}/en`]: text.en });
  }

  async makeSeries(series: z.infer<typeof Series>): Promise<void> {
    await this.follow('Reihen', 'Reihe anlegen');
    await this.#both('/title', series.title);
    await this.#both('/summary', series.summary);
    await this.fill({
      '/seriesId': series.seriesId,
      '/organisers:lines': series.organisers.join('\n'),
      '/replyTo': series.replyTo,
      '/verificationNudge': series.verificationNudge,
      '/notices/privacy/version': series.notices.privacy.version,
      '/notices/news/version': series.notices.news.version,
      '/notices/news/senderId': series.notices.news.sender,
      '/notices/sensitive/version': series.notices.sensitive.version,
    });
    await this.#both('/notices/privacy/text', series.notices.privacy.text);
    await this.#both('/notices/privacy/url', series.notices.privacy.url);
    for (const kind of ['news', 'sensitive'] as const) {
      await this.tick(`/notices/${kind}/isAsked:boolean`);
      await this.#both(`/notices/${kind}/text`, series.notices[kind].text);
    }
    await this.press('Reihe anlegen');
  }

  /** Makes an event of the series whose screen is open, and publishes it. */
  async makeEvent(event: z.infer<typeof Event>): Promise<void> {
    await this.follow('Veranstaltung anlegen');
    await this.#both('/title', event.title);
    await this.#both('/joinInfo', event.joinInfo);
    await this.fill({
      '/eventId': event.eventId,
      '/startsAtLocal': event.startsAtLocal,
      '/endsAtLocal': event.endsAtLocal,
      '/capacity:number': event.capacity,
      '/joinUrl': event.joinUrl,
      '/registrationClosesAtLocal': event.registrationClosesAtLocal,
    });
    if (event.waitingList) await this.tick('/waitingList:boolean');
    for (const reminder of event.reminders) await this.tick('/reminders:list', reminder);
    if (event.workingGroups.length > 0) await this.#unfold('/workingGroups/0/title/de');
    for (const [index, { title, capacity }] of event.workingGroups.entries()) {
      await this.#both(`/workingGroups/${index}/title`, title);
      await this.fill({ [`/workingGroups/${index}/capacity:number`]: capacity });
    }
    // New questions come two at a time.
    const { questions } = event;
    for (const first of [0, 2].filter((from) => from < Math.max(1, questions.length))) {
      if (first > 0) await this.follow('Bearbeiten');
      for (const [offset, question] of questions.slice(first, first + 2).entries()) {
        await this.#question(`/questions/${first + offset}`, question);
      }
      await this.press(first > 0 ? 'Speichern' : 'Als Entwurf anlegen');
    }
    await this.press('Veröffentlichen');
  }

  async #question(base: string, question: z.infer<typeof Event>['questions'][number]): Promise<void> {
    await this.#unfold(`${base}/kind`);
    await this.#both(`${base}/label`, question.label);
    await this.fill({
      [`${base}/kind`]: question.kind,
      [`${base}/maxLength:number`]: question.maxLength,
      [`${base}/options:lines`]:
        question.options.length === 0
          ? undefined
          : question.options.map(({ label }) => `${label.de} | ${label.en}`).join('\n'),
    });
    if (question.required) await this.tick(`${base}/required:boolean`);
    if (question.sensitive) await this.tick(`${base}/sensitive:boolean`);
  }

  /** Opens what a field is folded into. */
  async #unfold(pointer: string): Promise<void> {
    const fold = this.page.locator('details', { has: this.page.locator(`[name="${pointer}"]`) });
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  }
}
