import { grounds, type Palette } from '../colour.ts';

const { light, dark } = grounds;
// Word takes the first, or Times.
const font = "'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto, Helvetica, Arial, sans-serif";

/**
 * Styles stand inline, since many mail programs drop the head's; the classes serve the dark alone. Outlook's Word knows
 * padding and borders on table cells alone, no margin of tables and blocks, no width in CSS, and no white-space; what
 * begins with `mso` is for it. https://www.caniemail.com/features/
 */
export function stylesFor(palette: Palette) {
  // A long word breaks before it makes the mail wider than a phone.
  const cell = { fontFamily: font, wordBreak: 'break-word' };
  const text = { margin: '0 0 16px', color: light.text, fontSize: '16px', lineHeight: '1.55' };
  return {
    body: { margin: '0', padding: '0', background: light.page, fontFamily: font },
    preheader: {
      display: 'none',
      msoHide: 'all',
      maxHeight: '0',
      overflow: 'hidden',
      opacity: '0',
      fontSize: '1px',
      lineHeight: '1px',
    },
    page: { background: light.page, padding: '24px 12px' },
    sheet: {
      width: '100%',
      margin: '0 auto',
      maxWidth: '600px',
      background: light.surface,
      borderTop: `6px solid ${palette.accent}`,
    },
    content: { ...cell, padding: '24px 24px 8px' },
    organisation: { ...text, margin: '0', color: palette.link, fontSize: '18px', fontWeight: 'bold' },
    series: { ...text, margin: '0', color: light.muted, fontSize: '15px' },
    header: { ...cell, padding: '0 0 24px' },
    text,
    spaced: { padding: '0 0 20px' },
    event: {
      ...cell,
      padding: '14px 16px',
      borderLeft: `4px solid ${palette.accent}`,
      background: light.page,
    },
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
    buttonSpace: { padding: '4px 0 24px' },
    // Where the padding of the link counts for nothing, this does.
    buttonCell: { background: palette.accent, borderRadius: '6px', msoPaddingAlt: '13px 24px' },
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
    footer: { ...cell, padding: '16px 24px 20px', borderTop: `1px solid ${light.line}` },
    footerLines: { margin: '0 0 10px', color: light.muted, fontSize: '13px', lineHeight: '1.55' },
    footerLinks: { margin: '0', color: light.muted, fontSize: '13px', lineHeight: '1.9' },
  } as const;
}
export type Styles = ReturnType<typeof stylesFor>;

/** For who reads in the dark. */
export function darkStyle(palette: Palette): string {
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
