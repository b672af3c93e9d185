import { type Design, networksOf } from '../../../shared/domain/design'
import { isLossOf } from '../../../shared/domain/loss'
import { findSetting, possibleValues, TRAINING_ID } from '../../../shared/domain/settingCatalogue'
import type { Diagnostic, LayerCheck, ModelCheck, Span } from '../../../shared/domain/modelCheck'
import type { Recipe } from '../../../shared/domain/recipe'
import type { Assignment, Domain, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import { DEFAULT_POINTS_PER_RANGE } from '../../../shared/domain/search/samplerSpec'
import { goalOf, type Goal, type Output, type Task } from '../../../shared/domain/task'
import { AppError } from '../../../shared/errors/appError'
import { inspectModel, type LayerInspection, type ModelInspection, type ResidentRows } from '../../compiler'
import {
  applyAssignment,
  countCombinations,
  deriveSpace,
  findBadReferences,
  gridSize,
  normaliseAssignment,
  unrollNetworks,
  validateDesign,
} from '../../search'
import { sumLayers } from './sumLayers'
import type { InputSpec } from '../../../shared/domain/modelInput'

/** What a model stands between. */
export interface ModelPlace {
  readonly inputs: readonly InputSpec[]
  readonly task: Task
  readonly output: Output
  /** Of the data that a training holds in memory. */
  readonly rows?: ResidentRows
  /** Of the data, where its settings may be searched. */
  readonly recipe?: Recipe
}

/** Says of a design what the compiler finds at the smallest and at the largest model of its space. */
export function checkModel(design: Design, place: ModelPlace): ModelCheck {
  const mistakes = [
    ...validateDesign(design),
    ...findSharedIds(design),
    ...findForeignSteps(design, place),
    ...findForeignLosses(design, goalOf(place.task, design.training.mode)),
  ]
  // A search that is wrong has no ends; the design as it stands still has shapes.
  const space = mistakes.length === 0 ? deriveSpace(design) : { parameters: [] }
  const low = inspectEnd(design, endOf(space, lowEnd), place)
  const high = inspectEnd(design, endOf(space, highEnd), place)
  return {
    inputs: [...place.inputs],
    diagnostics: withoutRepetition([
      ...mistakes,
      ...networksOf(design).flatMap(findBadReferences),
      ...low.diagnostics,
      ...high.diagnostics,
    ]),
    layers: low.layers.map((layer, index) => toLayerCheck(layer, high.layers[index] ?? layer)),
    weights: toSpan(low.weights, high.weights),
    memoryBytes: toSpan(low.memoryBytes, high.memoryBytes),
    space: {
      parameterCount: space.parameters.length,
      conditionalCount: space.parameters.filter(({ condition }) => condition !== null).length,
      combinations: countCombinations(space),
      gridPoints: gridSize(space, DEFAULT_POINTS_PER_RANGE),
    },
  }
}

/** @throws {model/invalid} naming the place of the first diagnostic. */
export function refuseInvalidDesign(design: Design, place: ModelPlace): void {
  const [first] = checkModel(design, place).diagnostics
  if (first) throw new AppError('model/invalid', { path: first.path })
}

function inspectEnd(design: Design, assignment: Assignment, place: ModelPlace): ModelInspection {
  const { model, training } = applyAssignment(design, assignment)
  const { batchSize, optimizer } = training
  const found = inspectModel({ ...model, ...place, training, batchSize, optimizer })
  const unrolled = unrollNetworks(design, assignment).flat()
  return {
    ...found,
    ...sumLayers({ ...found, design, unrolled, inputShape: place.inputs[0]?.shape ?? [] }),
  }
}

function endOf(
  space: SearchSpace,
  pick: (domain: Domain, fallback: ParameterValue) => ParameterValue,
): Assignment {
  const ends = space.parameters.map(({ name, domain, default: fallback }) => [name, pick(domain, fallback)])
  return normaliseAssignment(space, Object.fromEntries(ends) as Assignment)
}

function lowEnd(domain: Domain, fallback: ParameterValue): ParameterValue {
  return domain.kind === 'choice' ? chooseEnd(domain.values, fallback, Math.min) : domain.low
}

function highEnd(domain: Domain, fallback: ParameterValue): ParameterValue {
  return domain.kind === 'choice' ? chooseEnd(domain.values, fallback, Math.max) : domain.high
}

/** Names have no smaller or larger one: the design's own stands for all of them. */
function chooseEnd(
  values: readonly ParameterValue[],
  fallback: ParameterValue,
  end: (...numbers: number[]) => number,
): ParameterValue {
  if (values.every((value) => typeof value === 'number')) return end(...values)
  if (values.every((value) => typeof value === 'boolean')) return end(...values.map(Number)) === 1
  return fallback
}

/** Names have no ends, so all losses that are searched are looked at here. */
function findForeignLosses(design: Design, goal: Goal): Diagnostic[] {
  const path = `${TRAINING_ID}.loss`
  return possibleValues(design, path)
    .filter((value) => !isLossOf(goal, value))
    .map((loss) => ({ code: 'model/loss-mismatch', path, details: { loss: String(loss) } }))
}

/** Steps that the data's recipe does not have, or not any more. */
function findForeignSteps(design: Design, { recipe }: ModelPlace): Diagnostic[] {
  if (recipe === undefined) return []
  const standing = new Set(recipe.map(({ id, kind }) => `${kind} ${id}`))
  return Object.keys(design.search)
    .filter((path) => {
      const step = findSetting(design, path)?.step ?? null
      return step !== null && !standing.has(`${step.kind} ${step.id}`)
    })
    .map((path) => ({ code: 'space/unknown-setting', path, details: { setting: path } }))
}

/** Layers of different repeats would get different names once unrolled, but share the paths of their settings. */
function findSharedIds(design: Design): Diagnostic[] {
  const layers = networksOf(design).flatMap((network) => network.layers)
  const ids = layers.flatMap((layer) =>
    layer.kind === 'repeat' ? [layer.id, ...layer.layers.map(({ id }) => id)] : [layer.id],
  )
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => ({ code: 'model/duplicate-id', path: id, details: { id } }))
}

function withoutRepetition(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter(({ code, path, details }) => {
    const key = `${code} ${path} ${details['input'] ?? ''}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

/** A layer that stands at one end only has the shape that it has there. */
function toLayerCheck(low: LayerInspection, high: LayerInspection): LayerCheck {
  const [one, other] = low.outputShape.length > 0 ? [low, high] : [high, low]
  const outputShape = one.outputShape.map((size, axis) => toSpan(size, other.outputShape[axis] ?? size))
  return { id: low.id, outputShape, weights: toSpan(low.weights, high.weights) }
}

function toSpan(one: number, other: number): Span {
  return { low: Math.min(one, other), high: Math.max(one, other) }
}
