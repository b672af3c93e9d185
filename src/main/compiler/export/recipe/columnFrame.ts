/** @file Named columns as tensors of a graph in the making: many columns share a tensor, side by side on its last axis. */
import { attribute } from '../../backends/onnx/proto'
import type { OnnxSketch } from '../onnxSketch'

/** Figures enter and leave as float32; what is done with them is done in float64. */
export type CellType = 'float32' | 'float64' | 'string'

const LAST_AXIS = { axis: attribute.int(-1) }
const TYPES = { float32: attribute.int(1), string: attribute.int(8), float64: attribute.int(11) }

/** [rows, width], or [rows, steps, width]. */
interface Block {
  readonly tensor: string
  readonly width: number
  readonly type: CellType
}

interface Place {
  readonly block: Block
  readonly index: number
}

interface Run {
  readonly block: Block
  readonly from: number
  to: number
}

export interface RawBlock {
  readonly tensor: string
  readonly type: CellType
}

export class ColumnFrame {
  private readonly places = new Map<string, Place>()
  private readonly slacks = new Map<string, number>()

  /** @param open makes a column that is asked for and was not made before: an input of the graph. */
  constructor(
    private readonly sketch: OnnxSketch,
    private readonly open: (column: string) => RawBlock,
  ) {}

  typeOf(column: string): CellType {
    return this.placeOf(column).block.type
  }

  /** The last axis of the tensor holds these columns from now on. */
  put(columns: readonly string[], tensor: string, type: CellType = 'float64'): void {
    const block = { tensor, width: columns.length, type }
    columns.forEach((column, index) => {
      this.places.set(column, { block, index })
      this.slacks.delete(column)
    })
  }

  /** How far figures of these columns may lie from what they stand for, beside what float32 rounds; 0 unless they were moved. */
  slacksOf(columns: readonly string[]): number[] {
    return columns.map((column) => this.slacks.get(column) ?? 0)
  }

  setSlack(column: string, slack: number): void {
    this.slacks.set(column, slack)
  }

  /** @returns a tensor whose last axis holds these columns, in this order; no nodes where it is there already. */
  take(columns: readonly string[], type: CellType = 'float64'): string {
    const places = columns.map((column) => this.placeOf(column))
    const runs = toRuns(places)
    const blocks = new Set(runs.map(({ block }) => block))
    const [only] = blocks
    if (only && blocks.size === 1 && runs.length > 1) {
      const indices = this.sketch.integers(
        'places',
        places.map(({ index }) => index),
      )
      return this.cast(this.sketch.op('Gather', [only.tensor, indices], LAST_AXIS), only.type, type)
    }
    const parts = runs.map((run) => this.cast(this.cut(run), run.block.type, type))
    const [first] = parts
    return first !== undefined && parts.length === 1 ? first : this.sketch.op('Concat', parts, LAST_AXIS)
  }

  private placeOf(column: string): Place {
    const found = this.places.get(column)
    if (found) return found
    const { tensor, type } = this.open(column)
    const place = { block: { tensor, width: 1, type }, index: 0 }
    this.places.set(column, place)
    return place
  }

  private cut({ block, from, to }: Run): string {
    if (from === 0 && to === block.width) return block.tensor
    const { sketch } = this
    const bounds = [sketch.integers('from', [from]), sketch.integers('to', [to])]
    return sketch.op('Slice', [block.tensor, ...bounds, sketch.integers('axes', [-1])])
  }

  private cast(tensor: string, from: CellType, to: CellType): string {
    return from === to ? tensor : this.sketch.op('Cast', [tensor], { to: TYPES[to] })
  }
}

/** Columns that stand side by side in one tensor are taken as one. */
function toRuns(places: readonly Place[]): Run[] {
  const runs: Run[] = []
  for (const { block, index } of places) {
    const last = runs.at(-1)
    if (last && last.block === block && last.to === index) last.to++
    else runs.push({ block, from: index, to: index + 1 })
  }
  return runs
}
