/** @file A loop of TensorFlow nodes (Yu et al. 2018, "Dynamic control flow in large-scale machine learning"). */
import { attribute, type NodeAttributes, type TensorFlowType } from '../../proto'
import type { TensorFlowEmitter } from '../../tensorFlowEmitter'

/** Steps wait for each other, so that more of them at a time would only wait. */
const ITERATIONS_AT_A_TIME = 4

export interface Carried {
  /** Before the first turn. */
  readonly name: string
  readonly element: TensorFlowType
}

export interface Turns {
  /** @returns name of a bool: whether there is another turn. */
  readonly goesOn: (carried: readonly string[]) => string
  /** @returns what is carried into the next turn. */
  readonly body: (carried: readonly string[]) => readonly string[]
}

export class GraphLoop {
  private readonly frame: string
  private readonly entered = new Map<string, string>()

  constructor(
    private readonly emitter: TensorFlowEmitter,
    private readonly carried: readonly Carried[],
  ) {
    this.frame = emitter.freshName('loop')
  }

  /** @returns what is carried after the last turn. */
  run({ goesOn, body }: Turns): string[] {
    const { emitter, carried } = this
    const backs = carried.map(() => emitter.freshName('NextIteration'))
    const merged = carried.map(({ name, element }, index) => {
      const entered = emitter.add('Enter', [name], this.entry(element, false))
      const back = backs[index] ?? ''
      return emitter.add('Merge', [entered, back], { ...typed(element), N: attribute.int(2) })
    })
    const [condition = ''] = this.inside(merged, () => [goesOn(merged)])
    const isOn = emitter.add('LoopCond', [condition])
    const switches = carried.map(({ element }, index) =>
      emitter.add('Switch', [merged[index] ?? '', isOn], typed(element)),
    )
    const given = switches.map((name) => `${name}:1`)
    const made = this.inside(given, () => body(given))
    backs.forEach((name, index) => {
      const inputs = [made[index] ?? '']
      emitter.addNamed(name, 'NextIteration', { inputs, attributes: typed(carried[index]?.element) })
    })
    return switches.map((name, index) => emitter.add('Exit', [name], typed(carried[index]?.element)))
  }

  /** Nodes that read nothing of the loop stand before it; those that do read what is outside through a door. */
  private inside(own: readonly string[], make: () => readonly string[]): readonly string[] {
    const { emitter } = this
    const within = new Set(own.map(nodeOf))
    let made: readonly string[] = []
    const nodes = emitter.nest(() => {
      made = make()
    })
    const bringIn = (input: string): string => (within.has(nodeOf(input)) ? input : this.enter(input))
    for (const node of nodes) {
      const isInside = node.inputs.some((input) => within.has(nodeOf(input)))
      if (isInside) within.add(node.name)
      emitter.append(isInside ? { ...node, inputs: node.inputs.map(bringIn) } : node)
    }
    return made.map(bringIn)
  }

  /** The same at every turn. */
  private enter(name: string): string {
    const { emitter, entered } = this
    const door = entered.get(name) ?? emitter.add('Enter', [name], this.entry(emitter.elementOf(name), true))
    entered.set(name, door)
    return door
  }

  private entry(element: TensorFlowType, isSame: boolean): NodeAttributes {
    return {
      ...typed(element),
      frame_name: attribute.text(this.frame),
      is_constant: attribute.bool(isSame),
      parallel_iterations: attribute.int(ITERATIONS_AT_A_TIME),
    }
  }
}

/** `node:1` and `^node` are of `node`. */
function nodeOf(output: string): string {
  return output.replace(/^\^/u, '').replace(/:\d+$/u, '')
}

function typed(element: TensorFlowType = 'float32'): NodeAttributes {
  return { T: attribute.type(element) }
}
