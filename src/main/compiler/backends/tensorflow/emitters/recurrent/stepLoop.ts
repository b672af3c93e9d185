/** @file Steps one after the other in TensorFlow: the nodes of a step as often as there are steps, or a loop of the graph. */
import { attribute, type NodeAttributes, type TensorFlowType } from '../../proto'
import type { TensorFlowEmitter } from '../../tensorFlowEmitter'
import { GraphLoop } from './graphLoop'

/** So few steps run twice as fast one behind the other; more of them would make the graph long, and its first run slow. */
const UNROLLED = 16

const INT32 = attribute.type('int32')

/** A value that the steps hand on, or pick an item of. */
export interface Passed {
  readonly name: string
  /** @default 'float32' */
  readonly element?: TensorFlowType
}

export interface StepResults {
  readonly next: readonly string[]
  /** One behind the other they become the results of the loop. */
  readonly results: readonly string[]
}

export interface StepLoop {
  readonly emitter: TensorFlowEmitter
  /** Their first values. */
  readonly states: readonly Passed[]
  /** With the steps as their first axis. */
  readonly sequences: readonly Passed[]
  /** What the results hold, each: as many as there are. */
  readonly results: readonly TensorFlowType[]
  readonly isBackward: boolean
  readonly steps: number
  /** Appends the nodes of a step, which get its states and items by name. */
  readonly step: (states: readonly string[], items: readonly string[]) => StepResults
}

/** What the steps leave. */
export interface StepTraces {
  readonly states: readonly string[]
  /** [steps, ...], each with the items that it was made from. */
  readonly results: readonly string[]
}

export function runSteps(loop: StepLoop): StepTraces {
  // What repeats within a repeated step is few.
  return loop.steps <= UNROLLED || loop.emitter.isNested ? unrolled(loop) : looped(loop)
}

/** Floats that are handed on and kept. */
export function floats(...names: readonly string[]): Passed[] {
  return names.map((name) => ({ name }))
}

/** @returns results of so many floats. */
export function floatResults(count: number): TensorFlowType[] {
  return Array.from({ length: count }, () => 'float32' as const)
}

function unrolled({ emitter, sequences, isBackward, steps, step, ...loop }: StepLoop): StepTraces {
  let states = loop.states.map(({ name }) => name)
  const items = sequences.map((sequence) => itemsOf(emitter, sequence, steps))
  const results = loop.results.map((): string[] => [])
  for (let done = 0; done < steps; done++) {
    const place = isBackward ? steps - 1 - done : done
    const made = step(
      states,
      items.map((item) => item[place] ?? ''),
    )
    states = [...made.next]
    for (const [index, name] of made.results.entries()) (results[index] ?? [])[place] = name
  }
  return {
    states,
    results: results.map((names, index) =>
      emitter.add('Pack', names, { ...typed(loop.results[index]), N: attribute.int(steps) }),
    ),
  }
}

function itemsOf(emitter: TensorFlowEmitter, { name, element }: Passed, steps: number): string[] {
  const first = emitter.once(`items ${name}`, () =>
    emitter.add('Unpack', [name], { ...typed(element), num: attribute.int(steps) }),
  )
  return Array.from({ length: steps }, (_, step) => (step === 0 ? first : `${first}:${step}`))
}

function looped({ emitter, states, sequences, steps, step, ...form }: StepLoop): StepTraces {
  const arrays = form.results.map((element) => openArray(emitter, element ?? 'float32', steps))
  const [first, next] = form.isBackward ? [steps - 1, -1] : [0, 1]
  const loop = new GraphLoop(emitter, [
    { name: emitter.integer(first), element: 'int32' },
    ...states.map(({ name, element = 'float32' }) => ({ name, element })),
    ...arrays.map(({ flow }) => ({ name: flow, element: 'float32' as const })),
  ])
  const left = loop.run({
    goesOn: ([place = '']) =>
      form.isBackward
        ? emitter.add('GreaterEqual', [place, emitter.integer(0)], { T: INT32 })
        : emitter.add('Less', [place, emitter.integer(steps)], { T: INT32 }),
    body: ([place = '', ...carried]) => {
      const items = sequences.map((sequence) => itemAt(emitter, sequence, place))
      const made = step(carried.slice(0, states.length), items)
      const flows = carried.slice(states.length)
      const written = made.results.map((name, index) =>
        emitter.add('TensorArrayWriteV3', [arrays[index]?.handle ?? '', place, name, flows[index] ?? ''], {
          ...typed(form.results[index]),
        }),
      )
      return [emitter.add('AddV2', [place, emitter.integer(next)], { T: INT32 }), ...made.next, ...written]
    },
  })
  const places = emitter.list(Array.from({ length: steps }, (_, place) => place))
  return {
    states: left.slice(1, 1 + states.length),
    results: arrays.map(({ handle, element }, index) =>
      emitter.add('TensorArrayGatherV3', [handle, places, left[1 + states.length + index] ?? ''], {
        dtype: attribute.type(element),
        element_shape: attribute.shape(null),
      }),
    ),
  }
}

interface ResultArray {
  readonly element: TensorFlowType
  readonly handle: string
  /** Orders what is written and read. */
  readonly flow: string
}

function openArray(emitter: TensorFlowEmitter, element: TensorFlowType, steps: number): ResultArray {
  const attributes = { dtype: attribute.type(element), element_shape: attribute.shape(null) }
  const [handle = '', flow = ''] = emitter.addMany('TensorArrayV3', [emitter.integer(steps)], {
    attributes,
    outputs: 2,
  })
  return { element, handle, flow }
}

function itemAt(emitter: TensorFlowEmitter, { name, element = 'float32' }: Passed, place: string): string {
  return emitter.add('GatherV2', [name, place, emitter.integer(0)], {
    ...{ Tparams: attribute.type(element), Tindices: INT32, Taxis: INT32 },
    batch_dims: attribute.int(0),
  })
}

function typed(element: TensorFlowType = 'float32'): NodeAttributes {
  return { T: attribute.type(element) }
}
