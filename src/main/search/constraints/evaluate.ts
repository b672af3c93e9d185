/** @file What a constraint comes to for the values of its names. */
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import {
  ARITHMETIC,
  type ArithmeticSign,
  type BinarySign,
  type Expression,
  FUNCTIONS,
  ORDER,
  type OrderSign,
} from './expression'

type ValueOf = (name: string) => ParameterValue

/** Values of the wrong kind (a choice of several kinds may have one) are NaN in sums, and neither smaller nor larger. */
export function evaluate(expression: Expression, valueOf: ValueOf): ParameterValue {
  switch (expression.kind) {
    case 'value':
      return expression.value
    case 'name':
      return valueOf(expression.name)
    case 'minus':
      return -toNumber(evaluate(expression.of, valueOf))
    case 'not':
      return evaluate(expression.of, valueOf) !== true
    case 'in': {
      const value = evaluate(expression.of, valueOf)
      return expression.items.some((item) => evaluate(item, valueOf) === value)
    }
    case 'call': {
      const values = expression.items.map((item) => toNumber(evaluate(item, valueOf)))
      const of: (...values: number[]) => number = FUNCTIONS[expression.name].of
      return of(...values)
    }
    case 'binary':
      return evaluateBinary(expression, valueOf)
  }
}

function evaluateBinary(
  { sign, left, right }: Expression & { kind: 'binary' },
  valueOf: ValueOf,
): ParameterValue {
  const first = evaluate(left, valueOf)
  if (sign === '&&' && first !== true) return false
  if (sign === '||' && first === true) return true
  const second = evaluate(right, valueOf)
  if (sign === '&&' || sign === '||') return second === true
  if (sign === '==') return first === second
  if (sign === '!=') return first !== second
  if (isArithmetic(sign)) return ARITHMETIC[sign](toNumber(first), toNumber(second))
  return ORDER[sign](toNumber(first), toNumber(second))
}

function isArithmetic(sign: Exclude<BinarySign, '&&'>): sign is ArithmeticSign {
  return !isOrder(sign) && sign in ARITHMETIC
}

function isOrder(sign: BinarySign): sign is OrderSign {
  return sign in ORDER
}

function toNumber(value: ParameterValue): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** @returns the names in an expression, each once. */
export function namesIn(expression: Expression): string[] {
  return [...new Set(listNames(expression))]
}

function listNames(expression: Expression): string[] {
  switch (expression.kind) {
    case 'value':
      return []
    case 'name':
      return [expression.name]
    case 'minus':
    case 'not':
      return listNames(expression.of)
    case 'in':
      return [expression.of, ...expression.items].flatMap(listNames)
    case 'call':
      return expression.items.flatMap(listNames)
    case 'binary':
      return [expression.left, expression.right].flatMap(listNames)
  }
}
