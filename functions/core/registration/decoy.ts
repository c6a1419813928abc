import type { DecoyItem } from '../table/abuse-items.ts';
import type { RegistrationItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import { keepUnconfirmed } from './sign-up-item.ts';

/** Puts a decoy in place of the registration that an unknown address would have written at this moment; it is gone as early. */
export function decoyOf(fresh: RegistrationItem, now: Instant): Step {
  const decoy: DecoyItem = {
    type: 'shadow',
    eventId: fresh.eventId,
    signUpId: fresh.signUpId,
    createdAt: now,
    ...(fresh.state === 'confirmed' ? { isEntered: true } : {}),
    filling: '-'.repeat(JSON.stringify(fresh).length),
    expiresAt: epochSeconds(after(now, keepUnconfirmed)),
  };
  return { step: 'put', item: decoy, when: 'any' };
}
