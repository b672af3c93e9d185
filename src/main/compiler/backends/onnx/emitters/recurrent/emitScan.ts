/** @file Steps one after the other in ONNX: a `Scan`, or where a device has none, the nodes of the step as often as there are steps. */
import type { OnnxEmitter } from '../../onnxEmitter'
import { attribute, type OnnxGraph, type OnnxNode } from '../../proto'

export interface ScanForm {
  /** (states, an item of each sequence) → (states, results). */
  readonly body: OnnxGraph
  readonly stateCount: number
  readonly isBackward: boolean
  readonly steps: number
}

/** @param inputs first states, then sequences with the steps as their first axis @returns the last states, then all results. */
export function emitScan(emitter: OnnxEmitter, inputs: readonly string[], form: ScanForm): string[] {
  return emitter.device === 'cpu' ? asOperator(emitter, inputs, form) : unrolled(emitter, inputs, form)
}

function asOperator(
  emitter: OnnxEmitter,
  inputs: readonly string[],
  { body, stateCount, isBackward }: ScanForm,
): string[] {
  const directions = (count: number) =>
    attribute.ints(Array.from({ length: count }, () => Number(isBackward)))
  const sequenceCount = inputs.length - stateCount
  return emitter.addMany('Scan', inputs, {
    outputs: body.outputs.length,
    attributes: {
      body: attribute.graph(body),
      num_scan_inputs: attribute.int(sequenceCount),
      scan_input_directions: directions(sequenceCount),
      scan_output_directions: directions(body.outputs.length - stateCount),
    },
  })
}

function unrolled(
  emitter: OnnxEmitter,
  inputs: readonly string[],
  { body, stateCount, isBackward, steps }: ScanForm,
): string[] {
  let states = inputs.slice(0, stateCount)
  const items = inputs.slice(stateCount).map((sequence) => itemsOf(emitter, sequence, steps))
  const results = body.outputs.slice(stateCount).map((): string[] => [])
  for (let done = 0; done < steps; done++) {
    const step = isBackward ? steps - 1 - done : done
    const made = repeat(emitter, body, [...states, ...items.map((item) => item[step] ?? '')])
    states = made.slice(0, stateCount)
    made.slice(stateCount).forEach((name, index) => {
      const places = results[index]
      if (places) places[step] = name
    })
  }
  return [...states, ...results.map((names) => behindEachOther(emitter, names))]
}

/** The nodes of a step once more, every value that they make under a name of its own. @returns its outputs. */
function repeat(
  emitter: OnnxEmitter,
  { inputs, outputs, nodes }: OnnxGraph,
  given: readonly string[],
): string[] {
  const names = new Map(inputs.map(({ name }, index) => [name, given[index] ?? '']))
  const nameOf = (name: string): string => names.get(name) ?? name
  for (const node of nodes) {
    const copy: OnnxNode = {
      ...node,
      inputs: node.inputs.map(nameOf),
      outputs: node.outputs.map(() => emitter.freshName()),
    }
    node.outputs.forEach((name, index) => names.set(name, copy.outputs[index] ?? ''))
    emitter.nodes.push(copy)
  }
  return outputs.map(({ name }) => nameOf(name))
}

function itemsOf(emitter: OnnxEmitter, sequence: string, steps: number): string[] {
  return Array.from({ length: steps }, (_, step) =>
    emitter.add('Squeeze', [
      emitter.add('Slice', [
        sequence,
        emitter.list('int64', [step]),
        emitter.list('int64', [step + 1]),
        emitter.list('int64', [0]),
      ]),
      emitter.list('int64', [0]),
    ]),
  )
}

function behindEachOther(emitter: OnnxEmitter, names: readonly string[]): string {
  const first = emitter.list('int64', [0])
  const rows = names.map((name) => emitter.add('Unsqueeze', [name, first]))
  return emitter.add('Concat', rows, { axis: attribute.int(0) })
}
