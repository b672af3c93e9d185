import { h, type FunctionalComponent, type VNode } from 'vue'
import { needsBrackets, needsBracketsAsBase, writeFormula, type Formula } from '@shared/formula'

interface FormulaProps {
  formula: Formula
  /** How numbers are written. */
  write: (value: number) => string
}

/** A formula as MathML, which browsers draw by themselves. */
export const FormulaView: FunctionalComponent<FormulaProps> = ({ formula, write }) =>
  h('math', { 'aria-label': writeFormula(formula, write) }, [draw(formula, write)])
FormulaView.props = ['formula', 'write']

type Write = FormulaProps['write']

const row = (...items: readonly VNode[]): VNode => h('mrow', [...items])
const sign = (text: string): VNode => h('mo', text)

function between(items: readonly VNode[], mark: string): VNode {
  return row(...items.flatMap((item, index) => (index === 0 ? [item] : [sign(mark), item])))
}

function bracketed(formula: Formula, write: Write): VNode {
  const inner = draw(formula, write)
  return needsBrackets(formula) ? row(sign('('), inner, sign(')')) : inner
}

function based(formula: Formula, write: Write): VNode {
  const inner = draw(formula, write)
  return needsBracketsAsBase(formula) ? row(sign('('), inner, sign(')')) : inner
}

function draw(formula: Formula, write: Write): VNode {
  switch (formula.kind) {
    case 'number':
      return h('mn', write(formula.value))
    case 'symbol':
      return drawSymbol(formula)
    case 'sum':
      return between(
        formula.terms.map((term) => draw(term, write)),
        '+',
      )
    case 'difference':
      return row(draw(formula.left, write), sign('−'), bracketed(formula.right, write))
    case 'product':
      return between(
        formula.factors.map((factor) => bracketed(factor, write)),
        '·',
      )
    case 'dots':
      return h('mi', '…')
    default:
      return drawComposed(formula, write)
  }
}

type Composed = Extract<Formula, { kind: 'fraction' | 'power' | 'root' | 'call' | 'derivative' }>

function drawComposed(formula: Composed, write: Write): VNode {
  switch (formula.kind) {
    case 'fraction':
      return h('mfrac', [draw(formula.top, write), draw(formula.bottom, write)])
    case 'power':
      return h('msup', [based(formula.base, write), draw(formula.exponent, write)])
    case 'root':
      return h('msqrt', [draw(formula.of, write)])
    case 'call':
      return row(
        h('mi', { mathvariant: 'normal' }, formula.name),
        sign('('),
        between(
          formula.of.map((part) => draw(part, write)),
          ';',
        ),
        sign(')'),
      )
    case 'derivative':
      return h('mfrac', [row(sign('∂'), draw(formula.of, write)), row(sign('∂'), draw(formula.by, write))])
  }
}

function drawSymbol({ name, sub, sup }: Extract<Formula, { kind: 'symbol' }>): VNode {
  const base = h('mi', name)
  if (sub !== undefined && sup !== undefined) return h('msubsup', [base, h('mtext', sub), h('mtext', sup)])
  if (sub !== undefined) return h('msub', [base, h('mtext', sub)])
  return sup === undefined ? base : h('msup', [base, h('mtext', sup)])
}
