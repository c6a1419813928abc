import { TextField } from '../kit/fields.tsx';
import { useConsole } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { Screen } from './screen.tsx';

/** Asks for the address that gets the link. */
export function LoginScreen({ filled }: { filled?: Filled }) {
  const { login } = useConsole().words;
  return (
    <Screen title={login.title}>
      <p>{login.intro}</p>
      <Form action="/console/login" fields={{ '/email': login.email }} submit={login.submit} filled={filled}>
        <TextField at="/email" type="email" autocomplete="email" isRequired />
      </Form>
    </Screen>
  );
}

/** Where the mailed link leads: nothing happens before the button. */
export function LoginLinkScreen({ action, email }: { action: string; email: string }) {
  const { login } = useConsole().words;
  return (
    <Screen title={login.confirmTitle}>
      <p>{login.confirm(email)}</p>
      <Form action={action} submit={login.confirmSubmit} />
    </Screen>
  );
}

/**
 * For a visitor who comes from elsewhere: their browser brings the session along only from a page of ours, and this
 * is one. It goes on by itself.
 */
export function Onward({ to }: { to: string }) {
  const { words, locale } = useConsole();
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="refresh" content={`0; url=${to}`} />
        <title>{words.login.onward}</title>
      </head>
      <body>
        <p>
          <a href={to}>{words.login.onward}</a>
        </p>
      </body>
    </html>
  );
}
