/** @file One layer of Keras as one of Fettle. */
import * as v from 'valibot'
import type { KerasRemark } from '../../../shared/domain/kerasRemark'
import { LayerSpec } from '../../../shared/domain/modelSpec'
import { AppError } from '../../../shared/errors/appError'
import type { ForeignNode } from './foreignModel'
import { type AxisClaim, KerasConfig } from './kerasConfig'
import { READERS } from './layers/registry'

export interface ReadNode {
  readonly node: ForeignNode
  /** Its id is none yet. */
  readonly spec: Exclude<LayerSpec, { kind: 'input' }>
  /** Settings that name an axis, which has to be the last one. */
  readonly axes: readonly AxisClaim[]
}

/** @throws {keras/unknown-layer} @throws {keras/unsupported-setting} */
export function readNode(node: ForeignNode, remarks: KerasRemark[]): ReadNode {
  const { name: layer, className } = node
  const reader = Object.hasOwn(READERS, className) ? READERS[className] : undefined
  if (!reader) throw new AppError('keras/unknown-layer', { layer, className })
  const config = new KerasConfig(node, remarks)
  const found = reader(config)
  config.finish()
  const read = v.safeParse(LayerSpec, { ...found, id: 'layer' })
  if (!read.success) {
    const [issue] = read.issues
    const setting = String(issue.path?.[0]?.key ?? 'config')
    throw new AppError('keras/unsupported-setting', { layer, setting, value: String(issue.input) })
  }
  return { node, spec: read.output as ReadNode['spec'], axes: config.axes }
}
