/** In the website's own font and colours; lines are mixtures of its text colour. */
export const style = new CSSStyleSheet();
style.replaceSync(
  `:host{display:block;container-type:inline-size;--r:var(--eventbote-radius,.4rem)}
:host([hidden]),[part=note]:empty,[part=text]:empty{display:none}
ul,p{margin:0;padding:0;list-style:none}
[part=event]{display:block;margin-bottom:1rem;padding:1rem;border:1.5px solid;border-color:color-mix(in srgb,currentColor 60%,transparent);border-radius:var(--r)}
[part=title]{font-weight:700}
[part=text]{margin-top:.5rem;white-space:pre-line}
[part=months]{display:flex;flex-wrap:wrap;align-items:center;gap:.7rem;margin-bottom:.7rem}
[part=month]{flex:1;font-weight:700}
[part=button]{min-height:2.75rem;padding:.4rem 1rem;background:0 0;border:1.5px solid;border-radius:var(--r);color:inherit;font:inherit}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th,td{padding:.3rem;border:1px solid;border-color:color-mix(in srgb,currentColor 40%,transparent);text-align:start;vertical-align:top;overflow-wrap:anywhere}
td,td[part=event]{display:table-cell;height:3.5rem;padding:.3rem;border-width:1px;border-radius:0}
td [part=title]{font-weight:400}
[part=today]{font-weight:700;text-decoration:underline}
a{color:inherit}
:focus-visible{outline:3px solid}
@container (max-width:40rem){thead,td:not(:has(a)){display:none}table,tbody,tr,td[part=event]{display:block;height:auto}td[part=event]{margin-bottom:.5rem;padding:.7rem}[part=month]{order:-1;flex-basis:100%}}`,
);
