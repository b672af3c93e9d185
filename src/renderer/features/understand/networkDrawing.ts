import type { Example, ExampleRound } from '@shared/domain/example'
import type { ExampleStep } from '@shared/example'

export interface DrawnNode {
  readonly key: string
  readonly x: number
  readonly y: number
  /** What stands in it, and below it. */
  readonly value: number
  readonly name: string
  readonly isCurrent: boolean
}

export interface DrawnEdge {
  readonly key: string
  readonly from: { readonly x: number; readonly y: number }
  readonly to: { readonly x: number; readonly y: number }
  /** Null where there are too many to read. */
  readonly value: number | null
  readonly label: { readonly x: number; readonly y: number }
  readonly isCurrent: boolean
}

/** A column with too many numbers for circles: cells, shaded by size. */
export interface DrawnTensor {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly cells: readonly { readonly x: number; readonly y: number; readonly share: number }[]
  readonly isCurrent: boolean
}

export interface NetworkDrawing {
  readonly width: number
  readonly height: number
  readonly nodes: readonly DrawnNode[]
  readonly edges: readonly DrawnEdge[]
  readonly tensors: readonly DrawnTensor[]
  readonly titles: readonly { readonly key: string; readonly x: number; readonly text: string }[]
}

export const RADIUS = 25
export const CELL = 12
const COLUMN = 190
const ROW = 82
const TOP = 44
const SIDE = 56
const MOST_NODES = 8
const MOST_LABELS = 30
const MOST_CELLS = 144

/** What is drawn as one column: inputs, or the halves of a layer. */
interface Column {
  readonly key: string
  readonly title: string
  readonly size: number
  /** Places of its layers; of an input none. */
  readonly places: readonly number[]
  readonly input: number | null
}

interface View {
  readonly example: Example
  readonly round: ExampleRound
  readonly step: ExampleStep | undefined
}

function columnsOf({ layers, inputs }: Example): Column[] {
  const columns: Column[] = inputs.map(({ name, values }, input) => ({
    ...{ key: `input ${name}`, title: name, size: values.length, places: [], input },
  }))
  for (const [place, { name, part, shape, spec }] of layers.entries()) {
    if (spec.kind === 'input') continue
    const last = columns.at(-1)
    if (part === 'activation' && last?.title === name) {
      columns[columns.length - 1] = { ...last, places: [...last.places, place] }
      continue
    }
    const size = shape.reduce((product, each) => product * each, 1)
    columns.push({ key: `layer ${place}`, title: name, size, places: [place], input: null })
  }
  return columns
}

/** What stands in a circle: what comes out, or, going backward, the derivative of the loss by it. */
function numbersOf(
  { example, round, step }: View,
  { places, input }: Column,
  isLast: boolean,
): readonly number[] {
  const isBackward = step?.phase === 'backward' || step?.phase === 'update'
  if (input !== null) return example.inputs[input]?.values ?? []
  const place = places.at(-1) ?? 0
  if (isBackward) return round.outputDerivatives[places[0] ?? place] ?? []
  return isLast ? round.prediction : (round.outputs[place] ?? [])
}

