/** @file Named columns of the same rows, which the primitives of a recipe change one after the other. */
import { invariant } from '../../../../shared/errors/appError'
import { lazyFigures, type FigureColumn, type FrameColumn, type TextColumn } from './columns'

/** Up to so many figures in all, columns that were worked out stay in memory. */
const MOST_KEPT_FIGURES = 60_000_000

/** Names are a matter of the recipe that was fitted: one that is not there is a bug. */
export class Frame {
  private readonly columns: Map<string, FrameColumn>

  /** @param startOf of rows that follow each other in time, where the unbroken stretch of each begins. */
  constructor(
    readonly rowCount: number,
    columns: Iterable<readonly [string, FrameColumn]> = [],
    readonly startOf: Int32Array | null = null,
  ) {
    this.columns = new Map(columns)
  }

  get names(): string[] {
    return [...this.columns.keys()]
  }

  get size(): number {
    return this.columns.size
  }

  has(name: string): boolean {
    return this.columns.has(name)
  }

  get(name: string): FrameColumn {
    const column = this.columns.get(name)
    invariant(column, `no column ${name}`)
    return column
  }

  figures(name: string): FigureColumn {
    const column = this.get(name)
    invariant(column.kind === 'figures', `${name} holds no figures`)
    return column
  }

  texts(name: string): TextColumn {
    const column = this.get(name)
    invariant(column.kind === 'texts', `${name} holds no texts`)
    return column
  }

  set(name: string, column: FrameColumn): void {
    this.columns.set(name, column)
  }

  remove(name: string): void {
    this.columns.delete(name)
  }

  /** Sets figures that are worked out when they are asked for. */
  setLazily(name: string, make: () => Float64Array, isDate = false): void {
    const isKept = this.rowCount * this.columns.size <= MOST_KEPT_FIGURES
    this.columns.set(name, lazyFigures(make, isKept, isDate))
  }

  /** @returns a frame of the same columns, which goes its own way. */
  copy(): Frame {
    return new Frame(this.rowCount, this.columns, this.startOf)
  }
}
