import { describe, expect, it } from 'vitest'
import { MODEL_GALLERY, type GalleryName } from '../../../../test/support/modelGallery'
import {
  EXAMPLES,
  type ExampleChanges,
  type ExamplePresetId,
  type ExampleTraining,
} from '../../../shared/domain/example'
import { createRandom } from '../../../shared/util/random'
import { planModel } from '../compile/modelPlan'
import { initialWeights } from '../layers/initialWeights'
import { headOf } from '../layers/head'
import { freeNetwork } from './freeNetwork'
import { runExample, type ExampleRequest } from './runExample'

function preset(id: ExamplePresetId, training: Partial<ExampleTraining> = {}): ReturnType<typeof runExample> {
  const { network, changes, training: usual } = EXAMPLES[id]
  const { inputs, target, weights }: ExampleChanges = changes
  return runExample({
    ...freeNetwork(network),
    training: { ...usual, ...training },
    ...{ row: inputs, target: target ?? [], weights },
  })
}

function ofGallery(name: GalleryName): ExampleRequest {
  const model = MODEL_GALLERY[name]
  const random = createRandom(4)
  const { parameters } = planModel(model)
  const first = initialWeights(parameters, 1)
  const row = Object.fromEntries(
    model.inputs.map(({ name: input, kind, shape }) => {
      const size = shape.reduce<number>((product, each) => product * each, 1)
      const draw = () => (kind === 'tokens' ? 1 + random.integer(8) : random.normal())
      return [input, Array.from({ length: size }, draw)]
    }),
  )
  return {
    ...{ layers: model.layers, inputs: model.inputs, head: headOf(model), row, target: [1] },
    training: { optimizer: 'sgd', learningRate: 0.1, momentum: 0.9, rounds: 1 },
    weights: Object.fromEntries(
      parameters.map(({ name: weight }, index) => [weight, [...(first[index] ?? [])]]),
    ),
  }
}

describe('runExample', () => {
  it('gives the numbers that were published for a network of 2, 2 and 2 units', () => {
    const [round] = preset('mazur222').rounds
    const rounded = (values: readonly number[] | undefined, digits: number) =>
      values?.map((value) => Number(value.toFixed(digits)))
    expect(rounded(round?.outputs[0], 4)).toEqual([0.3775, 0.3925])
    expect(rounded(round?.outputs[1], 9)).toEqual([0.593269992, 0.596884378])
    expect(rounded(round?.prediction, 8)).toEqual([0.75136507, 0.77292847])
    expect(round?.loss).toBeCloseTo(0.298371109, 9)
    expect(round?.derivatives[2]?.[0]).toBeCloseTo(0.082167041, 9)
    expect(round?.derivatives[0]?.[0]).toBeCloseTo(0.000438568, 9)
    expect(rounded(round?.after[2], 8)).toEqual([0.35891648, 0.51130127, 0.40866619, 0.56137012])
    expect(rounded(round?.after[0], 8)).toEqual([0.14978072, 0.24975114, 0.19956143, 0.29950229])
  })

  it('gives the numbers that were published for a network of 2, 2 and 1 units', () => {
    const [round] = preset('zhou').rounds
    expect(round?.outputs[1]?.[0]).toBeCloseTo(0.0474, 4)
    expect(round?.prediction[0]).toBeCloseTo(0.524, 3)
    expect(round?.derivatives[0]?.[0]).toBeCloseTo(0.0214, 3)
  })

  it.each(['sgd', 'momentum', 'adam'] as const)(
    'makes the loss smaller round by round with %s',
    (optimizer) => {
      const { rounds } = preset('mazur', {
        optimizer,
        rounds: 8,
        learningRate: optimizer === 'sgd' ? 0.5 : 0.1,
      })
      const losses = rounds.map(({ loss }) => loss)
      expect(rounds).toHaveLength(8)
      expect(losses).toEqual(losses.toSorted((one, other) => other - one))
    },
  )

  it('begins a round with the weights that the one before ended with', () => {
    const { rounds } = preset('mazur', { optimizer: 'adam' })
    expect(rounds[3]?.weights).toEqual(rounds[2]?.after)
  })

  it('has derivatives that small changes of the weights bear out, for every layer that is cheap to try', () => {
    const size = 1e-5
    for (const name of [
      'pictures',
      'steps',
      'long memory',
      'gates behind',
      'residual',
      'text',
      'attention',
    ] as const) {
      const request = ofGallery(name)
      const { weights, rounds } = runExample(request)
      for (const [index, { name: weight }] of weights.entries()) {
        const at = (change: number): number => {
          const values = [...(request.weights[weight] ?? [])]
          values[0] = (values[0] ?? 0) + change
          const changed = { ...request, weights: { ...request.weights, [weight]: values } }
          return runExample(changed).rounds[0]?.loss ?? Number.NaN
        }
        const slope = (at(size) - at(-size)) / (2 * size)
        expect(rounds[0]?.derivatives[index]?.[0], `${name}: ${weight}`).toBeCloseTo(slope, 5)
      }
    }
  })

  it('refuses a network that nobody could look through', () => {
    const network = freeNetwork({ ...EXAMPLES.mazur.network, sizes: [12, 12] })
    const large = { ...network, layers: network.layers.map((layer) => ({ ...layer })) }
    const inputs = [{ ...network.inputs[0], name: 'x', kind: 'table' as const, shape: [9000], vocabulary: 0 }]
    const request = { ...large, inputs, training: EXAMPLES.mazur.training, row: {}, target: [], weights: {} }
    expect(() => runExample(request)).toThrow(expect.objectContaining({ code: 'example/too-large' }))
  })
})