export function drawNetwork(view: View): NetworkDrawing {
  const columns = columnsOf(view.example)
  const tallest = Math.max(1, ...columns.map(({ size }) => (size <= MOST_NODES ? size : 1)))
  const height = TOP + Math.max(tallest * ROW, 180)
  const centers = columns.map((column, index) => placesOf(column, { x: SIDE + index * COLUMN, height }))
  const nodes: DrawnNode[] = []
  const tensors: DrawnTensor[] = []
  for (const [index, column] of columns.entries()) {
    const values = numbersOf(view, column, index === columns.length - 1)
    const isCurrent = isCurrentColumn(view, column)
    if (column.size > MOST_NODES)
      tensors.push(drawTensor(column, values, { x: SIDE + index * COLUMN, height, isCurrent }))
    else nodes.push(...drawNodes(column, values, { centers: centers[index] ?? [], view, isCurrent }))
  }
  return {
    ...{ width: 2 * SIDE + (columns.length - 1) * COLUMN, height, nodes, tensors },
    edges: columns
      .slice(1)
      .flatMap((column, index) => edgesInto(view, { column, columns, centers, index: index + 1 })),
    titles: columns.map(({ key, title }, index) => ({ key, text: title, x: SIDE + index * COLUMN })),
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

function placesOf({ size }: Column, { x, height }: { readonly x: number; readonly height: number }): Point[] {
  const count = size <= MOST_NODES ? size : 1
  const middle = TOP + (height - TOP) / 2
  return Array.from({ length: count }, (_, index) => ({ x, y: middle + (index - (count - 1) / 2) * ROW }))
}

function isCurrentColumn({ step, example }: View, { places }: Column): boolean {
  if (step === undefined) return false
  const isWhole = step.layer === ''
  return isWhole ? places.includes(example.layers.length - 1) : places.includes(step.place)
}

function drawNodes(
  column: Column,
  values: readonly number[],
  {
    centers,
    view,
    isCurrent,
  }: { readonly centers: readonly Point[]; readonly view: View; readonly isCurrent: boolean },
): DrawnNode[] {
  const unit = view.step?.unit ?? null
  const isOfWeights = view.step?.kind === 'weightDerivative' || view.step?.kind === 'weightUpdate'
  return centers.map(({ x, y }, index) => ({
    ...{ key: `${column.key} ${index}`, x, y, value: values[index] ?? Number.NaN },
    name: column.input === null ? '' : `${column.title}${column.size > 1 ? index + 1 : ''}`,
    isCurrent: isCurrent && !isOfWeights && (unit === null || unit === index),
  }))
}

function drawTensor(
  column: Column,
  values: readonly number[],
  { x, height, isCurrent }: { readonly x: number; readonly height: number; readonly isCurrent: boolean },
): DrawnTensor {
  const shown = values.slice(0, MOST_CELLS)
  const across = cellsAcross(column.size)
  const down = Math.ceil(shown.length / Math.max(1, across))
  const [wide, high] = [across * CELL, down * CELL]
  const left = x - wide / 2
  const top = TOP + (height - TOP - high) / 2
  const largest = Math.max(1e-12, ...shown.map((value) => Math.abs(value)))
  return {
    ...{ key: column.key, x: left, y: top, width: wide, height: high, isCurrent },
    cells: shown.map((value, index) => ({
      x: left + (index % across) * CELL,
      y: top + Math.floor(index / across) * CELL,
      share: value / largest,
    })),
  }
}

interface Into {
  readonly column: Column
  readonly columns: readonly Column[]
  readonly centers: readonly (readonly Point[])[]
  readonly index: number
}

/** From every column that the layer reads; each arrow with its weight where they are few. */
function edgesInto(view: View, { column, columns, centers, index }: Into): DrawnEdge[] {
  const { example, step } = view
  const place = column.places[0] ?? 0
  const layer = example.layers[place]
  const isDense = layer?.spec.kind === 'dense' || layer?.spec.kind === 'output'
  const weight = example.weights.findIndex((each) => each.layer === place && each.name.endsWith('/kernel'))
  return (layer?.reads ?? []).flatMap((read) => {
    const from = columns.findIndex((each) =>
      typeof read === 'number' ? each.places.includes(read) : each.key === `input ${read}`,
    )
    const [starts, ends] = [centers[from] ?? [], centers[index] ?? []]
    const before = columns[from]
    const isReadable =
      isDense &&
      weight >= 0 &&
      starts.length * ends.length <= MOST_LABELS &&
      isCircles(column) &&
      isCircles(before)
    const [leave, arrive] = [reachOf(before), reachOf(column)]
    const values = isReadable ? weightsOf(view, weight) : null
    return starts.flatMap((start, i) =>
      ends.map((end, j): DrawnEdge => {
        const slope = (end.y - start.y) / (end.x - start.x)
        const at = 0.3 + (j % 2) * 0.12
        return {
          key: `${column.key} ${from} ${i} ${j}`,
          from: { x: start.x + leave, y: start.y + slope * leave },
          to: { x: end.x - arrive - 3, y: end.y - slope * (arrive + 3) },
          value: values?.[i * ends.length + j] ?? null,
          label: { x: start.x + (end.x - start.x) * at, y: start.y + (end.y - start.y) * at - 4 },
          isCurrent: isCurrentEdge(step, place, j),
        }
      }),
    )
  })
}

function isCircles(column: Column | undefined): boolean {
  return column !== undefined && column.size <= MOST_NODES
}

/** How far from its middle a column begins and ends. */
function reachOf(column: Column | undefined): number {
  return column === undefined || isCircles(column) ? RADIUS : (cellsAcross(column.size) * CELL) / 2
}

function cellsAcross(size: number): number {
  return Math.min(8, Math.ceil(Math.sqrt(Math.min(size, MOST_CELLS))))
}

function isCurrentEdge(step: ExampleStep | undefined, place: number, unit: number): boolean {
  if (step?.place !== place || step.layer === '') return false
  const isOfEdges = step.kind === 'sums' || step.kind === 'weightDerivative' || step.kind === 'weightUpdate'
  return isOfEdges && (step.unit === null || step.unit === unit)
}

function weightsOf({ round, step }: View, weight: number): readonly number[] {
  if (step?.phase === 'backward') return round.derivatives[weight] ?? []
  return (step?.phase === 'update' ? round.after[weight] : round.weights[weight]) ?? []
}
