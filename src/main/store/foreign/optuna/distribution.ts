/** @file Domains as Optuna's distributions, written as JSON, and back. */
import * as v from 'valibot'
import { Domain, type ParameterValue } from '../../../../shared/domain/searchSpace'

const Float = v.object({
  low: v.number(),
  high: v.number(),
  log: v.optional(v.boolean(), false),
  step: v.nullish(v.number(), null),
})
const Integer = v.object({
  low: v.number(),
  high: v.number(),
  log: v.optional(v.boolean(), false),
  step: v.optional(v.number(), 1),
})
const Range = v.object({ low: v.number(), high: v.number() })
const Choice = v.union([v.null(), v.boolean(), v.number(), v.string()])

/** Those of Optuna 3 to 5, and, as old files have them, those before. */
const Distribution = v.variant('name', [
  v.object({ name: v.literal('FloatDistribution'), attributes: Float }),
  v.object({ name: v.literal('IntDistribution'), attributes: Integer }),
  v.object({
    name: v.literal('CategoricalDistribution'),
    attributes: v.object({ choices: v.array(Choice) }),
  }),
  v.object({ name: v.literal('UniformDistribution'), attributes: Range }),
  v.object({ name: v.literal('LogUniformDistribution'), attributes: Range }),
  v.object({
    name: v.literal('DiscreteUniformDistribution'),
    attributes: v.object({ ...Range.entries, q: v.number() }),
  }),
  v.object({
    name: v.literal('IntUniformDistribution'),
    attributes: v.object({ ...Range.entries, step: v.optional(v.number(), 1) }),
  }),
  v.object({
    name: v.literal('IntLogUniformDistribution'),
    attributes: v.object({ ...Range.entries, step: v.optional(v.number(), 1) }),
  }),
])
type Distribution = v.InferOutput<typeof Distribution>

const DistributionText = v.pipe(v.string(), v.parseJson(), Distribution)

/** @returns null where the text is no distribution that has a domain here. */
export function readDistribution(text: string): Domain | null {
  const read = v.safeParse(DistributionText, text)
  const domain = read.success ? v.safeParse(Domain, toDomain(read.output)) : null
  return domain?.success === true ? domain.output : null
}

/** Nothing is a choice of Optuna's, but no value here: its name stands for it. */
function toDomain({ name, attributes }: Distribution): unknown {
  switch (name) {
    case 'CategoricalDistribution':
      return { kind: 'choice', values: attributes.choices.map((choice) => choice ?? 'None') }
    case 'IntDistribution':
      return integer(attributes, attributes.log)
    case 'IntUniformDistribution':
      return integer(attributes, false)
    case 'IntLogUniformDistribution':
      return integer(attributes, true)
    case 'DiscreteUniformDistribution':
      return float(attributes, { isLog: false, step: attributes.q })
    case 'FloatDistribution':
      return float(attributes, { isLog: attributes.log, step: attributes.step })
    case 'UniformDistribution':
      return float(attributes, { isLog: false, step: null })
    case 'LogUniformDistribution':
      return float(attributes, { isLog: true, step: null })
  }
}

interface Ends {
  readonly low: number
  readonly high: number
}

function integer({ low, high, step }: Ends & { readonly step: number }, isLog: boolean): object {
  return { kind: 'integer', low, high, scale: isLog ? 'log' : 'linear', step }
}

function float({ low, high }: Ends, { isLog, step }: { isLog: boolean; step: number | null }): object {
  return { kind: 'float', low, high, scale: isLog ? 'log' : 'linear', ...(step === null ? {} : { step }) }
}

/** @returns the distribution as Optuna 3 to 5 write it. A log scale has no step there. */
export function writeDistribution(domain: Domain): string {
  if (domain.kind === 'choice') return toText('CategoricalDistribution', { choices: domain.values })
  const { low, high, step } = domain
  const log = domain.scale === 'log'
  if (domain.kind === 'integer') return toText('IntDistribution', { log, step: log ? 1 : step, low, high })
  return toText('FloatDistribution', { step: log ? null : (step ?? null), low, high, log })
}

function toText(name: string, attributes: object): string {
  return JSON.stringify({ name, attributes })
}

/** @returns the number that Optuna stores for a value: itself, or its place among the choices (−1 where it is none). */
export function toInternal(domain: Domain, value: ParameterValue): number {
  return domain.kind === 'choice' ? domain.values.indexOf(value) : Number(value)
}

/** @returns null where the number stands for nothing. */
export function fromInternal(domain: Domain, stored: number): ParameterValue | null {
  return domain.kind === 'choice' ? (domain.values[Math.round(stored)] ?? null) : stored
}
