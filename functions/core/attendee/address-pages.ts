import { frameOf } from '../mail/event-facts.ts';
import { isExpired } from '../registration/confirm.ts';
import { newsMovingTo } from '../registration/subscription.ts';
import { knownOf } from '../registration/verified-entry.ts';
import { type Context, shownIn } from '../table/context.ts';
import type { AttendeeItem, SignUpItem } from '../table/items.ts';
import { inLanguage, linksOf } from '../table/links.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { Problem } from '../values/problem.ts';
import type { ShownPage } from './pages.ts';

/** Behind the link to a new address; afterwards, that it is valid. @throws Problem 410 when nobody asks for it any more */
export async function addressQuestionPage(
  signUp: SignUpItem,
  url: string,
  context: Context,
): Promise<ShownPage> {
  const { seriesId, personHash, takesOver } = signUp;
  const found = await context.store.load({
    attendee: refs.attendee(takesOver?.personHash ?? '', seriesId),
    target: refs.attendee(personHash, seriesId),
  });
  const attendee = present(found.attendee, context.now);
  const target = present(found.target, context.now);
  if (attendee?.newAddressId !== signUp.signUpId || isExpired(signUp, context))
    throw new Problem('link-expired');
  const mail = await context.store.get(refs.delivery(`newaddress-${signUp.signUpId}`, signUp.signUpId));
  const isKnown = knownOf(target) !== undefined;
  return {
    frame: frameOf(context.stage, shownIn(signUp.locale, context)),
    content: {
      page: 'addressQuestion',
      email: signUp.email,
      isJoining: isKnown || undefined,
      newsFrom: await newsMovingTo({ attendee, to: signUp, isKnown }, context),
      action: inLanguage(url, context),
      deleteAction: inLanguage(`${url}/delete`, context),
      isByOrganiser: mail?.isByOrganiser,
    },
  };
}

export function addressChangedPage(attendee: AttendeeItem, isRepeat: boolean, context: Context): ShownPage {
  const registrationUrl = linksOf(context).registration(attendee);
  return {
    frame: frameOf(context.stage, shownIn(attendee.locale, context)),
    content: { page: 'addressChanged', email: attendee.email, registrationUrl, isRepeat },
  };
}
