/** @file What of a frame a model reads: figures side by side, tokens, pictures, an input each. */
import { countTokens } from '../../../shared/domain/fittedText'
import type { FittedInput, FittedWindow } from '../../../shared/domain/fittedRecipe'
import { MAIN_INPUT, type InputSpec } from '../../../shared/domain/modelInput'
import type { Primitive } from '../../../shared/domain/primitives'
import { AppError } from '../../../shared/errors/appError'
import type { Frame } from './frame/frame'

export interface InputsRequest {
  readonly frame: Frame
  /** Columns in the order in which figures stand. */
  readonly order: readonly string[]
  readonly primitives: readonly Primitive[]
  readonly window: FittedWindow | null
}

/**
 * The main input comes first: figures where there are any, else tokens, else pictures. The others are called by their column.
 * @throws {dataset/no-inputs} where the recipe left nothing to read.
 */
export function listInputs({ frame, order, primitives, window }: InputsRequest): FittedInput[] {
  const named = (kind: string) => order.filter((name) => frame.get(name).kind === kind)
  const features = named('figures')
  const found = [
    ...(features.length > 0 ? [figuresInput(features, window)] : []),
    ...named('tokens').map((column) => tokensInput(column, primitives)),
    ...named('pictures').map((column) => pictureInput(column, frame)),
  ]
  if (found.length === 0) throw new AppError('dataset/no-inputs')
  const nameInput = createInputNamer()
  return found.map(({ column, spec, source }, place) => ({
    spec: { ...spec, name: place === 0 ? MAIN_INPUT : nameInput(column) },
    source,
  }))
}

type NamelessInput = Pick<FittedInput, 'source'> & {
  readonly column: string
  readonly spec: Omit<InputSpec, 'name'>
}

function figuresInput(features: string[], window: FittedWindow | null): NamelessInput {
  const spec = window
    ? { kind: 'sequence' as const, shape: [window.lookback, features.length] }
    : { kind: 'table' as const, shape: [features.length] }
  return { column: MAIN_INPUT, spec: { ...spec, vocabulary: 0 }, source: { kind: 'figures', features } }
}

function tokensInput(column: string, primitives: readonly Primitive[]): NamelessInput {
  const made = primitives.find((primitive) => primitive.kind === 'tokens' && primitive.column === column)
  const fitted = made?.kind === 'tokens' ? made.fitted : null
  return {
    column,
    spec: {
      kind: 'tokens',
      shape: [fitted?.settings.length ?? 1],
      vocabulary: fitted ? countTokens(fitted) : 0,
    },
    source: { kind: 'tokens', column },
  }
}

function pictureInput(column: string, frame: Frame): NamelessInput {
  const found = frame.get(column)
  const shape =
    found.kind === 'pictures' ? [found.geometry.height, found.geometry.width, found.geometry.channels] : [1]
  return { column, spec: { kind: 'image', shape, vocabulary: 0 }, source: { kind: 'picture', column } }
}

/** Longest name of an input, as of a layer. */
const LONGEST = 31

/** @returns a function from names of columns to names of inputs: letters and digits, the first one a small letter. */
function createInputNamer(): (column: string) => string {
  const taken = new Set<string>([MAIN_INPUT])
  return (column) => {
    const words = column.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
    const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
    const wanted = (joined.charAt(0).toLowerCase() + joined.slice(1)).replace(/^[^a-z]+/, '') || 'input'
    let name = wanted.slice(0, LONGEST)
    for (let copy = 2; taken.has(name); copy++) name = `${wanted.slice(0, LONGEST - 4)}${copy}`
    taken.add(name)
    return name
  }
}
