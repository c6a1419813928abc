import { takeOver } from '../core/attendee/move-address.ts';
import {
  addressChangedPage,
  addressQuestionPage,
  confirmedPage,
  confirmPage,
} from '../core/attendee/pages.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { confirm, deleteSignUp, viewSignUp } from '../core/registration/confirm.ts';
import type { Context } from '../core/table/context.ts';
import type { SignUpItem } from '../core/table/items.ts';
import { openLink } from '../core/table/open-link.ts';
import { Problem } from '../core/values/problem.ts';
import { readerLocale } from '../http/http.ts';
import { byLink, open, show, tokenOf } from './by-link.ts';

/** What this very button deleted before, or time did, is deleted: pressed twice, it says so (promise 5). */
function unlessExpired(error: unknown): undefined {
  if (!(error instanceof Problem && error.type === 'link-expired')) throw error;
}

async function confirmedAlready(signUp: SignUpItem, at: Context) {
  return show(confirmedPage({ ...(await viewSignUp(signUp, at)), isRepeat: true }, at));
}

/** What a verification mail leads to: of a sign-up, or of a new address. */
export const confirmingRoutes = {
  'GET /confirm/{token}': byLink('confirm', async (request, signUp, at) => {
    const url = `${at.publicUrl}/confirm/${tokenOf(request)}`;
    if (signUp.takesOver === undefined) {
      if (signUp.state === 'confirmed') return confirmedAlready(signUp, at);
      return show(confirmPage(await viewSignUp(signUp, at), url, at));
    }
    if (signUp.state === 'pending') return show(addressQuestionPage(signUp, url, at));
    return show(addressChangedPage((await takeOver(signUp, at)).attendee, true, at));
  }),
  'POST /confirm/{token}': byLink('confirm', async (_, signUp, at) => {
    if (signUp.takesOver !== undefined) {
      const { attendee, isRepeat } = await takeOver(signUp, at);
      return show(addressChangedPage(attendee, isRepeat, at));
    }
    return show(confirmedPage(await confirm(signUp, at), at));
  }),
  'POST /confirm/{token}/delete': open(async (request, at) => {
    const signUp = await openLink(tokenOf(request), 'confirm', at).catch(unlessExpired);
    const kept = signUp && (await deleteSignUp(signUp, at));
    if (kept !== undefined) return confirmedAlready(kept, at);
    const locale = signUp?.locale ?? readerLocale(request, at.stage.defaultLocale);
    return show({ frame: frameOf(at.stage, locale), content: { page: 'signUpDeleted' } });
  }),
};
