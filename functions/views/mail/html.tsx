import { render } from 'preact-render-to-string';
import type { Locale } from '../../core/values/locale.ts';
import type { Span } from '../../core/values/markdown.ts';
import { grounds, type Palette } from '../colour.ts';
import type { Block, Line, Link } from './blocks.ts';
import { Logo } from './logo.tsx';

const { light, dark } = grounds;
const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Styles stand inline, since many mail programs drop the head's; the classes serve the dark alone. */
function stylesFor(palette: Palette) {
  const text = { margin: '0 0 16px', color: light.text, fontSize: '16px', lineHeight: '1.55' };
  return {
    body: { margin: '0', padding: '0', backgroundColor: light.page, fontFamily: font },
    preheader: {
      display: 'none',
      maxHeight: '0',
      overflow: 'hidden',
      opacity: '0',
      fontSize: '1px',
      lineHeight: '1px',
    },
    page: { backgroundColor: light.page, padding: '24px 12px' },
    sheet: {
      width: '100%',
      margin: '0 auto',
      maxWidth: '600px',
      backgroundColor: light.surface,
      borderTop: `6px solid ${palette.accent}`,
    },
    content: { padding: '24px 24px 8px', fontFamily: font },
    organisation: { ...text, margin: '0', color: palette.link, fontSize: '18px', fontWeight: 'bold' },
    series: { ...text, margin: '0', color: light.muted, fontSize: '15px' },
    header: { margin: '0 0 24px' },
    text,
    pre: { ...text, whiteSpace: 'pre-line' },
    event: { margin: '0 0 20px', borderLeft: `4px solid ${palette.accent}`, backgroundColor: light.page },
    eventCell: { padding: '14px 16px', fontFamily: font },
    eventTitle: {
      margin: '0 0 6px',
      color: light.text,
      fontSize: '18px',
      lineHeight: '1.35',
      fontWeight: 'bold',
    },
    eventLine: {
      margin: '0 0 4px',
      color: light.text,
      fontSize: '16px',
      lineHeight: '1.5',
      whiteSpace: 'pre-line',
    },
    list: {
      margin: '0 0 20px',
      padding: '0 0 0 20px',
      color: light.text,
      fontSize: '16px',
      lineHeight: '1.55',
    },
    item: { margin: '0 0 6px' },
    link: { color: palette.link, textDecoration: 'underline' },
    buttonTable: { margin: '4px 0 24px' },
    buttonCell: { backgroundColor: palette.accent, borderRadius: '6px' },
    button: {
      display: 'inline-block',
      padding: '13px 24px',
      color: palette.onAccent,
      fontSize: '17px',
      fontWeight: 'bold',
      lineHeight: '1.3',
      textDecoration: 'none',
    },
    small: { ...text, margin: '0 0 10px', color: light.muted, fontSize: '14px' },
    closing: { ...text, margin: '20px 0 16px' },
    footer: { padding: '16px 24px 20px', borderTop: `1px solid ${light.line}`, fontFamily: font },
    footerLines: { margin: '0 0 10px', color: light.muted, fontSize: '13px', lineHeight: '1.55' },
    footerLinks: { margin: '0', color: light.muted, fontSize: '13px', lineHeight: '1.9' },
  } as const;
}
type Styles = ReturnType<typeof stylesFor>;

function darkStyle(palette: Palette): string {
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page,.event{background-color:${dark.page}!important}
.sheet{background-color:${dark.surface}!important;border-top-color:${palette.linkOnDark}!important}
.event{border-left-color:${palette.linkOnDark}!important}
.text{color:${dark.text}!important}
.muted{color:${dark.muted}!important}
.link{color:${palette.linkOnDark}!important}
.button{background-color:${palette.linkOnDark}!important}
.button a{color:${palette.onLinkOnDark}!important}
.footer{border-top-color:${dark.line}!important}
}`;
}

function Anchor({ link, styles }: { link: Link; styles: Styles }) {
  return (
    <a class="link" href={link.url} style={styles.link}>
      {link.text}
    </a>
  );
}

function Spans({ spans, styles }: { spans: readonly Span[]; styles: Styles }) {
  return spans.map(({ text, isBold, isItalic, url }) => {
    const plain = url === undefined ? text : <Anchor link={{ text, url }} styles={styles} />;
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
        <strong>{line.label}:</strong> {line.text}
      </>
    ) : (
      line.text
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
        <div style={styles.header}>
          {block.logoUrl && <Logo url={block.logoUrl} />}
          {block.lines.map((line, index) => (
            <p
              class={index === 0 ? 'link' : 'muted'}
              style={index === 0 ? styles.organisation : styles.series}
            >
              {line}
            </p>
          ))}
        </div>
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
        <p class={isSmall ? 'muted' : 'text'} style={isSmall ? styles.small : styles.pre}>
          {block.text}
          {block.link && ' '}
          {block.link && <Anchor link={block.link} styles={styles} />}
        </p>
      );
    }
    case 'event':
      return (
        <table
          role="presentation"
          class="event"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style={styles.event}
        >
          <tr>
            <td style={styles.eventCell}>
              <h2 class="text" style={styles.eventTitle}>
                {block.title}
              </h2>
              {block.lines.map((line) => (
                <EventLine line={line} styles={styles} />
              ))}
            </td>
          </tr>
        </table>
      );
    case 'rich':
      return (
        <p class="text" style={styles.pre}>
          <Spans spans={block.spans} styles={styles} />
        </p>
      );
    case 'list': {
      const items = block.items.map((spans) => (
        <li style={styles.item}>
          <Spans spans={spans} styles={styles} />
        </li>
      ));
      const list = { class: 'text', style: styles.list };
      return block.isNumbered ? <ol {...list}>{items}</ol> : <ul {...list}>{items}</ul>;
    }
    case 'links':
      return (
        <ul class="text" style={styles.list}>
          {block.links.map((link) => (
            <li style={styles.item}>
              <Anchor link={link} styles={styles} />
            </li>
          ))}
        </ul>
      );
    case 'button':
      return (
        <table role="presentation" cellpadding="0" cellspacing="0" style={styles.buttonTable}>
          <tr>
            <td class="button" style={styles.buttonCell}>
              <a href={block.link.url} style={styles.button}>
                {block.link.text}
              </a>
            </td>
          </tr>
        </table>
      );
    case 'closing':
      return (
        <p class="text" style={styles.closing}>
          {block.lines.flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}
        </p>
      );
    case 'footer':
      return (
        <>
          {block.groups.map((lines) => (
            <p class="muted" style={styles.footerLines}>
              {lines.flatMap((line, index) => (index === 0 ? [line] : [<br />, line]))}
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
  { subject, preheader }: { subject: string; preheader: string },
  locale: Locale,
  palette: Palette,
): string {
  const styles = stylesFor(palette);
  const view = (of: (block: Block) => boolean) =>
    blocks.filter(of).map((block) => <BlockView block={block} styles={styles} />);
  const document = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        {/* Our own CSS, of checked colours alone; escaped, it would not be CSS. */}
        <style dangerouslySetInnerHTML={{ __html: darkStyle(palette) }} />
      </head>
      <body class="page" style={styles.body}>
        <div style={styles.preheader}>{preheader}</div>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
          <tr>
            <td class="page" align="center" style={styles.page}>
              <table role="presentation" class="sheet" cellpadding="0" cellspacing="0" style={styles.sheet}>
                <tr>
                  <td align="left" style={styles.content}>
                    {view((block) => block.kind !== 'footer')}
                  </td>
                </tr>
                <tr>
                  <td class="footer" align="left" style={styles.footer}>
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
