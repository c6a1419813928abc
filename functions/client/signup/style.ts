/**
 * Everything is a mixture of the website's own text colour, so that it is to be read on its light and its dark ground.
 * A stylesheet made by a script needs no source in a website's Content-Security-Policy.
 */
export const style = new CSSStyleSheet();
style.replaceSync(
  `:host{display:block;white-space:pre-line;--a:var(--eventbote-accent,#2b6cb0);--r:var(--eventbote-radius,.4rem)}
fieldset,legend,p,[part=when],[part=where]{all:unset;display:block}
:host([hidden]),p:empty,[part=more]:empty,[part=more]:disabled{display:none}
[inert]{opacity:.6}
[part=title]{margin:1rem 0 .5rem;font-size:1.25em}
[part=event],[part=faults],[part=done]{margin-bottom:1rem;padding:1rem}
[part=event],[part=faults],[part=done],[part=input]{border:1.5px solid;border-color:color-mix(in srgb,currentColor 60%,transparent);border-radius:var(--r)}
[part=more]{margin-top:1rem}
[part=field],[part=notice]{margin-bottom:1rem}
[part=label],[part=title],[part=fault]{font-weight:700}
[part=choice]{display:flex;gap:.7rem;padding:.3rem 0}
[part=choice]+div{margin-inline-start:2.1rem}
[part=tick]{flex:0 0 1.4rem;height:1.4rem;margin:0;accent-color:var(--a)}
[part=input]{display:block;box-sizing:border-box;width:100%;margin-top:.2rem;padding:.7rem;background:0 0;color:inherit;font:inherit}
a{color:inherit}
[part=fault]{padding-inline-start:.6rem;border-inline-start:4px solid;color:var(--eventbote-danger,color-mix(in srgb,currentColor 40%,#f33))}
[part=button]{padding:.7rem 1.5rem;background:var(--a);border:0;border-radius:var(--r);color:var(--eventbote-on-accent,#fff);font:inherit;font-weight:700}
:focus-visible{outline:3px solid}`,
);
