/** @file Tables, figures and drawings of a page. */
import { html, Markup } from './markup'

/** A table; figures stand to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
  figures: readonly number[] = [],
): Markup {
  const cell = (content: string | Markup, column: number): Markup =>
    figures.includes(column) ? html`<td class="figure">${content}</td>` : html`<td>${content}</td>`
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${head.map((name, column) => (figures.includes(column) ? html`<th class="figure" scope="col">${name}</th>` : html`<th scope="col">${name}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map(cell)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}

/** Large figures side by side. */
export function tiles(items: readonly (readonly [figure: string, label: string])[]): Markup {
  return html`<dl class="tiles">
    ${items.map(
      ([figure, label]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${figure}</dd>
        </div>`,
    )}
  </dl>`
}

/** A drawing with what it shows, in words for those who cannot see it. */
export function chart(title: string, svg: string): Markup {
  return html`<figure role="img" aria-label="${title}">
    ${new Markup(svg)}
    <figcaption>${title}</figcaption>
  </figure>`
}

export function paragraphs(texts: readonly string[]): Markup {
  return html`${texts.map((text) => html`<p>${text}</p>`)}`
}
