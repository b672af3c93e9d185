/** @file Mean and variance a channel, spelled out; forward, backward and the running statistics share them. */
import { attribute } from '../proto'
import { inverseRoot, otherAxes, type Channels } from './channels'

/** Like all that follows, with the axes of x, those that it goes over as 1. */
export function meanOf(x: Channels): string {
  return x.emitter.once(`mean ${x.name} ${x.axis}`, () => reduceMean(x, x.name))
}

/** x − mean */
export function distanceOf(x: Channels): string {
  return x.emitter.once(`distance ${x.name} ${x.axis}`, () => x.emitter.add('Sub', [x.name, meanOf(x)]))
}

export function varianceOf(x: Channels): string {
  return x.emitter.once(`variance ${x.name} ${x.axis}`, () => {
    const distance = distanceOf(x)
    return reduceMean(x, x.emitter.add('Mul', [distance, distance]))
  })
}

/** 1 / √(variance + ε) */
export function inverseOf(x: Channels, epsilon: number): string {
  return x.emitter.once(`inverse ${x.name} ${x.axis} ${epsilon}`, () =>
    inverseRoot(x.emitter, varianceOf(x), epsilon),
  )
}

function reduceMean({ emitter, value, axis }: Channels, name: string): string {
  return emitter.add('ReduceMean', [name], {
    axes: attribute.ints(otherAxes(value, axis)),
    keepdims: attribute.int(1),
  })
}
