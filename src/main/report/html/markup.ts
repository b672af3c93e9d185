/** @file HTML in which nothing from outside is markup. */
/** HTML that may be put into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | readonly Part[] | string | number | null | undefined | false

/** Writes HTML: whatever is put in is escaped, unless it is markup itself. Nothing is written for null, undefined and false. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + write(parts[index])).join(''))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(write).join('')
  return String(part).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
