/** @file From a design to its search space: conditions follow from the list of layers and from what settings are used with. */
import { type Design, networksOf } from '../../../shared/domain/design'
import { type DesignLayer, MOST_INNER } from '../../../shared/domain/modelSpec'
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
import { countValues, nearestValue, valueAt } from './domains'
import { copyName, isChoice, repeatedCounts } from './repeats'

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
  const inner = Array.from({ length: copies }, (_, index) => copyParameters(design, repeat, index + 1))
  const [times = []] = settingsOf('repeat').map((setting) =>
    toParameter(design, pathOf(repeat.id, setting), null),
  )
  return [...times, ...inner.flat()]
}

/** Of one copy: which of its layers stands, what is put beside it, and the settings of those that may stand. */
function copyParameters(design: Design, repeat: DesignLayer & { kind: 'repeat' }, copy: number): Parameter[] {
  const counts = repeatedCounts(design, repeat)
  const rename = (path: string): string => copyName(repeat, path, copy)
  const existence = existsFrom(pathOf(repeat.id, { name: 'times' }), copy, counts)
  const own = settingsOf('repeat')
    .filter(({ name }) => name !== 'times')
    .flatMap((setting) => toParameter(design, pathOf(repeat.id, setting), { existence, rename }))
  const layers = repeat.layers.flatMap((layer, place) => {
    const stands = isChoice(repeat) ? picked(design, repeat, { existence, rename, place }) : existence
    return settingsOf(layer.kind).flatMap((setting) =>
      toParameter(design, pathOf(layer.id, setting), { existence: stands, rename }),
    )
  })
  return [...own, ...layers]
}

/** Where the layer at a place may be chosen. */
function picked(
  design: Design,
  repeat: DesignLayer & { kind: 'repeat' },
  { existence, rename, place }: Naming & { readonly place: number },
): Existence {
  const path = pathOf(repeat.id, { name: 'pick' })
  const possible = possibleNumbers(design, path)
  const last = repeat.layers.length
  const values = possible.filter((pick) => Math.min(pick, last) === place + 1)
  if (existence === 'never' || values.length === 0) return 'never'
  return values.length === possible.length ? existence : { test: 'oneOf', parameter: rename(path), values }
}

/** @returns every number that a setting may have in some trial. */
function possibleNumbers(design: Design, path: string): number[] {
  const domain = design.search[path]
  const size = domain === undefined ? 0 : Math.min(countValues(domain) ?? 0, MOST_INNER + 1)
  const values = domain
    ? Array.from({ length: size }, (_, index) => valueAt(domain, index))
    : possibleValues(design, path)
  return values.filter((value) => typeof value === 'number')
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

interface Naming {
  /** Of its layer. */
  readonly existence: Existence
  /** Gives a parameter another name than the path of its setting. */
  readonly rename: (path: string) => string
}

const PLAIN: Naming = { existence: null, rename: (same) => same }

/** @returns no parameter, or the one */
function toParameter(design: Design, path: string, naming: Naming | null): Parameter[] {
  const { existence, rename } = naming ?? PLAIN
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
