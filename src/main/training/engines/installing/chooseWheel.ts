/** @file Which of many wheels is taken. */
import type { IndexFile } from './simpleIndex'
import { compareVersions, keepsSpecifiers, type Version } from './version'
import { fitsMachine, parseWheelName, type WheelMachine, type WheelName } from './wheelName'

export interface ChosenWheel {
  readonly file: IndexFile
  readonly version: Version
}

interface Wanted {
  readonly project: string
  readonly specifiers: string
  readonly machine: WheelMachine
}

/**
 * The newest final release that fits, for whichever Python it was made; what was withdrawn is taken by nobody.
 * @returns null where none fits
 */
export function chooseWheel(files: readonly IndexFile[], wanted: Wanted): ChosenWheel | null {
  const fitting = files.flatMap((file): (ChosenWheel & { name: WheelName })[] => {
    const name = file.isYanked ? null : parseWheelName(file.name)
    if (name === null || name.project !== wanted.project) return []
    const fits = fitsMachine(name, wanted.machine) && keepsSpecifiers(name.version, wanted.specifiers)
    return fits ? [{ file, name, version: name.version }] : []
  })
  const [best] = fitting.sort(
    (left, right) =>
      compareVersions(right.version, left.version) || (left.file.name < right.file.name ? -1 : 1),
  )
  return best === undefined ? null : { file: best.file, version: best.version }
}
