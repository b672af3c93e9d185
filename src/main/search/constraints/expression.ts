/** @file What a constraint is made of, once it is read. */
import type { ParameterValue } from '../../../shared/domain/searchSpace'

/** What is known of a value before there is one; `any` for choices of several kinds. */
export type ValueType = 'number' | 'text' | 'boolean' | 'any'

/** Positions are those of the sign, name or value itself, from 0. */
export type Expression =
  | { readonly kind: 'value'; readonly value: ParameterValue; readonly position: number }
  | { readonly kind: 'name'; readonly name: string; readonly position: number }
  | { readonly kind: 'not' | 'minus'; readonly of: Expression; readonly position: number }
  | {
      readonly kind: 'binary'
      readonly sign: BinarySign
      readonly left: Expression
      readonly right: Expression
      readonly position: number
    }
  | {
      readonly kind: 'in'
      readonly of: Expression
      readonly items: readonly Expression[]
      readonly position: number
    }
  | {
      readonly kind: 'call'
      readonly name: FunctionName
      readonly items: readonly Expression[]
      readonly position: number
    }

export const ARITHMETIC = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
  '%': (left: number, right: number) => left % right,
  '**': (left: number, right: number) => left ** right,
} as const

export const ORDER = {
  '<': (left: number, right: number) => left < right,
  '<=': (left: number, right: number) => left <= right,
  '>': (left: number, right: number) => left > right,
  '>=': (left: number, right: number) => left >= right,
} as const

export type ArithmeticSign = keyof typeof ARITHMETIC
export type OrderSign = keyof typeof ORDER
export type BinarySign = ArithmeticSign | OrderSign | '==' | '!=' | '&&' | '||'

/** Functions of numbers; `most` is the largest number of arguments. */
export const FUNCTIONS = {
  min: { most: Infinity, of: Math.min },
  max: { most: Infinity, of: Math.max },
  abs: { most: 1, of: Math.abs },
  log: { most: 1, of: Math.log },
  log2: { most: 1, of: Math.log2 },
  sqrt: { most: 1, of: Math.sqrt },
  floor: { most: 1, of: Math.floor },
  ceil: { most: 1, of: Math.ceil },
  round: { most: 1, of: Math.round },
} as const satisfies Record<string, { most: number; of: (...values: number[]) => number }>
export type FunctionName = keyof typeof FUNCTIONS
