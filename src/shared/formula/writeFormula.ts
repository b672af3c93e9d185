/** @file A formula as plain text, for terminals and for screen readers. */
import { needsBrackets, needsBracketsAsBase, type Formula } from './formula'

export type WriteNumber = (value: number) => string

/** Six significant digits, as few as are needed. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞'
  const text = String(Number(value.toPrecision(6)))
  return text.replace('-', '−')
}

/** `z₁ = w₁₁ · x₁ + b₁` without its equals sign: subscripts as `_`. */
export function writeFormula(formula: Formula, write: WriteNumber = plainNumber): string {
  const again = (part: Formula): string => writeFormula(part, write)
  const factor = (part: Formula): string => (needsBrackets(part) ? `(${again(part)})` : again(part))
  const joined = (part: Formula): string => (isJoined(part) ? `(${again(part)})` : factor(part))
  switch (formula.kind) {
    case 'number':
      return write(formula.value)
    case 'symbol':
      return writeSymbol(formula)
    case 'sum':
      return formula.terms.map(again).join(' + ')
    case 'difference':
      return `${again(formula.left)} − ${factor(formula.right)}`
    case 'product':
      return formula.factors.map(factor).join(' · ')
    case 'fraction':
      return `${joined(formula.top)} / ${joined(formula.bottom)}`
    case 'power':
      return `${needsBracketsAsBase(formula.base) ? `(${again(formula.base)})` : joined(formula.base)}^${joined(formula.exponent)}`
    case 'root':
      return `√(${again(formula.of)})`
    case 'call':
      return `${formula.name}(${formula.of.map(again).join('; ')})`
    case 'derivative':
      return `∂${joined(formula.of)}/∂${joined(formula.by)}`
    case 'dots':
      return '…'
  }
}

function isJoined({ kind }: Formula): boolean {
  return kind === 'product' || kind === 'fraction'
}

function writeSymbol({ name, sub, sup }: Extract<Formula, { kind: 'symbol' }>): string {
  return `${name}${sub === undefined ? '' : `_${sub}`}${sup === undefined ? '' : `^${sup}`}`
}
