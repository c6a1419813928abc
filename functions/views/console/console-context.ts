import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Organiser } from '../../core/access/organiser.ts';
import { hasRight } from '../../core/access/rights.ts';
import type { Right, Role } from '../../core/table/organiser-items.ts';
import type { Locale } from '../../core/values/locale.ts';
import type { Accessibility, Organisation } from '../../core/values/stage.ts';
import { type ConsoleWords, consoleWords } from './words/index.ts';

/** What every screen of the console is handed beside its own subject. */
export interface ConsoleContext {
  locale: Locale;
  /** The stage's zone; an event's and a series' own come with them. */
  timeZone: string;
  organisation: Organisation;
  accessibility?: Accessibility | undefined;
  publicUrl: string;
  /** Who is logged in; absent on the screens before. */
  who?: Pick<Organiser, 'name' | 'role' | 'rights' | 'seriesIds' | 'organiserId'> | undefined;
  /** What every form carries. */
  formToken: string;
  /** This screen's own path and query, for the other language's link. */
  path: string;
  /** What the button before did, told at the top: a key of `words.done`. */
  done?: string | undefined;
  /** Which page of a list it shows; absent on the first. */
  cursor?: string | undefined;
  /** Addresses of the stylesheet and the script, which change with their content. */
  assets: { style: string; script: string };
}

const SharedContext = createContext<ConsoleContext | undefined>(undefined);
export const ConsoleProvider = SharedContext.Provider;

const ranks: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** What all screens share, with the words of the reader's language and what they may do. */
export function useConsole(): ConsoleContext & {
  words: ConsoleWords;
  may(role: Role): boolean;
  has(right: Right): boolean;
  isEverywhere: boolean;
} {
  const context = useContext(SharedContext);
  if (context === undefined) throw new Error('a part of the console outside its document');
  const { who } = context;
  return {
    ...context,
    words: consoleWords[context.locale],
    may: (role) => who !== undefined && ranks[who.role] >= ranks[role],
    has: (right) => who !== undefined && hasRight(who, right),
    isEverywhere: who !== undefined && who.seriesIds === undefined,
  };
}

/** Words of one subject in the reader's language: they are loaded with the screens that use them. */
export function useWords<Words>(words: Record<Locale, Words>): Words {
  return words[useConsole().locale];
}
