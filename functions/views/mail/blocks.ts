import type { RichBlock } from '../../core/values/markdown.ts';

export interface Link {
  text: string;
  url: string;
}

/** One line of an event's facts: a fact with its label, plain words, or links. */
export type Line =
  | { label: string; text: string }
  | { label: string; links: Link[] }
  | { text: string }
  | { link: Link };

/**
 * What a mail is made of, top to bottom. Both renderers take the same list and add no words of their own,
 * which is why text and HTML read the same. Every text is text; escaping is the renderer's.
 */
export type Block =
  /** The name stands below the logo, so that nothing is missing where images are off. */
  | { kind: 'header'; lines: string[]; logoUrl?: string | undefined }
  | { kind: 'greeting'; text: string }
  | { kind: 'paragraph'; text: string; link?: Link }
  | { kind: 'event'; title: string; lines: Line[] }
  /** What an organiser wrote; placeholders are filled. */
  | RichBlock
  | { kind: 'links'; links: Link[] }
  /** At most one in a mail. */
  | { kind: 'button'; link: Link }
  | { kind: 'smallPrint'; text: string; link?: Link }
  | { kind: 'closing'; lines: string[] }
  | { kind: 'footer'; groups: string[][]; links: Link[] };
