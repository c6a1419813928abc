import type { ComponentChildren } from 'preact';
import { ButtonForm } from '../kit/form.tsx';
import { Head } from '../kit/head.tsx';
import { legalLinks } from '../legal-links.ts';
import { useConsole } from './console-context.ts';

export interface Step {
  href: string;
  label: string;
}

export interface Tab extends Step {
  isCurrent?: boolean;
}

interface ScreenProps {
  title: string;
  /** The way here, from the list down; without the screen itself. */
  way?: Step[];
  /** Screens beside this one, of the same series or event. */
  tabs?: Tab[];
  /** Stands right of the heading: the one thing most come for. */
  action?: ComponentChildren;
  /** Short facts under the heading. */
  lead?: ComponentChildren;
  /** Tables need the whole width. */
  isWide?: boolean;
  children: ComponentChildren;
}

/** A whole page of the console: head, navigation, what was just done, the screen itself. */
export function Screen({ title, way = [], tabs = [], action, lead, isWide, children }: ScreenProps) {
  const { locale, words, organisation, accessibility, assets, done, who } = useConsole();
  const told = done === undefined ? undefined : words.done[done as keyof typeof words.done];
  return (
    <html lang={locale}>
      <Head title={`${title} – ${organisation.name}`} referrer="same-origin">
        <link rel="stylesheet" href={assets.style} />
        <script src={assets.script} defer />
      </Head>
      <body>
        <a class="skip" href="#main">
          {words.frame.skip}
        </a>
        <Top />
        <main id="main" class={isWide ? 'wide' : undefined} tabIndex={-1}>
          {way.length > 0 && (
            <nav class="way" aria-label={words.frame.way}>
              <ol>
                {way.map(({ href, label }) => (
                  <li>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div class="heading">
            <h1>{title}</h1>
            {action && <div class="actions">{action}</div>}
          </div>
          {lead && <div class="lead">{lead}</div>}
          {tabs.length > 0 && (
            <nav class="tabs" aria-label={words.frame.tabs}>
              <ul>
                {tabs.map(({ href, label, isCurrent }) => (
                  <li>
                    <a href={href} aria-current={isCurrent ? 'page' : undefined}>
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {told && (
            <p class="note good" role="status">
              {told}
            </p>
          )}
          {children}
        </main>
        <footer class="bottom">
          {who && (
            <p>
              {words.frame.loggedInAs(who.name, words.roles[who.role])}{' '}
              <a href="/console/help">{words.frame.help}</a>
            </p>
          )}
          <ul>
            {legalLinks(organisation, accessibility, locale).map(({ text, url }) => (
              <li>
                <a href={url}>{text}</a>
              </li>
            ))}
          </ul>
        </footer>
      </body>
    </html>
  );
}

function Top() {
  const { words, organisation, who, isEverywhere, may, has, locale, path } = useConsole();
  const other = new URL(path, 'http://console.invalid');
  other.searchParams.set('lang', locale === 'de' ? 'en' : 'de');
  const areas = [
    { href: '/console', label: words.frame.home },
    { href: '/console/series', label: words.frame.series },
    ...(may('editor') && has('addresses') ? [{ href: '/console/people', label: words.frame.people }] : []),
    ...(may('owner') ? [{ href: '/console/organisers', label: words.frame.access }] : []),
    { href: '/console/tokens', label: words.frame.tokens },
    ...(may('editor') && isEverywhere
      ? [
          { href: '/console/senders', label: words.frame.senders },
          ...(has('addresses') ? [{ href: '/console/suppressions', label: words.frame.suppressions }] : []),
        ]
      : []),
    ...(may('owner') ? [{ href: '/console/audit', label: words.frame.audit }] : []),
  ];
  return (
    <header class="top">
      <div class="bar">
        <p class="brand">
          <a href="/console">{organisation.name}</a>
        </p>
        {who && (
          <nav class="areas" aria-label={words.frame.areas}>
            <ul>
              {areas.map(({ href, label }) => (
                <li>
                  <a href={href} aria-current={isWithin(path, href) ? 'true' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="self">
          <a
            href={`${other.pathname}${other.search}`}
            hreflang={words.frame.otherLocaleTag}
            lang={words.frame.otherLocaleTag}
          >
            {words.frame.otherLocale}
          </a>
          {who && <ButtonForm action="/console/logout" label={words.frame.logOut} look="quiet" />}
        </div>
      </div>
    </header>
  );
}

/** Series' events, announcements and mails belong to the area of the series. */
function isWithin(path: string, area: string): boolean {
  const [own = ''] = path.split('?');
  if (area === '/console') return own === area;
  if (area === '/console/series')
    return /^\/console\/(series|events|announcements|deliveries|new-series)\b/.test(own);
  return own.startsWith(area);
}
