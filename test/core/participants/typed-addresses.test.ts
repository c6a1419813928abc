import { describe, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { signUpCaution } from '../../../functions/core/delivery/guard.ts';
import { SesNotice } from '../../../functions/core/delivery/ses-notice.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import { addRegistration } from '../../../functions/core/participants/registration-actions.ts';
import { settleSesNotice } from '../../../functions/core/sending/settle-ses-notice.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { owner } from '../mail/mail-world.ts';
import { StatesWorld } from '../mail/template-worlds.ts';

/** What an organiser, or a token of theirs that leaked, can do with addresses that nobody verified. */
const made = () => StatesWorld.made({ capacity: undefined });
const invented = (number: number) => `niemand@n${number}.invalid`;

async function answerOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'taken';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return `${error.type} ${error.detail?.code ?? ''} ${error.retryAt}`;
  }
}

const enter = (world: StatesWorld, email: string, who: Organiser = owner) =>
  answerOf(addRegistration('eins', { name: 'Cem Neu', email, answers: {} }, who, world.context));

/** All mails that are out come back. */
async function bounce(world: StatesWorld, emails: readonly string[]): Promise<void> {
  for (const email of emails)
    for (const { notificationId, recipientId, messageId, personHash } of await world.deliveries(email)) {
      const tags = { deliveryId: [`${notificationId}_${recipientId}`], personHash: [personHash] };
      const notice = {
        ...{ eventType: 'Bounce', mail: { messageId, tags } },
        bounce: { bounceType: 'Permanent', bounceSubType: 'NoEmail' },
      };
      await settleSesNotice(SesNotice.parse(notice), world.context);
    }
}

describe('addresses that organisers type', () => {
  test('are sixty an hour of one maker and twice that of a series, entered or corrected', async () => {
    const world = await made();
    const answers: string[] = [];
    for (let maker = 0; maker < 2; maker++)
      for (let number = 0; number < 61; number++)
        answers.push(await enter(world, invented(maker * 100 + number), { ...owner, tokenHash: `${maker}` }));
    expect(answers.filter((one) => one === 'taken')).toHaveLength(120);
    expect(new Set([answers[60], answers[121]])).toEqual(
      new Set([expect.stringMatching(/^too-many-requests/)]),
    );
    const found = await world.series.registration(invented(0), 'eins');
    const corrected = correctAddress(
      'eins',
      found?.registrationId ?? '',
      { email: 'x@x.example' },
      { ...owner, tokenHash: 'third' },
      world.context,
    );
    expect(await answerOf(corrected)).toMatch(/^too-many-requests/);
  });

  test('are refused for a day when five came back, and no form is slowed by them', async () => {
    const world = await made();
    const emails = Array.from({ length: 20 }, (_, number) => invented(number));
    for (const email of emails) await enter(world, email);
    await world.pass(5);
    await bounce(world, emails.slice(0, 4));
    world.series.advance('PT1H');
    expect(await enter(world, invented(21))).toBe('taken');
    await bounce(world, emails);
    expect(await enter(world, invented(22))).toMatch(/^too-many-requests typedAddressesBounced 20/);
    const { store } = world.context;
    expect(await store.get(refs.guard({ isUnverified: true }))).toBeUndefined();
    expect(await signUpCaution(world.context)).toEqual({ level: 'none' });
    await world.signUp('buergerin@rathaus.example', ['eins']);
    world.series.advance('PT25H');
    expect(await enter(world, invented(23))).toBe('taken');
  });
});
