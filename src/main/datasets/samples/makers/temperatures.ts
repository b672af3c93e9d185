import type { Maker } from '../types'
import { toCsv } from './grammar'

const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(2015, 0, 1)
const YEAR = 365.2425

/** A year of so many degrees, and weather that lasts: `t = μ + A cos(2π(d − d₀)/365.24) + w`, `w ← φw + σε`. */
const CLIMATE = { mean: 11.2, amplitude: 4.3, warmest: 25, persistence: 0.58, spread: 2.3 }

/** The lowest temperature of every day, at a place that is not on any map. */
export const makeTemperatures: Maker = async ({ random, rows, write, tick }) => {
  const { mean, amplitude, warmest, persistence, spread } = CLIMATE
  const lines: (string | number)[][] = [['date', 'temperature']]
  let weather = 0
  for (let day = 0; day < rows; day++) {
    weather = persistence * weather + spread * random.normal()
    const season = amplitude * Math.cos((2 * Math.PI * (day - warmest)) / YEAR)
    const date = new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)
    lines.push([date, Math.round((mean + season + weather) * 10) / 10])
  }
  await write('temperatures.csv', toCsv(lines))
  await tick(rows)
}
