/** @file Which distances of a batch the triplet loss counts, in ONNX. Places are looked for along the last axis. */
import type { OnnxEmitter } from '../onnxEmitter'
import { attribute } from '../proto'
import type { EmitRule } from './emit'

const FLOAT = 1
/** No distance is as large. */
const FAR = 1e9

export const tripletCounts: EmitRule<'tripletCounts'> = ({ emitter, node, inputs }) => {
  const [distances, alike, different] = inputs
  const { margin, mining } = node.attributes
  const triplets = (mining === 'hard' ? chooseHard : chooseSemiHard)(emitter, distances, {
    isAlike: isTrue(emitter, alike),
    isOther: isTrue(emitter, different),
  })
  const along = { axis: attribute.int(1) }
  const near = emitter.add('GatherElements', [distances, triplets.rivals], along)
  const far =
    triplets.own === null ? distances : emitter.add('GatherElements', [distances, triplets.own], along)
  const violation = emitter.add('Sub', [emitter.add('Add', [far, emitter.number(margin)]), near])
  const isViolated = emitter.add('And', [
    emitter.add('Greater', [violation, emitter.number(0)]),
    triplets.exists,
  ])
  const counts = emitter.add('Cast', [isViolated], { to: attribute.int(FLOAT) })
  const none = emitter.add('Sub', [distances, distances])
  const added = { ...along, reduction: attribute.string('add') }
  const counted =
    triplets.own === null ? counts : emitter.add('ScatterElements', [none, triplets.own, counts], added)
  return [emitter.add('ScatterElements', [counted, triplets.rivals, emitter.add('Neg', [counts])], added)]
}

interface Masks {
  readonly isAlike: string
  readonly isOther: string
}

interface Triplets {
  /** [n, k]: places of rows of the own class; null where every place stands for itself. */
  readonly own: string | null
  /** [n, k]: places of rows of another class. */
  readonly rivals: string
  /** Whether there is such a triplet. */
  readonly exists: string
}

function chooseHard(emitter: OnnxEmitter, distances: string, { isAlike, isOther }: Masks): Triplets {
  const own = emitter.add('Where', [isAlike, distances, emitter.number(-FAR)])
  const others = emitter.add('Where', [isOther, distances, emitter.number(FAR)])
  return {
    own: placeOf(emitter, 'ArgMax', own, { axis: 1, keeps: 1 }),
    rivals: placeOf(emitter, 'ArgMin', others, { axis: 1, keeps: 1 }),
    exists: emitter.add('And', [anyOf(emitter, own, 'ReduceMax'), anyOf(emitter, others, 'ReduceMin')]),
  }
}

/** For each pair of a class the nearest of those that are further: all thirds are laid along a third axis. */
function chooseSemiHard(emitter: OnnxEmitter, distances: string, { isAlike, isOther }: Masks): Triplets {
  const unsqueeze = (x: string, axis: number): string =>
    emitter.add('Unsqueeze', [x, emitter.list('int64', [axis])])
  const thirds = unsqueeze(distances, 1)
  const isFurther = emitter.add('And', [
    emitter.add('Greater', [thirds, unsqueeze(distances, 2)]),
    unsqueeze(isOther, 1),
  ])
  const further = emitter.add('Where', [isFurther, thirds, emitter.number(FAR)])
  const others = emitter.add('Where', [isOther, distances, emitter.number(-FAR)])
  const nearest = emitter.add('ReduceMin', [further], {
    axes: attribute.ints([2]),
    keepdims: attribute.int(0),
  })
  const rivals = emitter.add('Where', [
    emitter.add('Less', [nearest, emitter.number(FAR)]),
    placeOf(emitter, 'ArgMin', further, { axis: 2, keeps: 0 }),
    placeOf(emitter, 'ArgMax', others, { axis: 1, keeps: 1 }),
  ])
  return { own: null, rivals, exists: emitter.add('And', [isAlike, anyOf(emitter, others, 'ReduceMax')]) }
}

function isTrue(emitter: OnnxEmitter, mask: string): string {
  return emitter.add('Greater', [mask, emitter.number(0.5)])
}

function placeOf(
  emitter: OnnxEmitter,
  operator: 'ArgMax' | 'ArgMin',
  x: string,
  { axis, keeps }: { readonly axis: number; readonly keeps: 0 | 1 },
): string {
  return emitter.add(operator, [x], { axis: attribute.int(axis), keepdims: attribute.int(keeps) })
}

/** [n, 1]: whether a line holds anything but what stands for nothing. */
function anyOf(emitter: OnnxEmitter, x: string, operator: 'ReduceMax' | 'ReduceMin'): string {
  const best = emitter.add(operator, [x], { axes: attribute.ints([1]), keepdims: attribute.int(1) })
  return operator === 'ReduceMax'
    ? emitter.add('Greater', [best, emitter.number(-FAR)])
    : emitter.add('Less', [best, emitter.number(FAR)])
}
