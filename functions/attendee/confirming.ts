import { addressChangedPage, addressQuestionPage } from '../core/attendee/address-pages.ts';
import { moveAddress } from '../core/attendee/move-address.ts';
import { confirmedPage, confirmPage } from '../core/attendee/pages.ts';
import { noteRecipients } from '../core/attendee/recipients-to-tell.ts';
import { shownBy, shownSequencesField } from '../core/attendee/shown-sequences.ts';
import { frameOf } from '../core/mail/event-facts.ts';
import { confirm, viewSignUp } from '../core/registration/confirm.ts';
import type { ConfirmChoices } from '../core/registration/confirm-choices.ts';
import { deleteSignUp } from '../core/registration/take-back.ts';
import { type Context, shownIn } from '../core/table/context.ts';
import type { SignUpItem } from '../core/table/items.ts';
import { openLink } from '../core/table/open-link.ts';
import { Problem } from '../core/values/problem.ts';
import { formBody, type HttpRequest } from '../http/http.ts';
import { readerLocale } from '../http/language.ts';
import { byLink, doneRoute, showPage, tokenOf } from './by-link.ts';

/** What this very button deleted before, or time did, is deleted: pressed twice, it says so (promise 5). */
function unlessExpired(error: unknown): undefined {
  if (!(error instanceof Problem && error.type === 'link-expired')) throw error;
}

const confirmUrl = (request: HttpRequest, at: Context) => `${at.publicUrl}/confirm/${tokenOf(request)}`;

async function confirmedAlready(request: HttpRequest, signUp: SignUpItem, at: Context) {
  return showPage(request, confirmedPage({ ...(await viewSignUp(signUp, at)), isRepeat: true }, at));
}

/** The page once more, where what the button would confirm is other than its page had shown. */
async function otherThanShown(request: HttpRequest, signUp: SignUpItem, at: Context) {
  const shown = shownBy(formBody(request).get(shownSequencesField));
  if (signUp.state !== 'pending' || shown.size === 0) return undefined;
  const page = confirmPage(await viewSignUp(signUp, at), confirmUrl(request, at), at, shown);
  return page.content.page === 'confirm' && page.content.isChanged ? page : undefined;
}

/** What its form says of each choice: a box that was left empty is posted as nothing, and nothing is no consent. */
function choicesOf(request: HttpRequest, signUp: SignUpItem, at: Context): ConfirmChoices {
  const form = formBody(request);
  return {
    privacy: form.get('notices.privacy') ?? undefined,
    news: form.get('news') ?? false,
    sensitive: form.get('sensitive') ?? false,
    page: { url: `${at.publicUrl}/confirm`, locale: shownIn(signUp.locale, at) },
  };
}

/** What a verification mail leads to: of a sign-up, or of a new address. */
export const confirmingRoutes = {
  'GET /confirm/{token}': byLink('confirm', async (request, signUp, at) => {
    const url = confirmUrl(request, at);
    if (signUp.takesOver === undefined) {
      if (signUp.state === 'confirmed') return confirmedAlready(request, signUp, at);
      return showPage(request, confirmPage(await viewSignUp(signUp, at), url, at));
    }
    if (signUp.state === 'pending') return showPage(request, await addressQuestionPage(signUp, url, at));
    return showPage(request, addressChangedPage((await moveAddress(signUp, at)).attendee, true, at));
  }),
  'POST /confirm/{token}': byLink('confirm', async (request, signUp, at) => {
    if (signUp.takesOver !== undefined) {
      const { attendee, isRepeat } = await moveAddress(signUp, at);
      if (!isRepeat) await noteRecipients('person.correctOwn', attendee, at);
      return showPage(request, addressChangedPage(attendee, isRepeat, at));
    }
    const again = await otherThanShown(request, signUp, at);
    if (again !== undefined) return showPage(request, again);
    return showPage(request, confirmedPage(await confirm(signUp, at, choicesOf(request, signUp, at)), at));
  }),
  'POST /confirm/{token}/delete': doneRoute('signUpDeleted', async (request, at) => {
    const signUp = await openLink(tokenOf(request), 'confirm', at).catch(unlessExpired);
    const kept = signUp && (await deleteSignUp(signUp, at));
    if (kept !== undefined) return confirmedAlready(request, kept, at);
    return frameOf(at.stage, readerLocale(request, at.stage.defaultLocale, signUp?.locale));
  }),
};
