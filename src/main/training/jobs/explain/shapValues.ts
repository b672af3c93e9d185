/** @file What every column did for the answer of a row (Lundberg and Lee 2017). */
import { MOST_EXACT, type ShapValues } from '../../../../shared/domain/explain'
import type { ParsedJobInput } from '../../../../shared/contract/jobs'
import { createRandom } from '../../../../shared/util/random'
import { countRows, openSubject } from '../../explain/openSubject'
import { createWorth } from '../../explain/shap/coalitions'
import { exactShapley, kernelShapley, permutationShapley, type ShapleyTask } from '../../explain/shap/shapley'
import { predictMade, type Subject } from '../../explain/subject'
import type { Job } from '../../job'

type Method = ShapValues['method']

/** Rows that may go through the network before drawing is cheaper than being exact. */
const CHEAP_ROWS = 4_000_000

export const shapValues: Job<'shapValues'> = async (input, tools) => {
  const { subject, answers, places, truths } = await openSubject(input)
  const { names, explained, background } = subject
  const method = methodOf(input, subject)
  const sets = setsOf(method, names.length, input.samples)
  const onRows = countRows(tools, background + explained * (1 + sets * background))
  const asked = { subject, answers, onRows }
  try {
    const width = answers.labels.length
    const own = answers.toAnswers(await predictMade(asked, alike(subject, 0, explained)))
    const others = answers.toAnswers(await predictMade(asked, alike(subject, explained, background)))
    const worth = createWorth(asked)
    const rows: ShapValues['rows'] = []
    for (let row = 0; row < explained; row++) {
      const task = {
        size: names.length,
        width,
        worth: (some: Parameters<typeof worth.of>[1]) => worth.of(row, some),
      }
      rows.push({
        place: places?.[row] ?? null,
        cells: names.map((_, column) => subject.cell(column, row)),
        answer: [...own.subarray(row * width, (row + 1) * width)],
        truth: truths[row] ?? null,
        values: await valuesBy(method, task, input),
      })
    }
    return {
      ...{ by: subject.by, method, names: [...names], labels: [...answers.labels], background },
      base: answers.labels.map((_, label) => meanOf(others, label, width)),
      rows,
    }
  } finally {
    await answers.dispose()
  }
}

function methodOf({ method }: Pick<ParsedJobInput<'shapValues'>, 'method'>, subject: Subject): Method {
  const { length } = subject.names
  const isPossible = length <= MOST_EXACT
  if (method !== 'auto') return method === 'exact' && !isPossible ? 'permutation' : method
  const cost = 2 ** length * subject.background * subject.explained
  return isPossible && cost <= CHEAP_ROWS ? 'exact' : 'permutation'
}

function setsOf(method: Method, size: number, samples: number): number {
  if (method === 'exact') return 2 ** size
  return method === 'kernel' ? 2 + 2 * Math.ceil(samples / 2) : 2 * Math.ceil(samples / 2) * (size + 1)
}

function valuesBy(
  method: Method,
  task: ShapleyTask,
  { seed, samples }: Pick<ParsedJobInput<'shapValues'>, 'seed' | 'samples'>,
): Promise<number[][]> {
  // The same draws for every row: what differs between rows is then theirs.
  const random = createRandom(seed)
  if (method === 'exact') return exactShapley(task)
  return method === 'kernel'
    ? kernelShapley(task, random, samples)
    : permutationShapley(task, random, samples)
}

/** Rows of the pool as they are. */
function alike({ names }: Subject, first: number, count: number): Int32Array[] {
  const rows = Int32Array.from({ length: count }, (_, at) => first + at)
  return names.map(() => rows)
}

function meanOf(values: Float64Array, label: number, width: number): number {
  let sum = 0
  for (let at = label; at < values.length; at += width) sum += values[at] ?? 0
  return sum / Math.max(1, values.length / width)
}
