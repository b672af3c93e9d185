/** @file Reads the curve of a learning-rate range test. */
import type { RatePoint, RateTest } from '../../../../shared/domain/diagnosis/probe'

/** Share of the average that each new loss leaves (Howard and Gugger 2020, Deep learning for coders, chapter 13: 0.98 of hundreds of batches). */
const KEPT = 0.95
/** A smoothed loss so far above its minimum, in falls from the first, has diverged. */
const DIVERGED = 4
/** A fall of less than so much of the loss at first is none. */
const LEAST_FALL = 0.03
/** It has begun to fall after so much of the whole fall. */
const BEGUN = 0.1
/** Batches at first, of which the average knows little. */
const WARM_UP = 5

/** @param losses of batches, each trained with the rate of the same place */
export function smoothLosses(rates: readonly number[], losses: readonly number[]): RatePoint[] {
  let average = 0
  return losses.map((loss, index) => {
    average = KEPT * average + (1 - KEPT) * loss
    return { rate: rates[index] ?? 0, loss, smooth: average / (1 - KEPT ** (index + 1)) }
  })
}

/** @returns whether the loss is beyond recovery, so that no higher rate need be tried. */
export function hasDiverged(points: readonly RatePoint[]): boolean {
  const last = points.at(-1)
  if (last === undefined || points.length < 2 * WARM_UP) return false
  const { least, first } = fallOf(points)
  return !Number.isFinite(last.smooth) || last.smooth > limitOf(least.smooth, first)
}

/**
 * The range is that of Smith 2017, section 3.3: from where the loss begins to fall to where it falls no more. `steepest` and `valley`
 * are the suggestions of Howard and Gugger (fastai, `lr_find`).
 */
export function readRates(points: readonly RatePoint[]): RateTest['reading'] {
  if (points.length < 2 * WARM_UP) return null
  const { least, first, place } = fallOf(points)
  const fall = first - least.smooth
  if (!(fall > LEAST_FALL * Math.abs(first))) return null
  const falling = points.slice(WARM_UP, place + 1)
  const limit = limitOf(least.smooth, first)
  const diverged = points.slice(place).find(({ smooth }) => smooth > limit)
  // The last time that it stood as at first: single batches may be easy.
  const begun = falling.findLast(({ smooth }) => first - smooth < BEGUN * fall) ?? least
  const low = Math.min(begun.rate, least.rate / 3)
  const high = Math.min(least.rate, (diverged?.rate ?? Infinity) / 2)
  return {
    steepest: steepestOf(falling),
    valley: valleyOf(points.slice(WARM_UP, place + 1)),
    lowest: least.rate,
    diverged: diverged?.rate ?? null,
    range: { low: tidy(low), high: tidy(Math.max(high, 2 * low)) },
  }
}

function tidy(rate: number): number {
  return Number(rate.toPrecision(2))
}

function limitOf(least: number, first: number): number {
  return least + DIVERGED * Math.max(first - least, 0.05 * Math.abs(first))
}

function fallOf(points: readonly RatePoint[]) {
  let place = WARM_UP
  for (const [index, { smooth }] of points.entries()) {
    if (index >= WARM_UP && smooth < (points[place]?.smooth ?? Infinity)) place = index
  }
  const least = points[place] ?? { rate: 0, loss: 0, smooth: 0 }
  // At rates far below the best one nothing is learnt: single losses there are what the average shall be measured by.
  const early = points.slice(0, Math.max(2 * WARM_UP, Math.floor(place / 4))).map(({ loss }) => loss)
  const first = early.toSorted((left, right) => left - right)[Math.floor(early.length / 2)] ?? 0
  return { least, place, first }
}

/** Over a tenth of the descent at a time, so that one batch does not decide. */
function steepestOf(falling: readonly RatePoint[]): number {
  const width = Math.max(1, Math.floor(falling.length / 10))
  let [best, rate] = [0, falling[0]?.rate ?? 0]
  for (let index = width; index < falling.length; index++) {
    const before = falling[index - width]
    const after = falling[index]
    if (!before || !after || after.smooth - before.smooth >= best) continue
    best = after.smooth - before.smooth
    rate = Math.sqrt(before.rate * after.rate)
  }
  return tidy(rate)
}

/** The longest run of batches at each of which the loss is lower than at any before of the run; two thirds along it. */
function valleyOf(points: readonly RatePoint[]): number {
  const runs: { readonly length: number; readonly start: number }[] = []
  for (const [index, { smooth }] of points.entries()) {
    const before = runs.filter((_, earlier) => (points[earlier]?.smooth ?? 0) > smooth)
    const longest = before.reduce((most, run) => (run.length > most.length ? run : most), {
      length: 0,
      start: index,
    })
    runs.push({ length: longest.length + 1, start: longest.start })
  }
  const most = Math.max(...runs.map(({ length }) => length))
  const end = runs.findIndex(({ length }) => length === most)
  const start = runs[end]?.start ?? 0
  return tidy(points[Math.floor(start + ((end - start) * 2) / 3)]?.rate ?? 0)
}
