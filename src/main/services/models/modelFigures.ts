import type { Design } from '../../../shared/domain/design'
import { inspectModel, structureOf } from '../../compiler'
import { applyAssignment, type ModelFigures } from '../../search'
import type { ModelPlace } from './checkModel'

/** Structures whose figures are remembered. */
const MOST_REMEMBERED = 20_000

type Figures = Record<Parameters<ModelFigures>[0], number>

/**
 * What the model of an assignment costs, estimated without training it: weights, and megabytes (2^20 bytes) of one training on the processor.
 * Models of one structure cost the same, so each is looked at once. A search of the data's settings does not change the estimate.
 */
export function createModelFigures(design: Design, place: ModelPlace): ModelFigures {
  const known = new Map<string, Figures>()
  return (variable, assignment) => {
    const { model, training } = applyAssignment(design, assignment)
    const key = `${structureOf({ ...model, training })} ${JSON.stringify(model.discriminator ?? null)}`
    const figures = known.get(key) ?? inspect({ model, training, place })
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(key, figures)
    return figures[variable]
  }
}

interface Inspected extends Pick<ReturnType<typeof applyAssignment>, 'model' | 'training'> {
  readonly place: ModelPlace
}

function inspect({ model, training, place }: Inspected): Figures {
  const { batchSize, optimizer } = training
  const { weights, memoryBytes } = inspectModel({ ...model, ...place, training, batchSize, optimizer })
  return { 'model.weights': weights, 'model.megabytes': memoryBytes / 2 ** 20 }
}
