import { expect, test } from 'vitest';
import { signUpFacts } from '../../../functions/core/mail/event-facts.ts';
import { linksOf } from '../../../functions/core/table/links.ts';
import { MailWorld } from './mail-world.ts';

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
