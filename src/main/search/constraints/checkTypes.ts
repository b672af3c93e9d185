/** @file Whether the parts of a constraint go together: names that exist, sums of numbers, truths that are joined. */
import { AppError } from '../../../shared/errors/appError'
import { nearestName } from '../../../shared/util/nearestName'
import { ARITHMETIC, type Expression, ORDER, type ValueType } from './expression'

/** Names that a constraint may use, with what they stand for. */
export type Vocabulary = ReadonlyMap<string, ValueType>

/**
 * @throws {space/constraint-name} with the nearest name that there is
 * @throws {space/constraint-type} with the place, from 1, what was found there and what is wanted
 */
export function checkTypes(constraint: string, expression: Expression, vocabulary: Vocabulary): void {
  new TypeCheck(constraint, vocabulary).want('boolean', expression)
}

class TypeCheck {
  constructor(
    private readonly constraint: string,
    private readonly vocabulary: Vocabulary,
  ) {}

  want(expected: ValueType, expression: Expression): ValueType {
    const found = this.typeOf(expression)
    if (!isAlike(found, expected)) this.refuse(expression, expected, found)
    return found
  }

  private refuse({ position }: Expression, expected: ValueType, found: ValueType): never {
    const { constraint } = this
    throw new AppError('space/constraint-type', { constraint, position: position + 1, expected, found })
  }

  private typeOf(expression: Expression): ValueType {
    switch (expression.kind) {
      case 'value':
        return typeOfValue(expression.value)
      case 'name':
        return this.typeOfName(expression)
      case 'minus':
        return this.want('number', expression.of)
      case 'not':
        return this.want('boolean', expression.of)
      case 'in': {
        const type = this.typeOf(expression.of)
        for (const item of expression.items) this.want(type, item)
        return 'boolean'
      }
      case 'call':
        for (const item of expression.items) this.want('number', item)
        return 'number'
      case 'binary':
        return this.typeOfBinary(expression)
    }
  }

  private typeOfName({ name, position }: Expression & { kind: 'name' }): ValueType {
    const type = this.vocabulary.get(name)
    if (type !== undefined) return type
    const nearest = nearestName(name, [...this.vocabulary.keys()]) ?? ''
    throw new AppError('space/constraint-name', {
      ...{ constraint: this.constraint, position: position + 1, name, nearest },
    })
  }

  private typeOfBinary({ sign, left, right }: Expression & { kind: 'binary' }): ValueType {
    if (sign === '==' || sign === '!=') this.want(this.typeOf(left), right)
    else {
      const wanted = sign === '&&' || sign === '||' ? 'boolean' : 'number'
      this.want(wanted, left)
      this.want(wanted, right)
    }
    return sign in ARITHMETIC && !(sign in ORDER) ? 'number' : 'boolean'
  }
}

function isAlike(left: ValueType, right: ValueType): boolean {
  return left === right || left === 'any' || right === 'any'
}

/** @returns the kind of a value. */
export function typeOfValue(value: number | string | boolean): ValueType {
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
}
