import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { directionOf, type Locale, type Wording } from '../../core/values/locale.ts';
import type { Span } from '../../core/values/markdown.ts';
import type { Palette } from '../colour.ts';
import type { Block, Line, Link, Text } from './blocks.ts';
import { Logo } from './logo.tsx';
import { darkStyle, type Styles, stylesFor } from './styles.ts';

function Anchor({ link, styles }: { link: Link; styles: Styles }) {
  return (
    <a class="link" href={link.url} style={styles.link}>
      <Said text={link.text} />
    </a>
  );
}

/** A text with its line breaks, which not every mail program takes from the style. */
function Lines({ text }: { text: string }) {
  return <>{text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}</>;
}

/** A text that bears its language where that is another than the mail's. */
function Said({ text: said }: { text: Text }) {
  const { text, lang }: Wording = typeof said === 'string' ? { text: said } : said;
  return lang === undefined ? (
    <Lines text={text} />
  ) : (
    <span lang={lang}>
      <Lines text={text} />
    </span>
  );
}

/** Lines that each are a text of their own. */
function SaidLines({ lines }: { lines: Text[] }) {
  return <>{lines.flatMap((line, index) => [index > 0 && <br />, <Said text={line} />])}</>;
}

/** What has space around it wherever it is read: in the cell of a table. */
function Spaced({
  style,
  children,
}: {
  style: Styles['header' | 'spaced' | 'buttonSpace'];
  children: ComponentChildren;
}) {
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
      <tr>
        <td style={style}>{children}</td>
      </tr>
    </table>
  );
}

function Spans({ spans, styles }: { spans: readonly Span[]; styles: Styles }) {
  return spans.map(({ text, isBold, isItalic, url }) => {
    const plain = url === undefined ? <Lines text={text} /> : <Anchor link={{ text, url }} styles={styles} />;
    const leaning = isItalic ? <em>{plain}</em> : plain;
    return isBold ? <strong>{leaning}</strong> : leaning;
  });
}

function EventLine({ line, styles }: { line: Line; styles: Styles }) {
  const content =
    'link' in line ? (
      <Anchor link={line.link} styles={styles} />
    ) : 'links' in line ? (
      <>
        <strong>{line.label}:</strong>{' '}
        {line.links.flatMap((link, index) => [index > 0 && ' · ', <Anchor link={link} styles={styles} />])}
      </>
    ) : 'label' in line ? (
      <>
        <strong>{line.label}:</strong> <Said text={line.text} />
      </>
    ) : (
      <Said text={line.text} />
    );
  return (
    <p class="text" style={styles.eventLine}>
      {content}
    </p>
  );
}

