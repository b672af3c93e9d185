/** @file The columns of a frame: figures, texts, sequences of tokens, pictures. Their contents never change. */
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'

export interface FigureColumn {
  readonly kind: 'figures'
  /** NaN where missing; worked out when it is asked for. */
  readonly values: Float64Array
  /** Whether the figures are days since 1970-01-01. */
  readonly isDate: boolean
}

export interface TextColumn {
  readonly kind: 'texts'
  /** Places in `texts`, −1 where missing. Some texts may occur in no row. */
  readonly codes: Int32Array
  readonly texts: readonly string[]
  readonly use: 'category' | 'text' | 'picture'
}

export interface TokenColumn {
  readonly kind: 'tokens'
  readonly length: number
  /** [rows, length]; worked out when it is asked for. */
  readonly cells: Int32Array
}

/** Pictures that are still to be decoded: paths in their source, brought to a geometry. */
export interface PictureColumn {
  readonly kind: 'pictures'
  readonly codes: Int32Array
  readonly texts: readonly string[]
  readonly geometry: PictureGeometry
}

export type FrameColumn = FigureColumn | TextColumn | TokenColumn | PictureColumn

export function toFigures(values: Float64Array, isDate = false): FigureColumn {
  return { kind: 'figures', values, isDate }
}

/** Work that is done once, when it is first asked for; what it was made from is let go then. */
class Once<T> {
  private state: { readonly make: () => T } | { readonly made: T }

  constructor(make: () => T) {
    this.state = { make }
  }

  get(): T {
    if ('make' in this.state) this.state = { made: this.state.make() }
    return this.state.made
  }
}

/** @param isKept whether the figures stay in memory once they were made; else they are made anew each time. */
export function lazyFigures(make: () => Float64Array, isKept: boolean, isDate = false): FigureColumn {
  const once = isKept ? new Once(make) : null
  return {
    kind: 'figures',
    isDate,
    get values() {
      return once ? once.get() : make()
    },
  }
}

export function lazyTokens(make: () => Int32Array, length: number): TokenColumn {
  const once = new Once(make)
  return {
    kind: 'tokens',
    length,
    get cells() {
      return once.get()
    },
  }
}

/** @returns a function that does the work when it is first called. */
export function once<T>(make: () => T): () => T {
  const work = new Once(make)
  return () => work.get()
}
