import { beforeEach, expect, test } from 'vitest';
import { answerForEntries } from '../../../functions/core/attendee/answer-for-entries.ts';
import { confirmedPage, confirmPage, registrationPage } from '../../../functions/core/attendee/pages.ts';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { replaceEvent } from '../../../functions/core/organising/events.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { confirm, viewSignUp } from '../../../functions/core/registration/confirm.ts';
import { eventInputOf } from '../../../functions/core/table/event.ts';
import type { SignUpItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { Series } from '../series.ts';

/** What somebody reads of a place that was entered for them at once, and of one that they gave up. */
const email = 'dora@rathaus.example';
const afterwards = '2027-04-29T09:00:00.000Z';

let series: Series;
beforeEach(async () => {
  series = await Series.create(new MemoryTable(), 'reihe', [{ eventId: 'eins' }]);
  series.now = '2027-04-28T14:30:00.000Z';
});

const read = (page: Parameters<typeof renderPage>[0]) =>
  renderPage(page).html.replaceAll(/<style.*?<\/style>/gs, '');
const asked = async (signUp: SignUpItem) =>
  read(confirmPage(await viewSignUp(signUp, series.context), 'https://x.example', series.context));
const entered = () => series.signUp(email, ['eins'], { notices: { privacy: '2027-01', news: '2027-01' } });

test('the page that an entry’s mail opens asks for the entry, and says what becomes of it otherwise', async () => {
  const signUp = await series.signUp(email, ['eins']);
  const page = await asked(signUp);
  expect(page).toContain('Bestätigen Sie ihn nicht, wird er eine Woche nach der Veranstaltung gelöscht');
  expect(page).toContain('<button');
});

test('confirmed when its event is over, it is theirs, with the news that were ticked, and not lost', async () => {
  const signUp = await entered();
  series.now = afterwards;
  expect(await asked(signUp)).not.toContain('Nicht mehr möglich');
  const page = read(confirmedPage(await confirm(signUp, series.context), series.context));
  expect(page).toContain('Ihre Anmeldung ist bestätigt');
  expect(page).toMatch(/darf Sie per E-Mail auf weitere Veranstaltungen hinweisen/);
  expect(page).not.toMatch(/nicht mehr möglich|E-Mail mit allen Angaben/);
});

test('of a place that is theirs already the news are asked for alone, and deleting is not offered', async () => {
  const signUp = await entered();
  await answerForEntries(await series.attendee(email), series.context);
  const page = await asked(signUp);
  expect(page).toContain('Hinweise auf Veranstaltungen bestätigen</h1>');
  expect(page).not.toMatch(/Anmeldung bestätigen|\/delete/);
  const done = read(confirmedPage(await confirm(signUp, series.context), series.context));
  expect(done).toContain('Ihre Wahl ist gespeichert');
  expect(done).not.toContain('E-Mail mit allen Angaben');
});

test('whoever cancelled reads that they did, whatever becomes of the event', async () => {
  await series.join(email, ['eins']);
  await series.cancel(email, 'eins');
  const event = await series.context.store.get(refs.event('eins'));
  if (event === undefined) throw new Error('no event');
  const later = { startsAtLocal: '2027-05-05T17:00', endsAtLocal: '2027-05-05T19:00' };
  const input = { ...eventInputOf(event), ...later };
  await replaceEvent('eins', input, { version: undefined, notice: 'none' }, owner, series.context);
  await cancelEvent('eins', undefined, owner, series.context);
  const view = await viewAttendee(await series.attendee(email), series.context);
  const page = read(registrationPage(view, 'https://x.example', {}, series.context));
  expect(page).toContain('abgemeldet');
  expect(page).not.toMatch(/Seit der Anmeldung|fällt aus/);
});
