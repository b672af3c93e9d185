/** @file Scaled dot-product attention with several heads (Vaswani et al. 2017, section 3.2), which two layers are made of. */
import { PLAIN_WEIGHTS, type InitializerName } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import type { LayerContext } from './layer'
import { kernelParameter, plainParameter, type ParameterSpec } from './parameter'

export interface AttentionSpec {
  /** Before the names of its parameters and its noise. */
  readonly id: string
  readonly heads: number
  readonly keyUnits: number
  readonly rate: number
  readonly isCausal: boolean
  readonly useBias: boolean
  readonly initializer: InitializerName
}

/** Numbers a step of what comes in. */
interface Widths {
  readonly query: number
  readonly key: number
  readonly value: number
}

/** [batch, steps, channels] each, and which steps count; keys and values have the same steps. */
export interface Attended {
  readonly query: Value
  readonly key: Value
  readonly value: Value
  readonly queryMask: Value | null
  readonly keyMask: Value | null
}

const MATRIX = { transposeA: false, transposeB: false }

/** As in Keras: kernels [channels, heads, keyUnits], and [heads, keyUnits, channels] behind the heads; fans as of a window. */
export function attentionParameters(spec: AttentionSpec, widths: Widths): ParameterSpec[] {
  const { id, heads, keyUnits, useBias, initializer } = spec
  const settings = { id, initializer, ...PLAIN_WEIGHTS }
  const inward = (['query', 'key', 'value'] as const).flatMap((part) => {
    const shape = [widths[part], heads, keyUnits]
    const form = { shape, fanIn: widths[part] * heads, fanOut: widths[part] * keyUnits }
    const bias = useBias ? [plainParameter(`${id}/${part}/bias`, [heads, keyUnits])] : []
    return [kernelParameter(settings, form, `${part}/kernel`), ...bias]
  })
  const shape = [heads, keyUnits, widths.query]
  const form = { shape, fanIn: heads * keyUnits, fanOut: heads * widths.query }
  const bias = useBias ? [plainParameter(`${id}/output/bias`, [widths.query])] : []
  return [...inward, kernelParameter(settings, form, 'output/kernel'), ...bias]
}

/** @returns [batch, steps of the queries, channels of the queries]. */
export function attend(spec: AttentionSpec, context: LayerContext, attended: Attended): Value {
  const { emit, noise } = context
  const { id, heads, keyUnits, rate } = spec
  const [query, key, value] = (['query', 'key', 'value'] as const).map((part) => {
    const [batch = 'batch', steps = 1] = attended[part].type.shape
    const all = project(spec, context, { part, x: attended[part], units: heads * keyUnits })
    const cut = emit.op('reshape', [all], { shape: [batch, steps, heads, keyUnits] })
    return emit.op('transpose', [cut], { axes: [0, 2, 1, 3] })
  }) as [Value, Value, Value]
  const scaled = emit.op('multiply', [query, emit.number(1 / Math.sqrt(keyUnits))])
  const scores = emit.op('batchMatMul', [scaled, key], { ...MATRIX, transposeB: true })
  const shares = emit.op('softmax', [hide(emit, scores, admissible(spec, emit, attended))])
  const shape = shares.type.shape.slice(1).map(Number)
  const factors = noise({ name: `${id}/shares`, shape, draw: { kind: 'dropout', rate } })
  const kept = factors ? emit.op('multiply', [shares, factors]) : shares
  const mixed = emit.op('transpose', [emit.op('batchMatMul', [kept, value], MATRIX)], { axes: [0, 2, 1, 3] })
  const [batch = 'batch', steps = 1] = mixed.type.shape
  const joined = emit.op('reshape', [mixed], { shape: [batch, steps, heads * keyUnits] })
  const channels = Number(attended.query.type.shape.at(-1))
  return project(spec, context, { part: 'output', x: joined, units: channels })
}

interface Projection {
  readonly part: 'query' | 'key' | 'value' | 'output'
  readonly x: Value
  readonly units: number
}

function project(
  { id, useBias }: AttentionSpec,
  { emit, parameter }: LayerContext,
  { part, x, units }: Projection,
): Value {
  const shape = [Number(x.type.shape.at(-1)), units]
  const kernel = emit.op('reshape', [parameter(`${id}/${part}/kernel`)], { shape })
  if (!useBias) return emit.op('matMul', [x, kernel], MATRIX)
  return emit.op('linear', [
    x,
    kernel,
    emit.op('reshape', [parameter(`${id}/${part}/bias`)], { shape: [units] }),
  ])
}

interface Admissible {
  /** 1 where a query may look at a key, else 0; broadcasts to the scores. */
  readonly pairs: Value
  /** Whether a query may be left with no key at all. */
  readonly mayBeEmpty: boolean
}

/** A query that is padding looks nowhere, as in Keras. */
function admissible(
  { isCausal }: AttentionSpec,
  emit: Emit,
  { query, key, queryMask, keyMask }: Attended,
): Admissible | null {
  const [batch = 'batch', queries = 1] = query.type.shape
  const keys = key.type.shape[1] ?? 1
  const masks: Value[] = []
  if (isCausal) masks.push(emit.op('pastMask', [], { queries: Number(queries), keys: Number(keys) }))
  if (queryMask) masks.push(emit.op('reshape', [queryMask], { shape: [batch, 1, queries, 1] }))
  if (keyMask) masks.push(emit.op('reshape', [keyMask], { shape: [batch, 1, 1, keys] }))
  if (masks.length === 0) return null
  const pairs = masks.reduce((a, b) => emit.op('multiply', [a, b]))
  return { pairs, mayBeEmpty: queryMask !== null || keyMask !== null }
}

/** Lower than any score; what is added to 0 stays itself. */
const HIDDEN = 1e9

/** Where no key is left, all scores become equal, so that the shares stay numbers and no gradient flows into the scores. */
function hide(emit: Emit, scores: Value, admissible: Admissible | null): Value {
  if (admissible === null) return scores
  const { pairs, mayBeEmpty } = admissible
  const lowered = emit.op('multiply', [emit.op('subtract', [pairs, emit.number(1)]), emit.number(HIDDEN)])
  return emit.op('add', [mayBeEmpty ? emit.op('multiply', [scores, pairs]) : scores, lowered])
}
