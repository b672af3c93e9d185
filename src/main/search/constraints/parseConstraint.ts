/** @file From the text of a constraint to its expression: a descent through the levels of what binds how tightly. */
import { AppError } from '../../../shared/errors/appError'
import { type BinarySign, type Expression, type FunctionName, FUNCTIONS } from './expression'
import { splitTokens, type Token } from './tokens'

/** From loose to tight. */
const LEVELS: readonly (readonly BinarySign[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]
const COMPARISON = 2
/** Deep nesting is a mistake, and must not end in a stack that is full. */
const MOST_DEPTH = 100

/** @throws {space/constraint-syntax} with the place, from 1, of what stands where it must not */
export function parseConstraint(constraint: string): Expression {
  return new Parser(constraint).whole()
}

class Parser {
  private readonly tokens: readonly Token[]
  private next = 0
  private depth = 0

  constructor(private readonly constraint: string) {
    this.tokens = splitTokens(constraint)
  }

  whole(): Expression {
    const expression = this.level(0)
    if (this.token.kind !== 'end') this.refuse()
    return expression
  }

  private get token(): Token {
    return this.tokens[this.next] ?? { kind: 'end', text: '', position: this.constraint.length }
  }

  private refuse(): never {
    const { text, position } = this.token
    throw new AppError('space/constraint-syntax', {
      ...{ constraint: this.constraint, position: position + 1, found: text },
    })
  }

  private take(): Token {
    const { token } = this
    this.next++
    return token
  }

  private isSign(sign: string): boolean {
    return this.token.kind === 'sign' && this.token.text === sign
  }

  private expect(sign: string): void {
    if (!this.isSign(sign)) this.refuse()
    this.next++
  }

  private level(index: number): Expression {
    const signs = LEVELS[index]
    if (signs === undefined) return this.unary()
    let left = this.level(index + 1)
    for (;;) {
      const sign = signs.find((each) => this.isSign(each))
      if (sign === undefined) return index === COMPARISON ? this.membership(left) : left
      const { position } = this.take()
      left = { kind: 'binary', sign, left, right: this.level(index + 1), position }
      // 1 < x < 3 would compare a truth with a number.
      if (index === COMPARISON) return left
    }
  }

  private membership(of: Expression): Expression {
    if (this.token.kind !== 'name' || this.token.text !== 'in') return of
    const { position } = this.take()
    this.expect('[')
    return { kind: 'in', of, items: this.list(']'), position }
  }

  private unary(): Expression {
    if (++this.depth > MOST_DEPTH) this.refuse()
    const expression = this.prefixed()
    this.depth--
    return expression
  }

  private prefixed(): Expression {
    for (const [sign, kind] of [['-', 'minus'] as const, ['!', 'not'] as const]) {
      if (this.isSign(sign)) return { kind, position: this.take().position, of: this.unary() }
    }
    const base = this.primary()
    if (!this.isSign('**')) return base
    const { position } = this.take()
    return { kind: 'binary', sign: '**', left: base, right: this.unary(), position }
  }

  private primary(): Expression {
    const { kind, text, position } = this.token
    if (this.isSign('(')) return this.bracketed()
    if (kind === 'end' || kind === 'sign') this.refuse()
    this.next++
    if (kind === 'number') return { kind: 'value', value: Number(text), position }
    if (kind === 'text') return { kind: 'value', value: text, position }
    if (text === 'true' || text === 'false') return { kind: 'value', value: text === 'true', position }
    return this.isSign('(') ? this.call(text, position) : { kind: 'name', name: text, position }
  }

  private bracketed(): Expression {
    this.next++
    const expression = this.level(0)
    this.expect(')')
    return expression
  }

  private call(name: string, position: number): Expression {
    if (!isFunction(name)) {
      this.next--
      this.refuse()
    }
    this.next++
    const items = this.list(')')
    if (items.length === 0 || items.length > FUNCTIONS[name].most) {
      this.next--
      this.refuse()
    }
    return { kind: 'call', name, items, position }
  }

  /** Expressions with commas between them, to the sign that closes them. */
  private list(close: string): Expression[] {
    const items: Expression[] = []
    while (!this.isSign(close)) {
      if (items.length > 0) this.expect(',')
      items.push(this.level(0))
    }
    this.next++
    return items
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name)
}
