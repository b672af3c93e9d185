import { describe, expect, it } from 'vitest'
import { MODEL_GALLERY, type GalleryName } from '../../../test/support/modelGallery'
import { freeNetwork, runExample } from '../../main/compiler/example'
import { headOf } from '../../main/compiler/layers/head'
import { initialWeights } from '../../main/compiler/layers/initialWeights'
import { planModel } from '../../main/compiler/compile/modelPlan'
import { EXAMPLES, type Example, type ExampleTraining } from '../domain/example'
import { calculate, writeFormula } from '../formula'
import { createRandom } from '../util/random'
import { describeRound } from './describeRound'

const TRAINING: ExampleTraining = { optimizer: 'sgd', learningRate: 0.1, momentum: 0.9, rounds: 3 }

function preset(training: Partial<ExampleTraining> = {}): Example {
  const { network, changes } = EXAMPLES.mazur
  return runExample({
    ...freeNetwork(network),
    training: { ...TRAINING, ...training },
    ...{ row: changes.inputs, target: changes.target ?? [], weights: changes.weights },
  })
}

function ofGallery(name: GalleryName): Example {
  const model = MODEL_GALLERY[name]
  const random = createRandom(9)
  const { parameters } = planModel(model)
  const first = initialWeights(parameters, 2)
  const row = model.inputs.map(({ name: input, kind, shape }) => {
    const size = shape.reduce<number>((product, each) => product * each, 1)
    const draw = () => (kind === 'tokens' ? 1 + random.integer(8) : random.normal())
    return [input, Array.from({ length: size }, draw)] as const
  })
  return runExample({
    ...{
      layers: model.layers,
      inputs: model.inputs,
      head: headOf(model),
      row: Object.fromEntries(row),
      target: [1],
    },
    training: TRAINING,
    weights: Object.fromEntries(
      parameters.map(({ name: weight }, index) => [weight, [...(first[index] ?? [])]]),
    ),
  })
}

/** Every line whose numbers are written out gives the number of the graph. */
function expectTrue(example: Example): number {
  let lines = 0
  for (const at of example.rounds.keys()) {
    for (const step of describeRound(example, at)) {
      for (const { numbers, value, left } of step.lines) {
        expect(Number.isFinite(value), `${step.kind} ${writeFormula(left)}`).toBe(true)
        if (numbers === null) continue
        lines++
        expect(calculate(numbers), `${step.kind} of ${step.layer}: ${writeFormula(left)}`).toBeCloseTo(
          value,
          9,
        )
      }
    }
  }
  return lines
}

describe('describeRound', () => {
  it.each(['sgd', 'momentum', 'adam'] as const)(
    'tells a network of 2, 2 and 1 units whole, with %s',
    (optimizer) => {
      const example = preset({ optimizer })
      const steps = describeRound(example, 0)
      expect(steps.flatMap(({ lines }) => lines).filter(({ numbers }) => numbers === null)).toEqual([])
      expect(expectTrue(example)).toBeGreaterThan(60)
    },
  )

  it('goes forward, tells the loss, goes backward, and moves the weights', () => {
    const phases = describeRound(preset(), 0).map(({ phase }) => phase)
    expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual([
      ...['forward', 'loss', 'backward', 'update'],
    ])
  })

  it('writes formulas that one finds in books', () => {
    const steps = describeRound(preset(), 0)
    const text = steps.flatMap(({ lines }) =>
      lines.map(({ left, formula }) => `${writeFormula(left)} = ${writeFormula(formula)}`),
    )
    expect(text.slice(0, 3)).toEqual([
      'z_1^(1) = w_11^(1) · x_1 + w_21^(1) · x_2 + b_1^(1)',
      'z_2^(1) = w_12^(1) · x_1 + w_22^(1) · x_2 + b_2^(1)',
      'a_1^(1) = 1 / (1 + exp((−1) · z_1^(1)))',
    ])
    expect(text).toContain('∂L/∂w_11^(2) = ∂L/∂z_1^(2) · a_1^(1)')
    expect(text).toContain('∂L/∂z_1^(2) = ∂L/∂ŷ_1 · ŷ_1 · (1 − ŷ_1)')
  })

  it.each([
    ...(['dense', 'smooth activations', 'leaky dense', 'pictures', 'smooth pictures', 'steps'] as const),
    ...([
      'shaped steps',
      'text',
      'simple recurrence',
      'gates',
      'long memory',
      'residual',
      'several inputs',
    ] as const),
  ])('tells nothing wrong of %s', (name) => {
    expect(expectTrue(ofGallery(name))).toBeGreaterThan(5)
  })
})
