import { expect, test } from 'vitest';
import { signUpFacts } from '../../../functions/core/mail/event-facts.ts';
import { linksOf } from '../../../functions/core/table/links.ts';
import { MailWorld } from './mail-world.ts';
import { aylin, StatesWorld } from './template-worlds.ts';

test('the working group that confirming gives is named also when no place is held any more', async () => {
  const workingGroups = [{ workingGroupId: 'a', title: { de: 'Kleinstadt', en: 'Small towns' } }];
  const world = await MailWorld.of([{ eventId: 'eins', capacity: 5, workingGroups }]);
  const signUp = await world.series.signUp('aylin@rathaus.example', ['eins'], {
    workingGroups: { eins: 'a' },
  });
  const event = await world.event('eins');
  if (event === undefined) throw new Error('no event');
  const facts = signUpFacts(signUp, event, undefined, linksOf(world.context), world.series.now);
  expect([facts.standing, facts.workingGroup?.text]).toEqual(['pending', 'Kleinstadt']);
});

test.each([undefined, 5])(
  'every mail of a sign-up names its group, with %s places in it: to be confirmed, reminded when none is held any more, confirmed',
  async (capacity) => {
    const group = { workingGroupId: 'a', title: { de: 'Kleinstadt', en: 'Small towns' }, capacity };
    const world = await StatesWorld.made({ capacity: 5, workingGroups: [group] });
    await world.nudging();
    const signUp = await world.signUp(aylin, ['eins'], { workingGroups: { eins: 'a' } });
    await world.pass(2);
    await world.at('2027-03-03T10:00:00.000Z');
    await world.confirmed(signUp);
    await world.pass(2);
    const mails = world.taken(aylin);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Bitte bestätigen Sie Ihre Anmeldung: Sichtbar machen',
      'Noch nicht bestätigt: Ihre Anmeldung zu Sichtbar machen',
      'Ihre Anmeldung ist bestätigt: Sichtbar machen',
    ]);
    for (const { text } of mails) expect(text).toContain('Arbeitsgruppe: Kleinstadt');
  },
);
