/** @file What a package needs, as its METADATA says (PEP 508, of which only what is used here). */
import { normalizeProject } from './wheelName'

export interface Requirement {
  readonly project: string
  /** `>=12.5,<13`; empty where any version will do. */
  readonly specifiers: string
}

/** @returns what the package needs only for that extra, in order. */
export function requirementsOfExtra(metadata: string, extra: string): Requirement[] {
  const isOfExtra = new RegExp(String.raw`extra\s*==\s*['"]${extra}['"]`)
  const found: Requirement[] = []
  for (const line of metadata.split(/\r?\n/)) {
    if (line === '') break // The rest is the package's description.
    const [, text = '', marker = ''] = /^Requires-Dist:([^;]*);(.*)$/i.exec(line) ?? []
    const [, name, , specifiers = ''] = /^\s*([\w.-]+)\s*(\[[^\]]*\])?\s*\(?([^)]*)\)?\s*$/.exec(text) ?? []
    if (name === undefined || !isOfExtra.test(marker)) continue
    found.push({ project: normalizeProject(name), specifiers: specifiers.replaceAll(/\s+/g, '') })
  }
  return found
}
