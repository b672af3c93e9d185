/** @file Formulas as data: written as MathML or as plain text, and calculated where they hold numbers only. */

/** Functions that stand by their name. */
export type FormulaFunction = 'σ' | 'tanh' | 'max' | 'exp' | 'ln' | 'f' | 'mean' | 'sign'

export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  /** `sub` and `sup` are short texts below and above its right end. */
  | { readonly kind: 'symbol'; readonly name: string; readonly sub?: string; readonly sup?: string }
  | { readonly kind: 'sum'; readonly terms: readonly Formula[] }
  | { readonly kind: 'difference'; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'product'; readonly factors: readonly Formula[] }
  | { readonly kind: 'fraction'; readonly top: Formula; readonly bottom: Formula }
  | { readonly kind: 'power'; readonly base: Formula; readonly exponent: Formula }
  | { readonly kind: 'root'; readonly of: Formula }
  | { readonly kind: 'call'; readonly name: FormulaFunction; readonly of: readonly Formula[] }
  /** The derivative of one thing by another. */
  | { readonly kind: 'derivative'; readonly of: Formula; readonly by: Formula }
  /** Terms that are left out. */
  | { readonly kind: 'dots' }

export const number = (value: number): Formula => ({ kind: 'number', value })
export const symbol = (name: string, sub?: string, sup?: string): Formula => ({
  ...{ kind: 'symbol', name },
  ...(sub === undefined ? {} : { sub }),
  ...(sup === undefined ? {} : { sup }),
})
export const sum = (...terms: readonly Formula[]): Formula => ({ kind: 'sum', terms })
export const difference = (left: Formula, right: Formula): Formula => ({ kind: 'difference', left, right })
export const product = (...factors: readonly Formula[]): Formula => ({ kind: 'product', factors })
export const fraction = (top: Formula, bottom: Formula): Formula => ({ kind: 'fraction', top, bottom })
export const power = (base: Formula, exponent: Formula): Formula => ({ kind: 'power', base, exponent })
export const root = (of: Formula): Formula => ({ kind: 'root', of })
export const call = (name: FormulaFunction, ...of: readonly Formula[]): Formula => ({
  kind: 'call',
  name,
  of,
})
export const derivative = (of: Formula, by: Formula): Formula => ({ kind: 'derivative', of, by })
export const DOTS: Formula = { kind: 'dots' }

const FUNCTIONS: Readonly<Record<FormulaFunction, (...x: readonly number[]) => number>> = {
  σ: (x = Number.NaN) => 1 / (1 + Math.exp(-x)),
  tanh: (x = Number.NaN) => Math.tanh(x),
  max: (...x) => Math.max(...x),
  exp: (x = Number.NaN) => Math.exp(x),
  ln: (x = Number.NaN) => Math.log(x),
  mean: (...x) => x.reduce((total, each) => total + each, 0) / x.length,
  sign: (x = Number.NaN) => Math.sign(x),
  f: () => Number.NaN,
}

/** @returns its value; NaN for one with symbols in it, or with terms left out. */
export function calculate(formula: Formula): number {
  switch (formula.kind) {
    case 'number':
      return formula.value
    case 'sum':
      return formula.terms.reduce((total, term) => total + calculate(term), 0)
    case 'difference':
      return calculate(formula.left) - calculate(formula.right)
    case 'product':
      return formula.factors.reduce((total, factor) => total * calculate(factor), 1)
    case 'fraction':
      return calculate(formula.top) / calculate(formula.bottom)
    case 'power':
      return calculate(formula.base) ** calculate(formula.exponent)
    case 'root':
      return Math.sqrt(calculate(formula.of))
    case 'call':
      return FUNCTIONS[formula.name](...formula.of.map(calculate))
    default:
      return Number.NaN
  }
}

/** Whether a formula has to be put in brackets as a factor, or as the right side of a difference. */
export function needsBrackets(formula: Formula): boolean {
  return (
    formula.kind === 'sum' ||
    formula.kind === 'difference' ||
    (formula.kind === 'number' && formula.value < 0)
  )
}

/** Whether a formula has to be put in brackets before it is raised to a power. */
export function needsBracketsAsBase(formula: Formula): boolean {
  return needsBrackets(formula) || formula.kind === 'derivative' || formula.kind === 'fraction'
}
