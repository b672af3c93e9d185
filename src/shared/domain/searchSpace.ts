/** @file What may vary in a study: domains of settings, and the tree of parameters that follows from a design. */
import * as v from 'valibot'

export const ParameterValue = v.union([v.number(), v.string(), v.boolean()])
export type ParameterValue = v.InferOutput<typeof ParameterValue>

const Scale = v.picklist(['linear', 'log'])

/** Every float from low to high, both included; a log scale needs low > 0. `step` (linear only) counts from low. */
export const FloatDomain = v.strictObject({
  kind: v.literal('float'),
  low: v.number(),
  high: v.number(),
  scale: Scale,
  step: v.optional(v.pipe(v.number(), v.gtValue(0))),
})

/** Every integer low, low + step … up to high; a log scale needs low ≥ 1. */
export const IntegerDomain = v.strictObject({
  kind: v.literal('integer'),
  low: v.pipe(v.number(), v.integer()),
  high: v.pipe(v.number(), v.integer()),
  scale: Scale,
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

export const ChoiceDomain = v.strictObject({
  kind: v.literal('choice'),
  values: v.pipe(v.array(ParameterValue), v.minLength(1), v.maxLength(200)),
  /** Whether the values stand in an order that means something, so that neighbours are alike (ordinal). @default false */
  isOrdered: v.optional(v.boolean()),
})

export const Domain = v.variant('kind', [FloatDomain, IntegerDomain, ChoiceDomain])
export type Domain = v.InferOutput<typeof Domain>
export type FloatDomain = v.InferOutput<typeof FloatDomain>
export type IntegerDomain = v.InferOutput<typeof IntegerDomain>
export type ChoiceDomain = v.InferOutput<typeof ChoiceDomain>

/** The condition under which a parameter exists: its parent has one of these values, or at least this one. */
export const Condition = v.variant('test', [
  v.strictObject({ test: v.literal('oneOf'), parameter: v.string(), values: v.array(ParameterValue) }),
  v.strictObject({ test: v.literal('atLeast'), parameter: v.string(), value: v.number() }),
])
export type Condition = v.InferOutput<typeof Condition>

/**
 * One thing that varies. `name` is the path of its setting: `training.learningRate`, `hidden.units`,
 * and `hidden.units[2]` for the second copy of a layer whose repeats are searched each on its own.
 */
export const Parameter = v.strictObject({
  name: v.string(),
  domain: Domain,
  /** The value the design holds when nothing varies. */
  default: ParameterValue,
  condition: v.nullable(Condition),
  /**
   * The parameter before it that it is coupled to: both have as many values, and this one always has that of the same
   * place. It exists only where the other does, and adds no combinations.
   */
  follows: v.optional(v.string()),
})
export type Parameter = v.InferOutput<typeof Parameter>

/**
 * Parents stand before their children. `constraints` are expressions over parameters that must hold, as
 * `hidden.units * stack.times <= 512`; one that names a parameter that does not exist in an assignment holds there.
 */
export const SearchSpace = v.strictObject({
  parameters: v.array(Parameter),
  constraints: v.optional(v.array(v.string())),
})
export type SearchSpace = v.InferOutput<typeof SearchSpace>

/** A value for every parameter whose condition holds, and for no other. */
export const Assignment = v.record(v.string(), ParameterValue)
export type Assignment = v.InferOutput<typeof Assignment>
