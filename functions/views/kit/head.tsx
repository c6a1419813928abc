import type { ComponentChildren } from 'preact';

interface HeadProps {
  title: string;
  referrer: 'no-referrer' | 'same-origin';
  children: ComponentChildren;
}

/** The head of a document that is for who opened it, and for no search engine. */
export function Head({ title, referrer, children }: HeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <meta name="referrer" content={referrer} />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      {children}
    </head>
  );
}
