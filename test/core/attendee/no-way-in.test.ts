import { expect, test } from 'vitest';
import { joinTarget } from '../../../functions/core/attendee/go-links.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { aylin, begun, over, StatesWorld } from '../mail/template-worlds.ts';

/** Where the link into an event leads, once something has happened. */
async function way(happens: (world: StatesWorld) => Promise<unknown>): Promise<string> {
  const world = await StatesWorld.made();
  await world.join(aylin);
  await happens(world);
  const found = await joinTarget(await world.registration(), world.context);
  return 'location' in found ? found.location : renderPage(found).html;
}

test('the link into an event leads there while it goes on, and two hours longer', async () => {
  for (const now of [begun, over]) {
    const to = await way(async (world) => {
      world.series.now = now;
    });
    expect(to).toBe('https://meet.example/eins');
  }
});

test('it says that an event is off, or over, or that there is no place, and leads nowhere', async () => {
  expect(await way((world) => world.cancel('eins'))).toContain('<h1>Diese Veranstaltung fällt aus.</h1>');
  const late = await way(async (world) => {
    world.series.now = '2027-04-28T19:00:00.000Z';
  });
  expect(late).toContain('<h1>Diese Veranstaltung ist vorbei.</h1>');
  const left = await way((world) => world.leave());
  expect(left).toContain('<h1>Hier haben Sie zurzeit keinen Platz</h1>');
  for (const page of [late, left]) expect(page).not.toContain('meet.example');
});
