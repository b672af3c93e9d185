/** @file A page that needs nothing else. */
import { html, Markup } from './markup'

/** Nothing is fetched: style and drawings are inside. Prints well: no section is torn, dark windows print light. */
const STYLE = `
:root { color-scheme: light; --line: #d9dee7; --second: #5b6474; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 900px; padding: 40px 32px 64px; background: #fff; color: #1b2230;
  font: 14px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { margin: 0 0 4px; font-size: 26px; line-height: 1.25; }
h2 { margin: 40px 0 8px; padding-bottom: 4px; border-bottom: 1px solid var(--line); font-size: 19px; }
h3 { margin: 24px 0 6px; font-size: 15px; }
p { margin: 6px 0; } a { color: #1f5fc4; }
.second { color: var(--second); }
.tiles { display: flex; flex-wrap: wrap; gap: 12px 32px; margin: 16px 0; }
.tiles div { display: flex; flex-direction: column-reverse; }
.tiles dt { color: var(--second); font-size: 12px; } .tiles dd { margin: 0; font-size: 22px; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 8px 0; font-size: 12.5px; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--second); font-weight: 500; } .figure { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 12px 0; break-inside: avoid; } figure svg { max-width: 100%; height: auto; }
figcaption { color: var(--second); font-size: 12px; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 12px; }
pre { overflow-x: auto; padding: 8px 12px; background: #f4f6f9; border-radius: 4px; }
.note { padding: 4px 16px; border-left: 3px solid var(--line); }
.note img { display: none; }
.whole { white-space: nowrap; }
.hit { background: #e7f0ff; font-weight: 600; }
ul { margin: 6px 0; padding-left: 20px; }
@media print { body { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } .wide { overflow: visible; } }
@page { margin: 16mm; }
`

interface PageParts {
  readonly locale: string
  readonly title: string
  readonly made: string
  readonly body: readonly Markup[]
}

/** A whole page that needs no network, no script and no second file. */
export function page({ locale, title, made, body }: PageParts): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${title}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        <p class="second">${made}</p>
        ${body}
      </body>
    </html> `.text
}
