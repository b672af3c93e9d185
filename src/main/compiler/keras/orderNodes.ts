/** @file The layers of a graph so that each stands behind what it reads, without those that only make masks. */
import { AppError } from '../../../shared/errors/appError'
import type { ForeignNode } from './foreignModel'

/** Keras 3 writes the making of masks as layers; here masks come with the numbers. */
const MASK_MAKERS = new Set(['NotEqual', 'Any', 'LogicalAnd', 'LogicalOr', 'ExpandDims', 'Cast'])

/** @returns inputs first, else in the order of the file. @throws {keras/broken-graph} @throws {keras/unknown-layer} */
export function orderNodes(nodes: readonly ForeignNode[], end: string): ForeignNode[] {
  const kept = nodes.filter(({ className }) => !MASK_MAKERS.has(className))
  for (const { reads } of kept) for (const name of reads) refuseUnknown(name, nodes, kept)
  refuseUnknown(end, nodes, kept)
  const placed = new Set<string>()
  const ordered: ForeignNode[] = []
  const place = (node: ForeignNode): void => {
    placed.add(node.name)
    ordered.push(node)
  }
  for (const node of kept) if (node.className === 'InputLayer') place(node)
  while (ordered.length < kept.length) {
    const next = kept.find(({ name, reads }) => !placed.has(name) && reads.every((read) => placed.has(read)))
    if (!next) throw new AppError('keras/broken-graph', { layer: end })
    place(next)
  }
  return endLast(ordered, end)
}

function refuseUnknown(name: string, all: readonly ForeignNode[], kept: readonly ForeignNode[]): void {
  if (kept.some((node) => node.name === name)) return
  const maker = all.find((node) => node.name === name)
  if (maker) throw new AppError('keras/unknown-layer', { layer: name, className: maker.className })
  throw new AppError('keras/broken-graph', { layer: name })
}

function endLast(ordered: readonly ForeignNode[], end: string): ForeignNode[] {
  return [...ordered.filter(({ name }) => name !== end), ...ordered.filter(({ name }) => name === end)]
}
