import type { Design } from '@shared/domain/design'
import type { Domain } from '@shared/domain/searchSpace'
import { splitPath } from '@shared/domain/settingCatalogue'
import { searchedPaths } from '../../model/design/searchedPaths'

/** A parameter of the study as the board shows it. */
export interface BoardParameter {
  /** As in assignments: `hidden.units`, `hidden.units[2]`. */
  readonly name: string
  /** The path in the design: `hidden.units`. */
  readonly path: string
  /** The name of the setting: `units`. */
  readonly setting: string
  /** Which copy of a repeated layer, from 1; null where all copies share the value. */
  readonly copy: number | null
  readonly domain: Domain
}

/** What varies, in the order of the design; copies of a repeated layer as far as some trial has them. */
export function boardParameters(design: Design, names: ReadonlySet<string>): BoardParameter[] {
  const found = [...names].map(readName)
  return searchedPaths(design).flatMap((path) => {
    const domain = design.search[path]
    if (domain === undefined) return []
    const [, setting] = splitPath(path)
    const copies = found
      .filter((name) => name.path === path && name.copy !== null)
      .toSorted((left, right) => (left.copy ?? 0) - (right.copy ?? 0))
    const all = copies.length > 0 ? copies : [{ name: path, path, copy: null }]
    return all.map(({ name, copy }) => ({ name, path, setting, copy, domain }))
  })
}

export function readName(name: string): { name: string; path: string; copy: number | null } {
  const match = /^(.*)\[(\d+)\]$/.exec(name)
  return match === null
    ? { name, path: name, copy: null }
    : { name, path: match[1] ?? name, copy: Number(match[2]) }
}
