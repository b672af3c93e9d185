/** @file From a design to its search space: conditions follow from the list of layers and from the optimizer. */
import type { Design } from '../../../shared/domain/design'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import type { Condition, Parameter, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import {
  findSetting,
  type Setting,
  settingsOf,
  TRAINING_ID,
  TRAINING_SETTINGS,
} from '../../../shared/domain/settingCatalogue'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { nearestValue } from './domains'
import { copyName, repeatedCounts } from './repeats'

/** A setting of training that only some values of another one use. */
const USED_WITH: {
  readonly [Name in keyof TrainingSpec]?: { parent: keyof TrainingSpec; values: ParameterValue[] }
} = {
  momentum: { parent: 'optimizer', values: ['sgd'] },
}

/** A condition, `null` for always, `'never'` where no value of the parent opens it. */
type Existence = Condition | null | 'never'

/**
 * Derives the parameters of a design, parents before children. Settings of a repeat's layers exist only where it stands
 * at least once (or as often as their copy's number); momentum only with an optimizer that uses it. What can never
 * exist is left out, as are searches of settings that the design does not have.
 */
export function deriveSpace(design: Design): SearchSpace {
  const layers = design.layers.flatMap((layer) =>
    layer.kind === 'repeat' ? repeatParameters(design, layer) : layerParameters(design, layer),
  )
  return { parameters: [...layers, ...trainingParameters(design)] }
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
        return toParameter(design, path, existence, copyName(repeat, path, index + 1))
      }),
    )
  })
  return [...layerParameters(design, repeat), ...inner.flat()]
}

function trainingParameters(design: Design): Parameter[] {
  return TRAINING_SETTINGS.flatMap((setting) => {
    const rule = USED_WITH[setting.name]
    const existence = rule ? existsWith(design, `${TRAINING_ID}.${rule.parent}`, rule.values) : null
    return toParameter(design, pathOf(TRAINING_ID, setting), existence)
  })
}

function pathOf(holder: string, setting: Pick<Setting, 'name'>): string {
  return `${holder}.${setting.name}`
}

/** @returns no parameter, or the one; it may be named differently from the path of its setting. */
function toParameter(design: Design, path: string, existence: Existence, name = path): Parameter[] {
  const domain = design.search[path]
  const found = findSetting(design, path)
  if (domain === undefined || found === null || existence === 'never') return []
  return [{ name, domain, default: nearestValue(domain, found.value), condition: existence }]
}

function existsFrom(parameter: string, times: number, counts: readonly number[]): Existence {
  if (counts.every((count) => count >= times)) return null
  if (counts.every((count) => count < times)) return 'never'
  return { test: 'atLeast', parameter, value: times }
}

function existsWith(design: Design, parent: string, wanted: ParameterValue[]): Existence {
  const domain = design.search[parent]
  const fixed = findSetting(design, parent)?.value
  const possible = domain?.kind === 'choice' ? domain.values : [fixed ?? '']
  if (possible.every((value) => wanted.includes(value))) return null
  if (!possible.some((value) => wanted.includes(value))) return 'never'
  return { test: 'oneOf', parameter: parent, values: wanted }
}
