import { spokenMail } from '../../functions/views/spoken-mail.ts';
import { composed, everyMail } from './composed-mails.ts';
import { inWord, withoutStyle } from './mail-programs.ts';

/** What mail programs leave of a mail's style. */
const programs = { whole: (html: string) => html, 'without style': withoutStyle, word: inWord };

/** Every kept mail's bytes in each language, and its HTML as programs show it. */
export async function drawnMails() {
  return Promise.all(
    everyMail.map(async ({ locale, name, facts }) => {
      const { html } = await spokenMail(facts);
      const shown = Object.entries(programs).map(([program, shownBy]) => ({ program, html: shownBy(html) }));
      return { locale, name, raw: await composed(facts), shown };
    }),
  );
}
