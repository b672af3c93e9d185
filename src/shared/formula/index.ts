/** @file Formulas. */
export * from './formula'
export { plainNumber, writeFormula, type WriteNumber } from './writeFormula'
