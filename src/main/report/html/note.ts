/** @file Notes in Markdown. */
import { html, Markup } from './markup'

let reader: { render(text: string): string } | null = null

/** A note in Markdown as HTML. HTML inside a note is shown as text; pictures are left out, for nothing may be fetched. */
export async function writeNote(note: string): Promise<Markup | null> {
  if (note.trim() === '') return null
  if (reader === null) {
    const { default: Reader } = await import('markdown-it')
    reader = new Reader({ html: false, linkify: true }).disable('image')
  }
  return html`<div class="note">${new Markup(reader.render(note))}</div>`
}
