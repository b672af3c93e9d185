/** @file Who reads whom in a graph of Keras: what stands for a tensor in the arguments of a call, in both of its spellings. */
import * as v from 'valibot'

/** Keras 3: an object in `args` or `kwargs`. */
const Tensor = v.looseObject({
  class_name: v.literal('__keras_tensor__'),
  config: v.looseObject({ keras_history: v.looseTuple([v.string()]) }),
})
/** Keras 2 and TensorFlow.js: [layer, call, output], and settings of the call behind the first one. */
const Place = v.looseTuple([v.string(), v.number(), v.number()])
const Settings = v.record(v.string(), v.unknown())
const Call = v.looseObject({ args: v.array(v.unknown()), kwargs: v.optional(Settings, {}) })

/** Arguments that are tensors, in the order in which Fettle's layers read them; masks go their own way. */
const TENSOR_ARGUMENTS = ['query', 'inputs', 'value', 'key']

/** @returns the names of the layers that a call, or a list of places, reads. */
export function readTensors(call: unknown): string[] {
  const whole = v.safeParse(Call, call)
  if (!whole.success) return listPlaces(call)
  const { args, kwargs } = whole.output
  return [...args.flatMap(listTensors), ...namedTensors(kwargs, listTensors)]
}

/** @returns what a call says besides tensors: `use_causal_mask`. */
export function callSettings(call: unknown): Record<string, unknown> {
  const whole = v.safeParse(Call, call)
  const settings = whole.success ? whole.output.kwargs : Object.assign({}, ...placesIn(call).map(settingsOf))
  return Object.fromEntries(
    Object.entries(settings as Record<string, unknown>).filter(
      ([key, value]) => key !== 'mask' && listTensors(value).length === 0 && !v.is(Place, value),
    ),
  )
}

function listTensors(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listTensors)
  const tensor = v.safeParse(Tensor, value)
  return tensor.success ? [tensor.output.config.keras_history[0]] : []
}

function namedTensors(settings: Record<string, unknown>, list: (value: unknown) => string[]): string[] {
  return TENSOR_ARGUMENTS.flatMap((name) => list(settings[name]))
}

function listPlaces(call: unknown): string[] {
  return placesIn(call).flatMap((place) => [
    place[0],
    ...namedTensors(settingsOf(place), (value) => placesIn(value).map(([name]) => name)),
  ])
}

type Place = readonly [string, number, number, ...unknown[]]

function placesIn(value: unknown): Place[] {
  if (v.is(Place, value)) return [value as unknown as Place]
  return Array.isArray(value) ? value.flatMap(placesIn) : []
}

function settingsOf([, , , settings]: Place): Record<string, unknown> {
  const read = v.safeParse(Settings, settings)
  return read.success ? read.output : {}
}
