/** @file A graph of the compiler as a TensorFlow graph in its library, for tests that compare it with the reference. */
import { emitForwardProgram } from '../../src/main/compiler/backends/tensorflow/emitForwardProgram'
import { encodeGraphDef } from '../../src/main/compiler/backends/tensorflow/proto'
import type { Graph } from '../../src/main/compiler/graph/graph'
import { type Tensor, tensor } from '../../src/main/compiler/reference/tensor'
import { openTensorFlow } from '../../src/main/training/runners/tensorflow/library'
import { TENSORFLOW } from './tensorFlowLibrary'

/** @returns the outputs by name; their sizes are asked of the library, too. */
export function runTensorFlowGraph(graph: Graph, fed: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const { graph: definition, feeds, fetches } = emitForwardProgram(graph)
  const library = openTensorFlow(TENSORFLOW ?? '')
  const session = library.openSession(encodeGraphDef(definition), { device: 'cpu', threads: 1 })
  try {
    const call = session.prepare({
      feeds: Object.values(feeds),
      fetches: Object.values(fetches),
      targets: [],
    })
    const types = new Map(graph.inputs.map(({ name, value }) => [name, value.type.element]))
    const results = call.runShaped(
      Object.keys(feeds).map((name) => {
        const { shape, values } = fed.get(name) ?? tensor([], [0])
        return types.get(name) === 'int32'
          ? { shape, values: Int32Array.from(values) }
          : { shape, values: Float32Array.from(values) }
      }),
    )
    return new Map(
      Object.keys(fetches).map((name, index) => {
        const { shape, values } = results[index] ?? { shape: [], values: new Float32Array() }
        return [name, tensor(shape, Array.from(values))]
      }),
    )
  } finally {
    session.release()
  }
}
