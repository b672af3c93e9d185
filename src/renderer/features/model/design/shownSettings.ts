import type { Design } from '@shared/domain/design'
import { findSetting, isSettingInUse } from '@shared/domain/settingCatalogue'

/** The settings of a layer or of training as the builder shows them. */
export interface ShownSettings {
  /** Always in sight: those that are often changed, that vary, or that are not as usual. */
  readonly first: readonly string[]
  /** Shown when asked for. */
  readonly rest: readonly string[]
}

/** Parts the settings that mean anything, in their order. @param paths all of one layer or of training */
export function shownSettings(design: Design, paths: readonly string[]): ShownSettings {
  const used = paths.filter((path) => isSettingInUse(design, path))
  const isRare = (path: string): boolean => {
    const found = findSetting(design, path)
    const usual = found?.setting.usual
    return usual !== undefined && design.search[path] === undefined && found?.value === usual
  }
  return { first: used.filter((path) => !isRare(path)), rest: used.filter(isRare) }
}
