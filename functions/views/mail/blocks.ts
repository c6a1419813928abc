import type { Locale, Wording } from '../../core/values/locale.ts';
import type { RichBlock } from '../../core/values/markdown.ts';

/** The mail's own words, or a text that may be in another language than the mail. */
export type Text = string | Wording;

export function plainText(text: Text): string {
  return typeof text === 'string' ? text : text.text;
}

export interface Link {
  text: Text;
  url: string;
  /** It opens what is its reader's alone, or that of `person`, who takes part and is another. */
  isPersonal?: true;
  person?: string | undefined;
}

/** One line of an event's facts: a fact with its label, plain words, or links. */
export type Line =
  | { label: string; text: Text }
  | { label: string; links: Link[] }
  | { text: Text }
  | { link: Link };

/**
 * What a mail is made of, top to bottom. Both renderers take the same list and add no words of their own,
 * which is why text and HTML read the same. Every text is text; escaping is the renderer's.
 */
export type Block =
  /** The name stands below the logo, so that nothing is missing where images are off. */
  | { kind: 'header'; lines: Text[]; logoUrl?: string | undefined }
  | { kind: 'greeting'; text: string }
  | { kind: 'paragraph'; text: Text; link?: Link }
  | { kind: 'event'; title: Wording; lines: Line[] }
  /** What an organiser wrote; placeholders are filled. */
  | (RichBlock & { lang?: Locale | undefined })
  | { kind: 'links'; links: Link[] }
  /** At most one in a mail. */
  | { kind: 'button'; link: Link }
  | { kind: 'smallPrint'; text: string; link?: Link }
  | { kind: 'closing'; lines: string[] }
  | { kind: 'footer'; groups: Text[][]; links: Link[] };
