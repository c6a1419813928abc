import { moment } from '../dates.ts';
import { wordsOf } from '../words/index.ts';
import { ButtonForm, type PageProps } from './parts.tsx';

/** Where an organiser's link leads: nothing happens before the button. */
export function Login({ content, locale }: PageProps<'login'>) {
  const words = wordsOf[locale].page.login;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro(content.email)}</p>
      <ButtonForm action={content.action} label={words.button} />
    </>
  );
}

/** The session's token, for scripts and the command line; no other page shows it. */
export function LoggedIn({ content, locale, timeZone }: PageProps<'loggedIn'>) {
  const words = wordsOf[locale].page.loggedIn;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text(moment(content.validUntil, timeZone, locale))}</p>
      <p>
        <code>{content.token}</code>
      </p>
    </>
  );
}
