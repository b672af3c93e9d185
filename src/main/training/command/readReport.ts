/** @file What a program says of itself: a JSON object a line with numbers in it is a report, everything else is for its log. */
import type { MetricValues, OwnMetric } from '../../../shared/domain/metric'

export interface Report {
  /** Epochs finished; null where the program does not say. */
  readonly step: number | null
  readonly metrics: MetricValues
}

const STEP_NAMES = new Set(['step', 'epoch'])
const METRIC_NAME = /^[A-Za-z0-9_./-]{1,60}$/

/** @returns null for a line that is no report. NaN and Infinity, as Python writes them, are figures that are missing. */
export function readReport(line: string): Report | null {
  const fields = parseObject(line)
  if (fields === null) return null
  const metrics: MetricValues = {}
  let step: number | null = null
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'number') continue
    if (STEP_NAMES.has(name)) step = Number.isInteger(value) && value >= 0 ? value : step
    else if (METRIC_NAME.test(name)) metrics[ownMetric(name)] = value
  }
  return Object.keys(metrics).length === 0 ? null : { step, metrics }
}

export function ownMetric(name: string): OwnMetric {
  return `own.${name}`
}

function parseObject(line: string): Record<string, unknown> | null {
  const text = line.trim()
  if (!text.startsWith('{') || !text.endsWith('}')) return null
  try {
    const read: unknown = JSON.parse(text.replaceAll(/(?<=[:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,}\]])/g, 'null'))
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
