/** @file The words of a constraint, with the places where they stand. */
import { AppError } from '../../../shared/errors/appError'

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'
  /** A name or text without its quotes. */
  readonly text: string
  /** Place of its first character, from 0. */
  readonly position: number
}

/** Longer signs stand before those that they begin with. */
const SIGNS = ['**', '<=', '>=', '==', '!=', '&&', '||', ...'+-*/%<>!()[],']
const BLANK = /\s+/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
/** `training.learningRate`, and the third copy's `hidden.units[3]`. */
const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*(?:\[\d+\])?/uy
const TEXT = /"([^"]*)"|'([^']*)'/y
/** A name with any characters in it. */
const QUOTED_NAME = /`([^`]+)`/y

/**
 * @returns the words in order, and the end as the last one
 * @throws {space/constraint-syntax} at a character that nothing begins with
 */
export function splitTokens(constraint: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  while (position < constraint.length) {
    const blank = matchAt(BLANK, constraint, position)
    if (blank === null) {
      const { token, length } = readToken(constraint, position)
      tokens.push(token)
      position += length
    } else position += blank[0].length
  }
  tokens.push({ kind: 'end', text: '', position: constraint.length })
  return tokens
}

function readToken(constraint: string, position: number): { token: Token; length: number } {
  const made = (kind: Token['kind'], text: string, length: number) => ({
    token: { kind, text, position },
    length,
  })
  const number = matchAt(NUMBER, constraint, position)
  if (number) return made('number', number[0], number[0].length)
  const name = matchAt(NAME, constraint, position)
  if (name) return made('name', name[0], name[0].length)
  const quoted = matchAt(QUOTED_NAME, constraint, position)
  if (quoted) return made('name', quoted[1] ?? '', quoted[0].length)
  const text = matchAt(TEXT, constraint, position)
  if (text) return made('text', text[1] ?? text[2] ?? '', text[0].length)
  const sign = SIGNS.find((each) => constraint.startsWith(each, position))
  if (sign !== undefined) return made('sign', sign, sign.length)
  const found = constraint.charAt(position)
  throw new AppError('space/constraint-syntax', { constraint, position: position + 1, found })
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}
