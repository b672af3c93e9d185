/** @file What of a plan was trained before: its parameters begin with weights of a file, and some of it stands still. */
import type { PlacedBackbone } from '../../../shared/domain/modelSpec'
import { sizeOf } from '../graph/tensorType'
import { formatShape, type Misfit } from '../layers/misfit'
import type { GivenParameter, ParameterSpec } from '../layers/parameter'
import type { PlannedLayer } from './plannedLayer'

/** Marks the layers of backbones in place; one that cannot have its weights does not fit. */
export function holdBackbones(planned: PlannedLayer[], backbones: readonly PlacedBackbone[]): void {
  for (const backbone of backbones) {
    const frozen = new Map(backbone.layers.map(({ id, isFrozen }) => [id, isFrozen]))
    if (backbone.scaling) frozen.set(backbone.scaling.layer, true)
    const misfit = findMisfit(planned, backbone)
    let isFirst = true
    for (const [index, layer] of planned.entries()) {
      const isFrozen = frozen.get(layer.spec.id)
      if (isFrozen === undefined) continue
      const held = hold(layer, backbone, isFrozen)
      planned[index] = misfit && isFirst ? { ...held, misfit } : held
      isFirst = false
    }
  }
}

function hold(
  layer: PlannedLayer,
  { id, rateShare, keepsStatistics }: PlacedBackbone,
  isFrozen: boolean,
): PlannedLayer {
  const given = { backbone: id, rateShare }
  // Statistics that stand still are frozen whatever becomes of the scale beside them.
  const mark = (parameter: ParameterSpec): ParameterSpec => {
    const stands = isFrozen || (keepsStatistics && !parameter.isTrained)
    const marked: GivenParameter = { ...given, isFrozen: stands }
    const free = { l1: 0, l2: 0, maxNorm: 0 }
    return isFrozen
      ? { ...parameter, ...free, isTrained: false, given: marked }
      : { ...parameter, given: marked }
  }
  const holds = isFrozen ? 'all' : keepsStatistics ? 'statistics' : null
  return { ...layer, parameters: layer.parameters.map(mark), holds }
}

/** Where every layer fits, a backbone fits whose weights are as many as those in its file. */
function findMisfit(planned: readonly PlannedLayer[], backbone: PlacedBackbone): Misfit | null {
  if (backbone.weightCount === null) return null
  const ids = new Set(backbone.layers.map(({ id }) => id))
  const own = planned.filter(({ spec }) => ids.has(spec.id))
  const [first] = own
  if (!first || own.some(({ misfit, outputShape }) => misfit !== null || outputShape.length === 0))
    return null
  const count = own
    .flatMap(({ parameters }) => parameters)
    .reduce((total, { shape }) => total + sizeOf(shape), 0)
  if (count === backbone.weightCount) return null
  const found = formatShape(first.place.inputShape)
  return { reason: 'notTrainedFor', expected: formatShape(backbone.inputShape), found }
}
