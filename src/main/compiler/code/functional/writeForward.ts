/** @file The forward pass of a network as lines of code, a name a layer. */
import { invariant } from '../../../../shared/errors/appError'
import type { ModelPlan } from '../../compile/modelPlan'
import type { Dialect, FunctionName } from './dialect'
import { writeLayerCall } from './layers/registry'
import { Sketch, type Flow } from './sketch'

export interface Forward {
  readonly lines: readonly string[]
  /** What the last layer gives, before the head's activation. */
  readonly logits: string
  readonly called: ReadonlySet<FunctionName>
}

/** @param inputName how an input of the data is called in the function's arguments */
export function writeForward(
  plan: ModelPlan,
  dialect: Dialect,
  inputName: (name: string) => string,
): Forward {
  const sketch = new Sketch(dialect)
  const made: Flow[] = []
  for (const { spec, sources, place } of plan.layers) {
    const inputs = sources.map((source): Flow => {
      if (source.kind === 'data') return { value: { code: inputName(source.input.name) }, mask: null }
      const found = made[source.index]
      invariant(found, 'a layer reads what stands before it')
      return found
    })
    const [input] = inputs
    invariant(input, `${spec.id} reads nothing`)
    const { value, mask } = writeLayerCall(spec, { sketch, place, inputs, input })
    made.push({ value: sketch.name(`h_${spec.id}`, value), mask: mask && sketch.name(`m_${spec.id}`, mask) })
  }
  return { lines: sketch.lines, logits: made.at(-1)?.value.code ?? '', called: sketch.called }
}
