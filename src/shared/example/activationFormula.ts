/** @file Activations and their derivatives as formulas of a named number. */
import {
  call,
  derivative,
  difference,
  fraction,
  number,
  power,
  product,
  sum,
  symbol,
  type Formula,
} from '../formula'

const ONE = number(1)

/** @returns what it makes of a number; null where it is told by its name only. */
export function activationOf(name: string, z: Formula): Formula | null {
  const rules: Readonly<Record<string, () => Formula>> = {
    linear: () => z,
    sigmoid: () => fraction(ONE, sum(ONE, call('exp', product(number(-1), z)))),
    tanh: () => call('tanh', z),
    relu: () => call('max', number(0), z),
    softplus: () => call('ln', sum(ONE, call('exp', z))),
    exp: () => call('exp', z),
    silu: () => fraction(z, sum(ONE, call('exp', product(number(-1), z)))),
  }
  return rules[name]?.() ?? null
}

/** @returns the slope, from what comes out (`a`) and what went in (`z`); null where it is told by its name only. */
export function slopeOf(name: string, a: Formula, z: Formula): Formula | null {
  const rules: Readonly<Record<string, () => Formula>> = {
    linear: () => ONE,
    sigmoid: () => product(a, difference(ONE, a)),
    tanh: () => difference(ONE, power(a, number(2))),
    relu: () => call('max', number(0), call('sign', z)),
    softplus: () => fraction(ONE, sum(ONE, call('exp', product(number(-1), z)))),
    exp: () => a,
  }
  return rules[name]?.() ?? null
}

/** `f(z)` for an activation that has no short formula. */
export function anyActivation(z: Formula): Formula {
  return call('f', z)
}

export function anySlope(a: string, z: string): Formula {
  return derivative(symbol(a), symbol(z))
}
