/** @file Directions in which rows spread most, by three ways that give the same. */
import { EigenvalueDecomposition, type Matrix } from 'ml-matrix'
import { createRandom } from '../../../../shared/util/random'
import { addScaled, covarianceOf, dot, gramOf } from './covariance'

/** A direction of length 1 in the space of the columns, and the variance along it. */
export interface Axis {
  readonly direction: Float64Array
  readonly variance: number
}

/** @returns the eigenvectors of a symmetric matrix and their values, the largest first, none negative. */
function eigenAxes(matrix: Matrix): Axis[] {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  })
  return realEigenvalues
    .map((variance, at) => ({
      direction: Float64Array.from(eigenvectorMatrix.getColumn(at)),
      variance: Math.max(0, variance),
    }))
    .sort((left, right) => right.variance - left.variance)
}

/** By the covariances of the columns: for a few hundred columns. @param columns centred. */
export function axesByCovariance(columns: readonly Float64Array[]): Axis[] {
  return eigenAxes(covarianceOf(columns))
}

/**
 * By the products of the rows, which have the same eigenvalues: for a few hundred rows of more columns than that
 * (Bishop 2006, 12.1.4). Directions without variance are left out.
 */
export function axesByRows(columns: readonly Float64Array[]): Axis[] {
  const axes = eigenAxes(gramOf(columns))
  const least = (axes[0]?.variance ?? 0) * 1e-12
  return axes
    .filter(({ variance }) => variance > least)
    .map(({ direction, variance }) => ({
      direction: normalize(Float64Array.from(columns, (column) => dot(column, direction))),
      variance,
    }))
}

/** Rounds after which the directions of a spread that falls at all stand still. */
const ROUNDS = 7
/** Directions carried along beyond those asked for, which speed the others up. */
const SPARE = 10

/**
 * The first `count` directions by subspace iteration from random ones, and Rayleigh and Ritz's step (Halko, Martinsson and
 * Tropp 2011, algorithms 4.4 and 5.3): for many rows of many columns.
 */
export function axesByIteration(columns: readonly Float64Array[], count: number, seed: number): Axis[] {
  const random = createRandom(seed)
  const rowCount = columns[0]?.length ?? 0
  const width = Math.min(columns.length, rowCount, count + SPARE)
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from(columns, () => random.normal()),
  )
  orthonormalize(basis)
  for (let round = 0; round < ROUNDS; round++) {
    basis = basis.map((direction) => throughRows(columns, direction))
    orthonormalize(basis)
  }
  const seen = basis.map((direction) => alongRows(columns, direction))
  return eigenAxes(covarianceOf(seen))
    .slice(0, count)
    .map(({ direction: mix, variance }) => {
      const direction = new Float64Array(columns.length)
      basis.forEach((one, at) => {
        addScaled(direction, one, mix[at] ?? 0)
      })
      return { direction: normalize(direction), variance }
    })
}

/** @returns the covariance matrix times the direction, up to a factor, without ever having the matrix. */
function throughRows(columns: readonly Float64Array[], direction: Float64Array): Float64Array {
  const along = alongRows(columns, direction)
  return Float64Array.from(columns, (column) => dot(column, along))
}

/** @returns each row's place along a direction. */
export function alongRows(columns: readonly Float64Array[], direction: Float64Array): Float64Array {
  const along = new Float64Array(columns[0]?.length ?? 0)
  columns.forEach((column, at) => {
    addScaled(along, column, direction[at] ?? 0)
  })
  return along
}

/** Gram and Schmidt's, modified and done twice, in place. */
function orthonormalize(basis: readonly Float64Array[]): void {
  basis.forEach((direction, at) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of basis.slice(0, at)) addScaled(direction, earlier, -dot(direction, earlier))
      normalize(direction)
    }
  })
}

function normalize(direction: Float64Array): Float64Array {
  const length = Math.sqrt(dot(direction, direction))
  if (length > 0) for (let at = 0; at < direction.length; at++) direction[at] = (direction[at] ?? 0) / length
  return direction
}
