/** @file From a design to its search space: conditions follow from the list of layers and from what settings are used with. */
import { type Design, networksOf } from '../../../shared/domain/design'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import type { Condition, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import {
  conditionOf,
  findSetting,
  holderOfStep,
  possibleValues,
  type Setting,
  settingsOf,
  stepSettingsOf,
  TRAINING_ID,
  TRAINING_SETTINGS,
} from '../../../shared/domain/settingCatalogue'
import { coupleParameters } from './coupling'
import { nearestValue } from './domains'
import { copyName, repeatedCounts } from './repeats'

/** A condition, `null` for always, `'never'` where no value of the parent opens it. */
type Existence = Condition | null | 'never'

/**
 * Derives the parameters of a design, parents before children. Settings of a repeat's layers exist only where it stands
 * at least once (or as often as their copy's number); momentum only with an optimizer that uses it, as the catalogue says. What can never
 * exist is left out, as are searches of settings that the design does not have.
 */
export function deriveSpace(design: Design): SearchSpace {
  const parameters = coupleParameters(design, deriveParameters(design))
  return design.constraints === undefined ? { parameters } : { parameters, constraints: design.constraints }
}

/** @returns the parameters before any of them follows another. */
export function deriveParameters(design: Design): Parameter[] {
  const layers = networksOf(design)
    .flatMap((network) => network.layers)
    .flatMap((layer) =>
      layer.kind === 'repeat' ? repeatParameters(design, layer) : layerParameters(design, layer),
    )
  return [...dataParameters(design), ...layers, ...trainingParameters(design)]
}

function layerParameters(design: Design, layer: DesignLayer): Parameter[] {
  return settingsOf(layer.kind).flatMap((setting) => toParameter(design, pathOf(layer.id, setting), null))
}

function repeatParameters(design: Design, repeat: DesignLayer & { kind: 'repeat' }): Parameter[] {
  const counts = repeatedCounts(design, repeat)
  const copies = repeat.settings === 'each' ? Math.max(0, ...counts) : 1
  const inner = Array.from({ length: copies }, (_, index) => {
    const existence = existsFrom(pathOf(repeat.id, { name: 'times' }), index + 1, counts)
    return repeat.layers.flatMap((layer) =>
      settingsOf(layer.kind).flatMap((setting) => {
        const path = pathOf(layer.id, setting)
        return toParameter(design, path, existence, (same) => copyName(repeat, same, index + 1))
      }),
    )
  })
  return [...layerParameters(design, repeat), ...inner.flat()]
}

function dataParameters(design: Design): Parameter[] {
  const { data = [] } = design
  return data.flatMap((step) =>
    stepSettingsOf(step.kind).flatMap((setting) =>
      toParameter(design, pathOf(holderOfStep(step), setting), null),
    ),
  )
}

function trainingParameters(design: Design): Parameter[] {
  return TRAINING_SETTINGS.flatMap((setting) => toParameter(design, pathOf(TRAINING_ID, setting), null))
}

function pathOf(holder: string, setting: Pick<Setting, 'name'>): string {
  return `${holder}.${setting.name}`
}

/**
 * @param existence of its layer
 * @param rename gives a parameter another name than the path of its setting
 * @returns no parameter, or the one
 */
function toParameter(
  design: Design,
  path: string,
  existence: Existence,
  rename: (path: string) => string = (same) => same,
): Parameter[] {
  const domain = design.search[path]
  const found = findSetting(design, path)
  const condition = narrow(design, path, { existence, rename })
  if (domain === undefined || found === null || condition === 'never') return []
  return [{ name: rename(path), domain, default: nearestValue(domain, found.value), condition }]
}

/** A setting that is used with values of another one exists where that one does and has one of them. */
function narrow(
  design: Design,
  path: string,
  { existence, rename }: { existence: Existence; rename: (path: string) => string },
): Existence {
  const condition = conditionOf(design, path)
  if (condition === null) return existence
  const possible = possibleValues(design, condition.parent)
  const values = [...condition.values]
  if (possible.every((value) => values.includes(value))) return existence
  if (existence === 'never' || !possible.some((value) => values.includes(value))) return 'never'
  return { test: 'oneOf', parameter: rename(condition.parent), values }
}

function existsFrom(parameter: string, times: number, counts: readonly number[]): Existence {
  if (counts.every((count) => count >= times)) return null
  if (counts.every((count) => count < times)) return 'never'
  return { test: 'atLeast', parameter, value: times }
}