function BlockView({ block, styles }: { block: Block; styles: Styles }) {
  switch (block.kind) {
    case 'header':
      return (
        <Spaced style={styles.header}>
          {block.logoUrl && <Logo url={block.logoUrl} />}
          {block.lines.map((line, index) => (
            <p
              class={index === 0 ? 'link' : 'muted'}
              style={index === 0 ? styles.organisation : styles.series}
            >
              <Said text={line} />
            </p>
          ))}
        </Spaced>
      );
    case 'greeting':
      return (
        <p class="text" style={styles.text}>
          {block.text}
        </p>
      );
    case 'paragraph':
    case 'smallPrint': {
      const isSmall = block.kind === 'smallPrint';
      return (
        <p class={isSmall ? 'muted' : 'text'} style={isSmall ? styles.small : styles.text}>
          <Said text={block.text} />
          {block.link && ' '}
          {block.link && <Anchor link={block.link} styles={styles} />}
        </p>
      );
    }
    case 'event':
      return (
        <Spaced style={styles.spaced}>
          <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
            <tr>
              <td class="event" style={styles.event}>
                <h2 class="text" style={styles.eventTitle} lang={block.title.lang}>
                  {block.title.text}
                </h2>
                {block.lines.map((line) => (
                  <EventLine line={line} styles={styles} />
                ))}
              </td>
            </tr>
          </table>
        </Spaced>
      );
    case 'rich':
      return (
        <p class="text" style={styles.text} lang={block.lang}>
          <Spans spans={block.spans} styles={styles} />
        </p>
      );
    case 'list': {
      const items = block.items.map((spans) => (
        <li style={styles.item} lang={block.lang}>
          <Spans spans={spans} styles={styles} />
        </li>
      ));
      const list = { class: 'text', style: styles.list };
      return block.isNumbered ? <ol {...list}>{items}</ol> : <ul {...list}>{items}</ul>;
    }
    case 'links': {
      const anchors = block.links.map((link) => <Anchor link={link} styles={styles} />);
      if (anchors.length === 1)
        return (
          <p class="text" style={styles.text}>
            {anchors}
          </p>
        );
      return (
        <ul class="text" style={styles.list}>
          {anchors.map((anchor) => (
            <li style={styles.item}>{anchor}</li>
          ))}
        </ul>
      );
    }
    case 'button': {
      // An attribute of old, which Preact's types leave out: its text would be white on white where no style is known.
      const ground: object = { bgcolor: styles.buttonCell.background };
      return (
        <Spaced style={styles.buttonSpace}>
          <table role="presentation" cellpadding="0" cellspacing="0">
            <tr>
              <td class="button" style={styles.buttonCell} {...ground}>
                <a href={block.link.url} style={styles.button}>
                  <Said text={block.link.text} />
                </a>
              </td>
            </tr>
          </table>
        </Spaced>
      );
    }
    case 'closing':
      return (
        <p class="text" style={styles.closing}>
          <SaidLines lines={block.lines} />
        </p>
      );
    case 'footer':
      return (
        <>
          {block.groups.map((lines) => (
            <p class="muted" style={styles.footerLines}>
              <SaidLines lines={lines} />
            </p>
          ))}
          <p class="muted" style={styles.footerLinks}>
            {block.links.flatMap((link, index) => [
              index > 0 && ' · ',
              <Anchor link={link} styles={styles} />,
            ])}
          </p>
        </>
      );
  }
}

/** The mail as an HTML document of tables and inline styles, which is what mail programs agree on. */
export function toHtml(
  blocks: Block[],
  { subject, preheader }: { subject: Wording; preheader: string },
  locale: Locale,
  palette: Palette,
): string {
  const styles = stylesFor(palette);
  // Said in mails of every language: mail programs have a direction of their own.
  const dir = directionOf(locale);
  const view = (of: (block: Block) => boolean) =>
    blocks.filter(of).map((block) => <BlockView block={block} styles={styles} />);
  const document = (
    <html lang={locale} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title lang={subject.lang}>{subject.text}</title>
        {/* Our own CSS, of checked colours alone; escaped, it would not be CSS. */}
        <style dangerouslySetInnerHTML={{ __html: darkStyle(palette) }} />
      </head>
      <body class="page" style={styles.body}>
        <div style={styles.preheader}>{preheader}</div>
        {/* Said here too: Gmail and others take away what is around the body. */}
        <table role="presentation" lang={locale} dir={dir} width="100%" cellpadding="0" cellspacing="0">
          <tr>
            <td class="page" align="center" style={styles.page}>
              {/* The width in CSS is narrower on a phone; this one is for who does not read it. */}
              <table
                role="presentation"
                class="sheet"
                width="600"
                cellpadding="0"
                cellspacing="0"
                style={styles.sheet}
              >
                <tr>
                  <td align={dir === 'rtl' ? 'right' : 'left'} style={styles.content}>
                    {view((block) => block.kind !== 'footer')}
                  </td>
                </tr>
                <tr>
                  <td class="footer" align={dir === 'rtl' ? 'right' : 'left'} style={styles.footer}>
                    {view((block) => block.kind === 'footer')}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
  return `<!doctype html>\n${render(document)}\n`;
}
