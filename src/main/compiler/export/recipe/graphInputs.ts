/** @file What an exported model reads: the raw columns of its recipe, and tensors that another program makes of them. */
import type { FittedRecipe } from '../../../../shared/domain/fittedRecipe'
import type { FittedTfidf, FittedTokens } from '../../../../shared/domain/fittedText'
import type { InputSpec } from '../../../../shared/domain/modelInput'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import type { OnnxValueInfo } from '../../backends/onnx/proto'
import type { OnnxSketch } from '../onnxSketch'
import type { RawBlock } from './columnFrame'

interface Input {
  /** The name of the graph's input: the column's own unless it clashes with another name. */
  readonly input: string
  readonly column: string
  /** Sizes of the axes but the rows. */
  readonly shape: readonly number[]
}

/**
 * - `number`: float, NaN where missing; `date`: double, days since 1970-01-01, NaN where missing; `category`: string, ""
 *   where missing; [1] each, or [steps, 1] of a series
 * - `tokens`: int64 [length]; `terms`: float [terms], how often each stands in the text; `picture`: uint8 [height, width, channels]
 * - `tensor`: an input of the data that no recipe makes, as it is
 */
export type RawInput = Input &
  (
    | { readonly kind: 'number' | 'date' | 'category' }
    | { readonly kind: 'tokens'; readonly fitted: FittedTokens }
    | { readonly kind: 'terms'; readonly fitted: FittedTfidf }
    | { readonly kind: 'picture'; readonly geometry: PictureGeometry }
    | { readonly kind: 'tensor'; readonly spec: InputSpec }
  )

type Details = RawInput extends infer One ? (One extends RawInput ? Omit<One, 'input'> : never) : never

const TYPES: { readonly [Kind in RawInput['kind']]: OnnxValueInfo['dataType'] } = {
  number: 'float32',
  date: 'float64',
  category: 'string',
  tokens: 'int64',
  terms: 'float32',
  picture: 'uint8',
  tensor: 'float32',
}

/** Inputs are made when something reads them, so that a model has no others. */
export class GraphInputs {
  private readonly made: RawInput[] = []
  private readonly kinds: ReadonlyMap<string, 'number' | 'date' | 'category'>
  private readonly order: ReadonlyMap<string, number>

  constructor(
    private readonly sketch: OnnxSketch,
    reads: FittedRecipe['reads'],
  ) {
    this.kinds = new Map(
      reads.map(({ column, kind }) => [column, kind === 'number' || kind === 'date' ? kind : 'category']),
    )
    this.order = new Map(reads.map(({ column }, index) => [column, index]))
  }

  /** @returns the name of the graph's input. */
  add(details: Details): string {
    const isTokens = details.kind === 'tensor' && details.spec.kind === 'tokens'
    const type = isTokens ? 'int64' : TYPES[details.kind]
    const input = this.sketch.input(details.column, type, ['N', ...details.shape])
    this.made.push({ ...details, input })
    return input
  }

  /** A column of the source, or one that was made of earlier rows of a series. */
  addColumn(column: string, shape: readonly number[]): RawBlock {
    const kind = this.kinds.get(column) ?? 'number'
    const tensor = this.add({ kind, column, shape })
    return { tensor, type: kind === 'number' ? 'float32' : kind === 'date' ? 'float64' : 'string' }
  }

  /** @returns those that are read in the end, in the order of the recipe. */
  list(isRead: (input: string) => boolean): RawInput[] {
    const place = ({ column }: RawInput): number => this.order.get(column) ?? Infinity
    return this.made
      .filter(({ input }) => isRead(input))
      .sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)))
  }
}
