/** @file A fitted recipe as ONNX nodes: from raw columns to the inputs of the network. */
import type { FittedInput, FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { attribute } from '../backends/onnx/proto'
import type { OnnxSketch } from './onnxSketch'

type FittedNumber = Extract<FittedInput, { kind: 'number' }>
type FittedCategory = Extract<FittedInput, { kind: 'category' }>

/** A raw column of the exported model. */
export interface RawColumn {
  readonly column: string
  /** The name of the graph's input: the column's own unless it clashes with an output. */
  readonly input: string
  readonly kind: 'number' | 'date' | 'category'
}

export interface Preprocessed {
  /** Names the tensor [N, features]. */
  readonly features: string
  readonly columns: readonly RawColumn[]
}

const FLOAT = attribute.int(1)
const LAST_AXIS = { axis: attribute.int(1) }

/** Numbers that stand side by side in the recipe are handled as one tensor. */
export function emitPreprocessing(sketch: OnnxSketch, { inputs }: FittedRecipe): Preprocessed {
  const columns = inputs.map((fitted) => emitInput(sketch, fitted))
  const parts: string[] = []
  for (let at = 0; at < inputs.length;) {
    const numbers = takeNumbers(inputs, at)
    const names = columns.slice(at, at + Math.max(1, numbers.length)).map((column) => column.input)
    const fitted = inputs[at]
    if (fitted?.kind === 'category') parts.push(emitCategory(sketch, fitted, names.join('')))
    else parts.push(emitNumbers(sketch, numbers, names))
    at += names.length
  }
  return { features: join(sketch, parts), columns }
}

function emitInput(sketch: OnnxSketch, fitted: FittedInput): RawColumn {
  const isNumber = fitted.kind === 'number'
  const input = sketch.input(fitted.column, isNumber ? 'float32' : 'string', ['N', 1])
  return { column: fitted.column, input, kind: !isNumber ? 'category' : fitted.isDate ? 'date' : 'number' }
}

function takeNumbers(inputs: readonly FittedInput[], from: number): FittedNumber[] {
  const numbers: FittedNumber[] = []
  for (const fitted of inputs.slice(from)) {
    if (fitted.kind !== 'number') break
    numbers.push(fitted)
  }
  return numbers
}

function join(sketch: OnnxSketch, parts: readonly string[]): string {
  const [only, ...others] = parts
  return only !== undefined && others.length === 0 ? only : sketch.op('Concat', parts, LAST_AXIS)
}

/** `((x or fill) − center) / scale`; without a fill a missing number stays NaN. */
function emitNumbers(sketch: OnnxSketch, numbers: readonly FittedNumber[], names: readonly string[]): string {
  const floats = (name: string, value: (fitted: FittedNumber) => number): string =>
    sketch.floats(name, [numbers.length], numbers.map(value))
  const raw = join(sketch, names)
  const filled = sketch.op('Where', [
    sketch.op('IsNaN', [raw]),
    floats('fill', ({ fill }) => fill ?? NaN),
    raw,
  ])
  // In two steps, because a large center (a year, a date) is not exact in float32 and its error would be divided by scale.
  const near = sketch.op('Sub', [filled, floats('center', ({ center }) => center)])
  const centered = sketch.op('Sub', [
    near,
    floats('center_rest', ({ center }) => center - Math.fround(center)),
  ])
  return sketch.op('Div', [centered, floats('scale', ({ scale }) => scale)])
}

/** One column of zeros and ones a category (and one for "other"), or the scaled rank. */
function emitCategory(sketch: OnnxSketch, fitted: FittedCategory, input: string): string {
  const { categories, fill, hasOther, method, center, scale } = fitted
  const isEqual = sketch.op('Equal', [input, sketch.strings('categories', categories)])
  const isCategory = fill === null || fill === '' ? isEqual : orFilled(sketch, fitted, { input, isEqual })
  const known = sketch.op('Cast', [isCategory], { to: FLOAT })
  const vector = hasOther ? withOther(sketch, known) : known
  if (method === 'oneHot') return vector
  const ranks = Array.from(
    { length: categories.length + Number(hasOther) },
    (_, rank) => (rank - center) / scale,
  )
  return sketch.op('MatMul', [vector, sketch.floats('ranks', [ranks.length, 1], ranks)])
}

/** A missing text ("") counts as the category that fills it. */
function orFilled(
  sketch: OnnxSketch,
  { categories, fill }: FittedCategory,
  at: { input: string; isEqual: string },
): string {
  const isMissing = sketch.op('Equal', [at.input, sketch.strings('missing', [''])])
  const isFill = sketch.booleans(
    'fill',
    categories.map((category) => category === fill),
  )
  return sketch.op('Or', [at.isEqual, sketch.op('And', [isMissing, isFill])])
}

function withOther(sketch: OnnxSketch, known: string): string {
  const count = sketch.op('ReduceSum', [known, sketch.integers('axes', [1])], { keepdims: attribute.int(1) })
  return sketch.op('Concat', [known, sketch.op('Sub', [sketch.floats('one', [1], [1]), count])], LAST_AXIS)
}
