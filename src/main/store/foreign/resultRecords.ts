/** @file Results as records: what a run was given and what it came to, by name. */
import { withoutOddNumbers, readPythonValue } from './pythonText'

/** Of a run: text by name, as a table has it. */
export type ResultRecord = Readonly<Record<string, string>>

/** Where trackers put what a run was given, and what it came to; their names stand for nothing. */
const CONTAINERS: ReadonlySet<string> = new Set(['config', 'params', 'hyperparameters', 'summary', 'metrics'])

/** Deeper than any configuration. */
const DEEPEST = 8

/**
 * A list of runs as JSON: pandas writes it (`to_json(orient="records")`), and whoever goes through the runs of a tracker.
 * @returns null where it is no list of objects
 */
export function readJsonRecords(text: string): ResultRecord[] | null {
  const list = parse(withoutOddNumbers(text))
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return null
  return list.map(flatten)
}

/** Cells in which a whole configuration stands, as Weights & Biases' own script exports runs, become columns. */
export function unfold(cells: ResultRecord): ResultRecord {
  const held = Object.entries(cells).filter(([name, cell]) => CONTAINERS.has(name) && cell.startsWith('{'))
  const read = held.map(([name, cell]) => [name, readPythonValue(cell) ?? parse(cell)] as const)
  const open = read.filter(([, value]) => isObject(value))
  return open.length === 0 ? cells : flatten({ ...cells, ...Object.fromEntries(open) })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Plain = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a run was given stands before what it came to, should both have a name. */
function flatten(run: Plain): ResultRecord {
  const flat: Record<string, string> = {}
  const add = (value: unknown, name: string, depth: number): void => {
    if (isObject(value) && depth < DEEPEST) {
      // A configuration of Weights & Biases as it is stored: { lr: { value: 0.01, desc: null } }.
      const isWrapped =
        'value' in value && Object.keys(value).every((key) => key === 'value' || key === 'desc')
      if (isWrapped && name !== '') return add(value['value'], name, depth + 1)
      for (const [key, inner] of Object.entries(value)) {
        const isContainer = name === '' && CONTAINERS.has(key) && isObject(inner)
        add(inner, isContainer ? '' : name === '' ? key : `${name}.${key}`, depth + 1)
      }
    } else if (name !== '' && isScalar(value)) flat[name] ??= String(value)
  }
  const { summary, metrics, ...given } = run
  add(given, '', 0)
  add({ summary, metrics }, '', 0)
  return flat
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
