import type { JSX } from 'preact';
import { render } from 'preact-render-to-string';
import type { PageFacts } from '../../core/mail/page-content.ts';
import { Document } from './layout.tsx';
import { hashOf, stylesheet } from './style.ts';

export interface RenderedPage {
  title: string;
  /** A whole HTML document: no script, no style attribute, nothing loaded from anywhere but a logo. */
  html: string;
  /** `sha256-…` of its one stylesheet, for the policy's `style-src`; it changes with the organisation's colour. */
  styleHash: string;
}

/** @param heading what the page is called, so that the window and the page agree */
export function renderDocument(
  { frame, otherLocale }: Omit<PageFacts, 'content'>,
  heading: string,
  body: JSX.Element,
): RenderedPage {
  const style = stylesheet(frame.organisation.colour);
  const title = [heading, frame.series?.title.text, frame.organisation.name]
    .filter((part) => part)
    .join(' – ');
  const document = (
    <Document frame={frame} title={title} style={style} otherLocale={otherLocale}>
      {body}
    </Document>
  );
  return { title, html: `<!doctype html>\n${render(document)}\n`, styleHash: hashOf(style) };
}
