/** @file What a setting is: its kind, what it may be, where a search of it starts, and when it means anything. */
import type { ChoiceDomain, Domain, ParameterValue } from './searchSpace'

/** A setting that only some values of another one of the same layer, or of training, use. */
export interface UsedWith {
  /** Name of a setting that stands before. */
  readonly parent: string
  readonly values: readonly ParameterValue[]
}

interface AnySetting<Name extends string> {
  readonly name: Name
  /** Absent: it always means something. */
  readonly usedWith?: UsedWith
  /** It may not be searched: what a study is about follows from it. */
  readonly isFixed?: true
  /** Rarely changed: shown when asked for, or where it is searched or not as usual. Its usual value. */
  readonly usual?: ParameterValue
}

/** A number between `range.low` and `range.high`, both allowed. */
export interface NumberSetting<Name extends string = string> extends AnySetting<Name> {
  readonly kind: 'integer' | 'float'
  readonly range: { readonly low: number; readonly high: number }
  /** The domain a search starts with: a sensible range, or a few usual values. */
  readonly defaultDomain: Domain
}

/** One of `choices`. */
export interface ChoiceSetting<Name extends string = string> extends AnySetting<Name> {
  readonly kind: 'choice'
  readonly choices: readonly ParameterValue[]
  readonly defaultDomain: ChoiceDomain
}

export type Setting<Name extends string = string> = NumberSetting<Name> | ChoiceSetting<Name>
