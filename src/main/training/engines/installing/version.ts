/** @file Versions of Python packages, as PEP 440 orders them; final releases only. */

/** Numbers of a release, the most significant first. */
export type Version = readonly number[]

/** @returns null for what is no final release: a pre-release, a local build, no version at all. */
export function parseVersion(text: string): Version | null {
  const found = /^v?(\d+(?:\.\d+)*)(?:\.post(\d+))?$/.exec(text.trim())
  return found?.[1] === undefined ? null : found[1].split('.').map(Number)
}

/** @returns less than, equal to or greater than 0; missing places are zeros. */
export function compareVersions(left: Version, right: Version): number {
  const places = Math.max(left.length, right.length)
  for (let place = 0; place < places; place++) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * @param specifiers as PEP 440 writes them, divided by commas: `>=12.5,<13`, `==2.*`, `~=1.4`; empty allows everything
 * @returns whether the version keeps all of them; an operator that is not known is not kept
 */
export function keepsSpecifiers(version: Version, specifiers: string): boolean {
  return specifiers
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .every((one) => keepsOne(version, one))
}

/** `order`: of the version beside the one that is named; `begins`: whether their first places are equal, so many of them. */
interface Compared {
  readonly order: number
  readonly begins: (places: number) => boolean
  /** Places of the version that is named. */
  readonly places: number
  /** Written as `2.*`. */
  readonly isPrefix: boolean
}

const isSame = ({ isPrefix, begins, places, order }: Compared): boolean =>
  isPrefix ? begins(places) : order === 0

const OPERATORS: Readonly<Record<string, (compared: Compared) => boolean>> = {
  '==': isSame,
  '===': isSame,
  '!=': (compared) => !isSame(compared),
  '~=': ({ order, begins, places }) => order >= 0 && begins(places - 1),
  '<': ({ order }) => order < 0,
  '<=': ({ order }) => order <= 0,
  '>': ({ order }) => order > 0,
  '>=': ({ order }) => order >= 0,
}

function keepsOne(version: Version, specifier: string): boolean {
  const [, operator = '', text = ''] = /^(~=|===?|!=|<=|>=|<|>)\s*(\S+)$/.exec(specifier) ?? []
  const isPrefix = text.endsWith('.*')
  const bound = parseVersion(isPrefix ? text.slice(0, -2) : text)
  const keeps = OPERATORS[operator]
  if (bound === null || keeps === undefined) return false
  const begins = (count: number): boolean =>
    bound.slice(0, count).every((number, place) => (version[place] ?? 0) === number)
  return keeps({ order: compareVersions(version, bound), begins, places: bound.length, isPrefix })
}
