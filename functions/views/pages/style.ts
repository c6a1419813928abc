import { createHash } from 'node:crypto';
import { colourProperties } from '../colour.ts';

/** Everything but the colours. Phone first; the event's questions are hidden until it is ticked, without a script. */
const rules = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{display:flex;flex-direction:column;min-height:100vh;margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.55 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;inset-inline-start:-999rem}
.skip:focus{position:static;display:inline-block;padding:.5rem 1rem}
.frame{width:100%;max-width:44rem;margin:0 auto;padding:0 1rem}
.top{background:var(--surface);border-top:6px solid var(--accent);border-bottom:1px solid var(--line)}
.top .frame{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;padding-block:.9rem}
.top p{margin:0}
.top button{min-height:1.75rem;padding:0;border:0;background:none;color:var(--link);font:inherit;text-decoration:underline;cursor:pointer}
.logo{display:block;width:auto;max-width:100%;margin-bottom:.5rem;background:#fff}
.organisation{font-weight:700;color:var(--link)}
.series{color:var(--muted)}
main.frame{padding-block:1.5rem 3rem}
main:focus{outline:none}
h1{margin:0 0 1rem;font-size:1.65rem;line-height:1.25}
h2{margin:2rem 0 .75rem;font-size:1.25rem;line-height:1.3}
h3{margin:0 0 .25rem;font-size:1.1rem;line-height:1.35}
p{margin:0 0 1rem}
.pre{white-space:pre-line}
.muted{color:var(--muted)}
.card{margin:0 0 1rem;padding:1rem;background:var(--surface);border:1px solid var(--line);border-inline-start:5px solid var(--accent);border-radius:6px}
.card>:first-child{margin-top:0}
.card>:last-child,.note>:last-child{margin-bottom:0}
.card form,form+p{margin-top:.9rem}
.off{border-inline-start-color:var(--line)}
ul.plain{list-style:none;margin:0;padding:0}
dl{margin:0 0 1rem}
.card dl{margin:0 0 .5rem}
dl div{margin:0 0 .25rem}
dt,dd{display:inline;margin:0}
dt{color:var(--muted)}
dt::after{content:': '}
.asked::after{content:' '}
.note{margin:0 0 1.5rem;padding:1rem;background:var(--surface);border:2px solid var(--link);border-radius:6px}
.note.bad{border-color:var(--danger)}
.note.bad h2{margin:0 0 .5rem;color:var(--danger)}
.note.bad ul{margin:0;padding-inline-start:1.2rem}
.button{display:inline-block;min-height:2.9rem;padding:.65rem 1.4rem;border:2px solid var(--accent);border-radius:6px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:700;line-height:1.35;text-decoration:none;cursor:pointer}
.button:hover{text-decoration:underline}
.second{background:transparent;border-color:var(--field);color:var(--text);font-weight:400}
.danger{background:transparent;border-color:var(--danger);color:var(--danger)}
summary{width:fit-content;min-height:1.75rem;color:var(--link);text-decoration:underline;cursor:pointer}
details[open]>summary{margin-bottom:.5rem}
pre{overflow:auto;max-height:24rem;padding:1rem;background:var(--surface);border:1px solid var(--line);font-size:.85rem}
fieldset{min-width:0;margin:0 0 1.5rem;padding:0;border:0}
legend{padding:0;font-weight:700}
.part>legend{margin:1rem 0 .75rem;font-size:1.25rem;line-height:1.3}
.field{margin:0 0 1.1rem}
.field>label{display:block;font-weight:700}
.hint{display:block;margin:0 0 .3rem;color:var(--muted);font-size:.95rem}
.fault{display:block;margin:0 0 .3rem;color:var(--danger);font-weight:700}
.faulty{padding-inline-start:.75rem;border-inline-start:4px solid var(--danger)}
input:not([type=checkbox],[type=radio]),textarea{width:100%;min-height:2.9rem;margin-top:.2rem;padding:.6rem .7rem;background:var(--surface);color:var(--text);border:1.5px solid var(--field);border-radius:6px;font:inherit}
textarea{min-height:7rem;resize:vertical}
.choice{display:flex;gap:.7rem;align-items:flex-start;padding:.35rem 0}
.choice input{flex:none;width:1.5rem;height:1.5rem;margin:.05rem 0 0;accent-color:var(--link)}
.choice label{flex:1}
.choice label strong{display:block;font-size:1.1rem;line-height:1.35}
.optional{color:var(--muted);font-weight:400}
.card>.tick{margin-bottom:0}
.tick .hint,.tick .fault{margin-inline-start:2.2rem}
.more{margin-top:.9rem;padding-top:.9rem;border-top:1px solid var(--line)}
.more>:last-child{margin-bottom:0}
@supports selector(:has(*)){.card:not(:has(.pick:checked)):not(.open)>.more{display:none}}
.trap{position:absolute;inset-inline-start:-999rem;width:1px;height:1px;overflow:hidden}
.bottom{margin-top:auto;background:var(--surface);border-top:1px solid var(--line);color:var(--muted);font-size:.9rem}
.bottom .frame{padding-block:1.25rem 2rem}
.bottom p{margin:0}
.bottom ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.75rem 0 0;padding:0;list-style:none}
.bottom a{display:inline-block;padding:.2rem 0}
.rest form{display:inline-block;margin-block:0 .5rem;margin-inline:0 .5rem}
blockquote{margin:0 0 1rem;padding-inline-start:1rem;border-inline-start:3px solid var(--line)}
table{width:100%;margin:0 0 1.25rem;border-collapse:collapse}
caption{padding:0 0 .3rem;text-align:start;font-weight:700}
th,td{padding-block:.3rem;padding-inline:0 .5rem;border-top:1px solid var(--line);text-align:start;font-weight:400;vertical-align:top}
td{text-align:end;white-space:nowrap}
.said{text-align:start;white-space:normal;overflow-wrap:anywhere}
.large{font-size:1.35rem;font-weight:700}
.signature{margin-top:5rem;padding-top:.4rem;border-top:1px solid var(--field)}
@media print{.skip,form,.rest,.unprinted{display:none}.paper~.paper{break-before:page}.whole,table,.card{break-inside:avoid}:root{color-scheme:light}}
`;

/** The page's whole stylesheet, in the organisation's colour, light and dark. */
export const stylesheet = (colour: string) => colourProperties(colour) + rules;

/** A source of the policy's `style-src`, to be quoted: https://www.w3.org/TR/CSP3/#grammardef-hash-source */
export function hashOf(style: string): string {
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
