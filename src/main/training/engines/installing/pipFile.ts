/** @file A pip.conf: sections of settings, as Python's configparser writes them. */

/** Section → setting → value; settings are spelled with dashes, as pip does. */
export type PipSections = ReadonlyMap<string, ReadonlyMap<string, string>>

/** Lines that are indented go on with the value before; what cannot be understood is passed over. */
export function parsePipFile(text: string): PipSections {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let last = ''
  for (const line of text.split(/\r?\n/).filter((one) => !/^\s*(?:[#;].*)?$/.test(one))) {
    const header = /^\[(.+)\]\s*$/.exec(line)?.[1]
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>()
      sections.set(header, section)
      last = ''
    } else if (/^\s/.test(line)) {
      if (last !== '') section.set(last, `${section.get(last) ?? ''} ${line.trim()}`.trim())
    } else {
      const [, name = '', value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line.trim()) ?? []
      last = name.toLowerCase().replaceAll('_', '-')
      if (last !== '') section.set(last, unquote(value))
    }
  }
  return sections
}

/** pip takes quotes for a part of the value nowhere that matters here. */
function unquote(value: string): string {
  return /^(['"])(.*)\1$/.exec(value)?.[2] ?? value
}
