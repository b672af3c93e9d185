/** @file Whether an axis that a layer of Keras names is the last one, which only the shapes of the whole model tell. */
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { AppError } from '../../../shared/errors/appError'
import { planModel } from '../compile/modelPlan'
import type { ReadNode } from './readNode'

interface Imported {
  readonly layers: readonly LayerSpec[]
  readonly inputs: readonly InputSpec[]
}

/** @throws {keras/unsupported-setting} for any other axis, and for one that is counted from the front where no shape is known. */
export function checkAxes(read: readonly ReadNode[], { layers, inputs }: Imported): void {
  if (read.every(({ axes }) => axes.every(({ axis }) => axis === -1))) return
  const plan = planModel({ layers, inputs, output: { kind: 'number' } })
  const ranks = plan.layers.slice(layers.length - read.length).map(({ place }) => place.inputShape.length)
  for (const [index, { node, axes }] of read.entries()) {
    const wrong = axes.find(({ axis }) => axis !== -1 && axis !== ranks[index])
    if (!wrong) continue
    const { setting, axis } = wrong
    throw new AppError('keras/unsupported-setting', { layer: node.name, setting, value: String(axis) })
  }
}
