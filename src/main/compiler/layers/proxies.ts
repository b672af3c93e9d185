/** @file What stands for a class where a loss compares rows with classes: a direction of its own, learnt with the network. */
import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import type { Head } from './head'
import { kernelParameter, type ParameterSpec } from './parameter'

export function hasProxies({ goal, loss }: Pick<Head, 'goal' | 'loss'>): boolean {
  return goal === 'embedding' && (loss === 'cosFace' || loss === 'arcFace')
}

export function proxyName(layerId: string): string {
  return `${layerId}/proxies`
}

/** [classes, units], of the output layer; only its directions count. Nobody who predicts reads them. */
export function proxyParameters(layerId: string, head: Head): ParameterSpec[] {
  if (!hasProxies(head)) return []
  const spec = { ...PLAIN_WEIGHTS, id: layerId, initializer: 'glorotUniform' as const }
  const form = {
    shape: [head.classCount, head.units],
    fanIn: head.units,
    fanOut: head.classCount,
    unitAxis: 0,
  }
  return [kernelParameter(spec, form, 'proxies')]
}
