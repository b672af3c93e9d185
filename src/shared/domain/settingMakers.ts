/** @file Short ways to write down a setting. */
import type { Domain, FloatDomain, ParameterValue } from './searchSpace'
import type { ChoiceSetting, NumberSetting } from './setting'

type Range = readonly [low: number, high: number]
type Rest = Pick<NumberSetting, 'usual' | 'usedWith' | 'isFixed'>

export const linear = (low: number, high: number): FloatDomain => ({
  kind: 'float',
  low,
  high,
  scale: 'linear',
})
export const log = (low: number, high: number): FloatDomain => ({ kind: 'float', low, high, scale: 'log' })
export const even = (low: number, high: number, step = 1): Domain => ({
  kind: 'integer',
  low,
  high,
  scale: 'linear',
  step,
})
export const doubling = (low: number, high: number): Domain => ({
  kind: 'integer',
  low,
  high,
  scale: 'log',
  step: 1,
})
export const values = (...list: ParameterValue[]): Domain => ({ kind: 'choice', values: list })

export function float<Name extends string>(
  name: Name,
  [low, high]: Range,
  defaultDomain: Domain,
  rest: Rest = {},
): NumberSetting<Name> {
  return { name, kind: 'float', range: { low, high }, defaultDomain, ...rest }
}

export function integer<Name extends string>(
  name: Name,
  [low, high]: Range,
  defaultDomain: Domain,
  rest: Rest = {},
): NumberSetting<Name> {
  return { name, kind: 'integer', range: { low, high }, defaultDomain, ...rest }
}

/** @param rest `search`: the choices that a search starts with, where they are not all. */
export function choice<Name extends string>(
  name: Name,
  choices: readonly ParameterValue[],
  { search = choices, ...rest }: Rest & { readonly search?: readonly ParameterValue[] } = {},
): ChoiceSetting<Name> {
  return { name, kind: 'choice', choices, defaultDomain: { kind: 'choice', values: [...search] }, ...rest }
}
