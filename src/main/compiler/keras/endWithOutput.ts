/** @file A model ends in an output layer, whose units and activation follow from the data. */
import type { KerasRemark } from '../../../shared/domain/kerasRemark'
import { newLayer } from '../../../shared/domain/newLayer'
import type { ReadNode } from './readNode'

/** Makes the last dense layer the output, an activation behind it included; where there is none, adds one. */
export function endWithOutput(read: readonly ReadNode[], remarks: KerasRemark[]): ReadNode[] {
  const last = read.at(-1)
  const before = read.at(-2)
  if (last?.spec.kind === 'dense') {
    return [...read.slice(0, -1), toOutput(last, last.spec.activation, remarks)]
  }
  const isActivated =
    last?.spec.kind === 'activation' &&
    before?.spec.kind === 'dense' &&
    before.spec.activation === 'linear' &&
    String(last.node.reads) === before.node.name &&
    read.filter(({ node }) => node.reads.includes(before.node.name)).length === 1
  if (isActivated) return [...read.slice(0, -2), toOutput(before, last.spec.activation, remarks)]
  return [...read, addOutput(last, remarks)]
}

function toOutput(dense: ReadNode, activation: string, remarks: KerasRemark[]): ReadNode {
  const { node, spec } = dense
  if (spec.kind !== 'dense') return dense
  const { units, kind: _kind, activation: _activation, ...weights } = spec
  remarks.push({ code: 'outputFollowsData', layer: node.name, details: { units, activation } })
  return { ...dense, spec: { ...weights, kind: 'output' } }
}

function addOutput(last: ReadNode | undefined, remarks: KerasRemark[]): ReadNode {
  const name = last?.node.name ?? ''
  remarks.push({ code: 'outputAdded', layer: name, details: {} })
  const reads = name === '' ? [] : [name]
  const node = { name: 'output', className: 'Dense', config: {}, reads, path: 'output' }
  return { node, spec: newLayer('output', 'output'), axes: [] }
}
