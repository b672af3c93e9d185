/** @file Formulas of losses and optimizers, written once and spelled in the words of every framework. */

/** Text of an expression; what it is made of is in brackets where that matters. */
export type Term = string

/** How a framework calculates with tensors. `last` reduces the last axis and keeps it. */
export interface Algebra {
  add(a: Term, b: Term): Term
  subtract(a: Term, b: Term): Term
  multiply(a: Term, b: Term): Term
  divide(a: Term, b: Term): Term
  maximum(a: Term, b: Term): Term
  minimum(a: Term, b: Term): Term
  power(x: Term, exponent: Term): Term
  abs(x: Term): Term
  exp(x: Term): Term
  sqrt(x: Term): Term
  sign(x: Term): Term
  relu(x: Term): Term
  softplus(x: Term): Term
  logSoftmax(x: Term): Term
  sumLast(x: Term): Term
  maxLast(x: Term): Term
  /** A number that belongs into the formula. */
  number(value: number): Term
}

type Functions = Readonly<
  Record<
    | ('maximum' | 'minimum' | 'abs' | 'exp' | 'sqrt' | 'sign' | 'relu' | 'softplus')
    | ('logSoftmax' | 'sumLast' | 'maxLast'),
    (...terms: readonly Term[]) => Term
  >
>

/** Signs between terms, as Python has them for tensors. */
export function infixAlgebra(functions: Functions): Algebra {
  return {
    add: (a, b) => `(${a} + ${b})`,
    subtract: (a, b) => `(${a} - ${b})`,
    multiply: (a, b) => `${a} * ${b}`,
    divide: (a, b) => `${a} / ${inBrackets(b)}`,
    power: (x, exponent) => `${inBrackets(x)} ** ${exponent}`,
    ...functions,
    number: formatNumber,
  }
}

export function formatNumber(value: number): Term {
  return value < 0 ? `(${value})` : String(value)
}

/** Without the brackets around the whole, which say nothing. */
export function outermost(term: Term): Term {
  if (!term.startsWith('(') || !term.endsWith(')')) return term
  let depth = 0
  for (const [index, sign] of [...term].entries()) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (depth === 0 && index < term.length - 1) return term
  }
  return term.slice(1, -1)
}

function inBrackets(term: Term): Term {
  return /[ *]/.test(outermost(term)) && outermost(term) === term ? `(${term})` : term
}
