import { moveAddress } from '../core/attendee/move-address.ts';
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
import { byLink, plainRoute, showPage, tokenOf } from './by-link.ts';

/** What this very button deleted before, or time did, is deleted: pressed twice, it says so (promise 5). */
function unlessExpired(error: unknown): undefined {
  if (!(error instanceof Problem && error.type === 'link-expired')) throw error;
}

async function confirmedAlready(signUp: SignUpItem, at: Context) {
  return showPage(confirmedPage({ ...(await viewSignUp(signUp, at)), isRepeat: true }, at));
}

/** What a verification mail leads to: of a sign-up, or of a new address. */
export const confirmingRoutes = {
  'GET /confirm/{token}': byLink('confirm', async (request, signUp, at) => {
    const url = `${at.publicUrl}/confirm/${tokenOf(request)}`;
    if (signUp.takesOver === undefined) {
      if (signUp.state === 'confirmed') return confirmedAlready(signUp, at);
      return showPage(confirmPage(await viewSignUp(signUp, at), url, at));
    }
    if (signUp.state === 'pending') return showPage(addressQuestionPage(signUp, url, at));
    return showPage(addressChangedPage((await moveAddress(signUp, at)).attendee, true, at));
  }),
  'POST /confirm/{token}': byLink('confirm', async (_, signUp, at) => {
    if (signUp.takesOver !== undefined) {
      const { attendee, isRepeat } = await moveAddress(signUp, at);
      return showPage(addressChangedPage(attendee, isRepeat, at));
    }
    return showPage(confirmedPage(await confirm(signUp, at), at));
  }),
  'POST /confirm/{token}/delete': plainRoute(async (request, at) => {
    const signUp = await openLink(tokenOf(request), 'confirm', at).catch(unlessExpired);
    const kept = signUp && (await deleteSignUp(signUp, at));
    if (kept !== undefined) return confirmedAlready(kept, at);
    const locale = signUp?.locale ?? readerLocale(request, at.stage.defaultLocale);
    return showPage({ frame: frameOf(at.stage, locale), content: { page: 'signUpDeleted' } });
  }),
};
