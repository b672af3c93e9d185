/** @file The recipe of a dataset version: ordered steps, fitted on training rows only, applied to all. */
import * as v from 'valibot'
import { EncodeStep } from './categories'
import { ClipStep, ImputeStep } from './cells'
import { BinStep, DatePartsStep, NormalizeStep, PolynomialStep, ScaleStep, TransformStep } from './numbers'
import { AugmentStep, PictureStep } from './pictures'
import { DifferenceStep, LagStep, RollingStep } from './past'
import { DeduplicateStep, DropStep, FilterStep } from './rows'
import { BalanceStep, ReduceStep, SelectStep } from './selection'
import { TfidfStep, TokensStep } from './texts'

export * from './stepBase'
export * from './rows'
export * from './cells'
export * from './numbers'
export * from './categories'
export * from './selection'
export * from './past'
export * from './texts'
export * from './pictures'

const STEPS = [
  FilterStep,
  DeduplicateStep,
  LagStep,
  RollingStep,
  DifferenceStep,
  DatePartsStep,
  TokensStep,
  TfidfStep,
  PictureStep,
  AugmentStep,
  ImputeStep,
  ClipStep,
  TransformStep,
  PolynomialStep,
  BinStep,
  EncodeStep,
  ScaleStep,
  NormalizeStep,
  DropStep,
  SelectStep,
  ReduceStep,
  BalanceStep,
] as const

export const RecipeStep = v.variant('kind', STEPS)
export type RecipeStep = v.InferOutput<typeof RecipeStep>
export type StepKind = RecipeStep['kind']
export type StepOf<Kind extends StepKind> = Extract<RecipeStep, { kind: Kind }>
export type ImputeMethod = StepOf<'impute'>['method']
export type EncodeMethod = StepOf<'encode'>['method']

export const STEP_KINDS: readonly StepKind[] = STEPS.map(({ entries }) => entries.kind.literal)

export const MOST_STEPS = 60

export const Recipe = v.pipe(v.array(RecipeStep), v.maxLength(MOST_STEPS))
export type Recipe = v.InferOutput<typeof Recipe>

/** @returns a new step of a kind with its usual settings. */
export function newStep<Kind extends StepKind>(
  kind: Kind,
  id: string,
  columns: RecipeStep['columns'],
): StepOf<Kind> {
  // The kind picks the schema; TypeScript cannot follow a variant that far.
  return v.parse(RecipeStep, { ...FIRST_METHODS[kind], kind, id, columns }) as StepOf<Kind>
}

/** Of steps whose method has no default, because plans of the first release always name it. */
const FIRST_METHODS: Partial<Record<StepKind, Readonly<Record<string, string | number>>>> = {
  filter: { test: 'isPresent' },
  impute: { method: 'median' },
  encode: { method: 'oneHot' },
  scale: { method: 'standard' },
  picture: { height: 64, width: 64, channels: 3 },
}
