/** @file Some rows of prepared data. */
import { createRandom } from '../../../shared/util/random'
import type { InputRows, TrainingData } from '../types'

/** @returns at most so many places of rows, spread by chance, in their order. */
export function choosePlaces(rows: number, most: number, seed: number): number[] {
  const all = Array.from({ length: rows }, (_, row) => row)
  if (rows <= most) return all
  return createRandom(seed)
    .shuffle(all)
    .slice(0, most)
    .sort((one, other) => one - other)
}

export function pickRows(data: TrainingData, places: readonly number[]): TrainingData {
  const pick = (values: InputRows): InputRows => pickFrom(values, data.rows, places)
  return {
    rows: places.length,
    x: pick(data.x),
    ...(data.others
      ? { others: Object.fromEntries(Object.entries(data.others).map(([name, rows]) => [name, pick(rows)])) }
      : {}),
    y: Float32Array.from(places, (place) => data.y[place] ?? 0),
  }
}

function pickFrom(values: InputRows, rows: number, places: readonly number[]): InputRows {
  const width = rows === 0 ? 0 : values.length / rows
  const picked =
    values instanceof Int32Array
      ? new Int32Array(places.length * width)
      : new Float32Array(places.length * width)
  for (const [index, place] of places.entries()) {
    picked.set(values.subarray(place * width, (place + 1) * width), index * width)
  }
  return picked
}
