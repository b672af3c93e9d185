import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TrainingData } from '../../../src/main/training/types'
import { REAL_DATA } from './folder'

export const TEMPERATURE_FILES = ['timeseries/daily-min-temperatures.csv']

/** Share of the days, the earlier ones, that is trained on. */
const TRAINED_SHARE = 0.8

export interface Temperatures {
  readonly train: TrainingData
  readonly validation: TrainingData
  /** Degrees a unit of the scaled numbers. */
  readonly degrees: number
  /** Mean absolute error, in degrees, of the forecast that tomorrow is as today, over the validation rows. */
  readonly naiveError: number
}

/** Ten years of daily minimum temperatures as windows of days, each with the day that follows; scaled by the days trained on. */
export async function readTemperatures(days: number): Promise<Temperatures> {
  const text = await readFile(join(REAL_DATA, 'timeseries', 'daily-min-temperatures.csv'), 'utf8')
  const measured = [...text.matchAll(/^"[\d-]+","?(-?[\d.]+)"?\r?$/gm)].map(([, cell]) => Number(cell))
  const cut = Math.floor(measured.length * TRAINED_SHARE)
  const known = measured.slice(0, cut)
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const degrees = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length)
  const scaled = measured.map((value) => (value - mean) / degrees)
  const errors = measured.slice(cut).map((value, index) => Math.abs(value - (measured[cut + index - 1] ?? 0)))
  return {
    train: windowsOf(scaled, { days, from: days, to: cut }),
    validation: windowsOf(scaled, { days, from: cut, to: scaled.length }),
    degrees,
    naiveError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  }
}

/** @param span the days to forecast, from the first to behind the last */
function windowsOf(
  values: readonly number[],
  { days, from, to }: { readonly days: number; readonly from: number; readonly to: number },
): TrainingData {
  const targets = values.slice(from, to)
  return {
    rows: targets.length,
    x: Float32Array.from(targets.flatMap((_, row) => values.slice(from + row - days, from + row))),
    y: Float32Array.from(targets),
  }
}
