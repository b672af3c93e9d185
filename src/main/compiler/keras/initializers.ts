/** @file First values of weights in Keras's words. They change where training begins, not what a layer does. */
import * as v from 'valibot'
import type { InitializerName } from '../../../shared/domain/modelSpec'
import { kerasObject, type Json } from './format'
import type { KerasConfig } from './kerasConfig'

export interface FirstValues {
  readonly initializer: InitializerName
  readonly initialScale: number
}

interface KerasInitializer {
  readonly className: string
  readonly config?: (scale: number) => Readonly<Record<string, Json>>
}

const WRITERS: Readonly<Record<InitializerName, KerasInitializer>> = {
  heNormal: { className: 'HeNormal' },
  heUniform: { className: 'HeUniform' },
  glorotNormal: { className: 'GlorotNormal' },
  glorotUniform: { className: 'GlorotUniform' },
  lecunNormal: { className: 'LecunNormal' },
  lecunUniform: { className: 'LecunUniform' },
  orthogonal: { className: 'Orthogonal', config: () => ({ gain: 1 }) },
  normal: { className: 'RandomNormal', config: (stddev) => ({ mean: 0, stddev }) },
  truncatedNormal: { className: 'TruncatedNormal', config: (stddev) => ({ mean: 0, stddev }) },
  uniform: { className: 'RandomUniform', config: (limit) => ({ minval: -limit, maxval: limit }) },
  constant: { className: 'Constant', config: (value) => ({ value }) },
  zeros: { className: 'Zeros' },
}

export function writeInitializer({ initializer, initialScale }: FirstValues): Json {
  const { className, config } = WRITERS[initializer]
  return kerasObject('initializers', className, config?.(initialScale))
}

const DEFAULT_SCALE = 0.05
const named = (initializer: InitializerName, initialScale = DEFAULT_SCALE): FirstValues => ({
  initializer,
  initialScale,
})

interface Arguments {
  number(key: string, fallback: number): number
  text(key: string, fallback: string): string
}

/** Null where Fettle has nothing of the kind. */
type Reading = (from: Arguments) => FirstValues | null

const uniform: Reading = ({ number }) => {
  const [low, high] = [number('minval', -DEFAULT_SCALE), number('maxval', DEFAULT_SCALE)]
  return low === -high ? named('uniform', high) : null
}
const normal =
  (initializer: 'normal' | 'truncatedNormal'): Reading =>
  ({ number }) =>
    number('mean', 0) === 0 ? named(initializer, number('stddev', DEFAULT_SCALE)) : null

/** What all the initialisers of the variance are in Keras 2 and TensorFlow.js: `scale mode distribution`. */
const VARIANCES: Readonly<Record<string, InitializerName>> = {
  '2 fanin normal': 'heNormal',
  '2 fanin uniform': 'heUniform',
  '1 fanavg normal': 'glorotNormal',
  '1 fanavg uniform': 'glorotUniform',
  '1 fanin normal': 'lecunNormal',
  '1 fanin uniform': 'lecunUniform',
}
const variance: Reading = ({ number, text }) => {
  const distribution = text('distribution', 'normal').replace('truncated_', '').toLowerCase()
  const mode = text('mode', 'fan_in').replace('_', '').toLowerCase()
  const found = VARIANCES[`${number('scale', 1)} ${mode} ${distribution}`]
  return found === undefined ? null : named(found)
}

/** By the name of the class without case and underscores, the short names of Keras 2 among them. */
const READERS: Readonly<Record<string, Reading>> = {
  henormal: () => named('heNormal'),
  heuniform: () => named('heUniform'),
  glorotnormal: () => named('glorotNormal'),
  glorotuniform: () => named('glorotUniform'),
  lecunnormal: () => named('lecunNormal'),
  lecununiform: () => named('lecunUniform'),
  orthogonal: ({ number }) => (number('gain', 1) === 1 ? named('orthogonal') : null),
  randomnormal: normal('normal'),
  normal: normal('normal'),
  truncatednormal: normal('truncatedNormal'),
  randomuniform: uniform,
  uniform,
  constant: ({ number }) => named('constant', number('value', 0)),
  zeros: () => named('zeros'),
  zero: () => named('zeros'),
  ones: () => named('constant', 1),
  one: () => named('constant', 1),
  variancescaling: variance,
}

const Named = v.looseObject({
  class_name: v.string(),
  config: v.optional(v.record(v.string(), v.unknown()), {}),
})
const Initializer = v.union([
  Named,
  v.pipe(
    v.string(),
    v.transform((name) => ({ class_name: name, config: {} as Record<string, unknown> })),
  ),
])

/** One that Fettle has not gives way to `fallback`, with a remark. */
export function readInitializer(config: KerasConfig, key: string, fallback: InitializerName): FirstValues {
  if (!config.has(key)) return named(fallback)
  const { class_name: className, config: values } = config.read(key, Initializer)
  const found = READERS[className.replaceAll('_', '').toLowerCase()]?.({
    number: (name, usual) => (typeof values[name] === 'number' ? values[name] : usual),
    text: (name, usual) => (typeof values[name] === 'string' ? values[name] : usual),
  })
  if (found && found.initialScale >= 0 && found.initialScale <= 10) return found
  config.remark('initializerReplaced', { initializer: className })
  return named(fallback)
}
