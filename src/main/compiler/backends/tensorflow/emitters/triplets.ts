/** @file Which distances of a batch the triplet loss counts, in TensorFlow. Places are looked for along the last axis. */
import { attribute } from '../proto'
import { FLOAT, type TensorFlowEmitter } from '../tensorFlowEmitter'
import type { EmitRule } from './emit'
import { reduce } from './shape'

const INT32 = attribute.type('int32')
const WHOLE = { T: INT32 }
/** No distance is as large. */
const FAR = 1e9

export const tripletCounts: EmitRule<'tripletCounts'> = ({ emitter, node, inputs }) => {
  const [distances, alike, different] = inputs
  const { margin, mining } = node.attributes
  const triplets = (mining === 'hard' ? chooseHard : chooseSemiHard)(emitter, distances, {
    isAlike: isTrue(emitter, alike),
    isOther: isTrue(emitter, different),
  })
  const near = pick(emitter, distances, triplets.rivals)
  const far = triplets.own === null ? distances : pick(emitter, distances, triplets.own)
  const wanted = emitter.add('AddV2', [far, emitter.number(margin)], FLOAT)
  const isViolated = both(emitter, emitter.add('Greater', [wanted, near], FLOAT), triplets.exists)
  const counts = emitter.add('Cast', [isViolated], {
    SrcT: attribute.type('bool'),
    DstT: attribute.type('float32'),
  })
  const counted = triplets.own === null ? counts : addUp(emitter, distances, triplets.own, counts)
  return [emitter.add('Sub', [counted, addUp(emitter, distances, triplets.rivals, counts)], FLOAT)]
}

interface Masks {
  readonly isAlike: string
  readonly isOther: string
}

interface Triplets {
  /** int32 [n, k]: places of rows of the own class; null where every place stands for itself. */
  readonly own: string | null
  /** int32 [n, k]: places of rows of another class. */
  readonly rivals: string
  /** Whether there is such a triplet. */
  readonly exists: string
}

function chooseHard(emitter: TensorFlowEmitter, distances: string, { isAlike, isOther }: Masks): Triplets {
  const own = choose(emitter, isAlike, distances, emitter.number(-FAR))
  const others = choose(emitter, isOther, distances, emitter.number(FAR))
  return {
    own: standing(emitter, placeOf(emitter, 'ArgMax', own, 1)),
    rivals: standing(emitter, placeOf(emitter, 'ArgMin', others, 1)),
    exists: both(emitter, anyOf(emitter, own, 'Max'), anyOf(emitter, others, 'Min')),
  }
}

/** For each pair of a class the nearest of those that are further: all thirds are laid along a third axis. */
function chooseSemiHard(
  emitter: TensorFlowEmitter,
  distances: string,
  { isAlike, isOther }: Masks,
): Triplets {
  const unsqueeze = (x: string, axis: number, type: 'bool' | 'float32'): string =>
    emitter.add('ExpandDims', [x, emitter.integer(axis)], { T: attribute.type(type), Tdim: INT32 })
  const thirds = unsqueeze(distances, 1, 'float32')
  const isFurther = both(
    emitter,
    emitter.add('Greater', [thirds, unsqueeze(distances, 2, 'float32')], FLOAT),
    unsqueeze(isOther, 1, 'bool'),
  )
  const further = choose(emitter, isFurther, thirds, emitter.number(FAR))
  const others = choose(emitter, isOther, distances, emitter.number(-FAR))
  const nearest = reduce(emitter, 'Min', further, { axes: [2] })
  const isThere = emitter.add('Less', [nearest, emitter.number(FAR)], FLOAT)
  const rivals = emitter.add(
    'SelectV2',
    [
      isThere,
      placeOf(emitter, 'ArgMin', further, 2),
      standing(emitter, placeOf(emitter, 'ArgMax', others, 1)),
    ],
    WHOLE,
  )
  return { own: null, rivals, exists: both(emitter, isAlike, anyOf(emitter, others, 'Max')) }
}

function isTrue(emitter: TensorFlowEmitter, mask: string): string {
  return emitter.add('Greater', [mask, emitter.number(0.5)], FLOAT)
}

function both(emitter: TensorFlowEmitter, left: string, right: string): string {
  return emitter.add('LogicalAnd', [left, right])
}

/** Where the condition holds one, elsewhere the other. */
function choose(emitter: TensorFlowEmitter, condition: string, one: string, other: string): string {
  return emitter.add('SelectV2', [condition, one, other], FLOAT)
}

function placeOf(emitter: TensorFlowEmitter, op: 'ArgMax' | 'ArgMin', x: string, axis: number): string {
  return emitter.add(op, [x, emitter.integer(axis)], { ...FLOAT, Tidx: INT32, output_type: INT32 })
}

/** [n] as [n, 1]. */
function standing(emitter: TensorFlowEmitter, places: string): string {
  return emitter.add('ExpandDims', [places, emitter.integer(1)], { ...WHOLE, Tdim: INT32 })
}

/** [n, 1]: whether a line holds anything but what stands for nothing. */
function anyOf(emitter: TensorFlowEmitter, x: string, op: 'Max' | 'Min'): string {
  const best = reduce(emitter, op, x, { axes: [1], keeps: true })
  const limit = emitter.number(op === 'Max' ? -FAR : FAR)
  return emitter.add(op === 'Max' ? 'Greater' : 'Less', [best, limit], FLOAT)
}

/** [n, k]: of each line what stands at its places. */
function pick(emitter: TensorFlowEmitter, distances: string, places: string): string {
  return emitter.add('GatherV2', [distances, places, emitter.integer(1)], {
    ...{ Tparams: attribute.type('float32'), Tindices: INT32, Taxis: INT32 },
    batch_dims: attribute.int(1),
  })
}

/** [n, n]: each count added up at its place of its line; the matrix is one line for it. */
function addUp(emitter: TensorFlowEmitter, distances: string, places: string, counts: string): string {
  const size = emitter.batchSize(distances)
  const starts = emitter.once(`line starts ${distances}`, () => {
    const lines = emitter.add('Range', [emitter.integer(0), size, emitter.integer(1)], { Tidx: INT32 })
    return standing(emitter, emitter.add('Mul', [lines, size], WHOLE))
  })
  const flat = emitter.add('AddV2', [places, starts], WHOLE)
  const sums = emitter.add('UnsortedSegmentSum', [counts, flat, emitter.add('Mul', [size, size], WHOLE)], {
    ...{ ...FLOAT, Tindices: INT32, Tnumsegments: INT32 },
  })
  return emitter.add('Reshape', [sums, emitter.shapeOf(distances)], { ...FLOAT, Tshape: INT32 })
}
