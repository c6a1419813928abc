import { expect, test } from 'vitest';
import { registrationPage } from '../../../functions/core/attendee/pages.ts';
import { viewAttendee } from '../../../functions/core/registration/attendee-view.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { aylin, StatesWorld } from './template-worlds.ts';

/** The links into calendars have the public entry: they stand where the mail's file has the same. */
const place = { name: 'Bürgerhaus', address: ['Ring 2'] };
const [file, web] = ['/v1/events/eins/calendar.ics', '/events/eins/calendar/google'];

/** The mail about their place, and their own page. */
async function read(world: StatesWorld) {
  await world.pass(2);
  const mail = world.taken(aylin).find(({ subject }) => subject.includes('ist bestätigt'));
  const view = await viewAttendee(await world.series.attendee(aylin), world.context);
  const page = renderPage(registrationPage(view, 'https://host.example/r', {}, world.context)).html;
  return [mail?.text ?? '', page];
}

test.each([
  ['online', false],
  ['onsite', true],
])('who takes part %s in a hybrid event', async (way, hasLinks) => {
  const world = await StatesWorld.made({ capacity: 5, attendanceMode: 'hybrid', place });
  await world.confirmed(await world.signUp(aylin, ['eins'], { ways: { eins: way } }));
  for (const text of await read(world))
    expect([text.includes(file), text.includes(web)]).toEqual([hasLinks, hasLinks]);
});

test('who signed up again after cancelling is not led to the older file', async () => {
  const world = await StatesWorld.made({ capacity: 5 });
  await world.join();
  await world.leave();
  await world.quiet();
  await world.confirmed(await world.signUp());
  for (const text of await read(world))
    expect([text.includes(file), text.includes(web)]).toEqual([false, true]);
});
