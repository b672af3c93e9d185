import type { InvokeOutput, ParsedInput } from '../../../shared/contract/invokes'
import type { ExampleSource } from '../../../shared/contract/invokes/understand'
import type { ExampleTraining, FreeExample } from '../../../shared/domain/example'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import { trainingPlanOf } from '../../../shared/domain/study'
import type { Output, Task } from '../../../shared/domain/task'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { AppError, invariant } from '../../../shared/errors/appError'
import { createRandom } from '../../../shared/util/random'
import {
  freeNetwork,
  headOf,
  initialWeights,
  planExampleWeights,
  refuseLargeExample,
  runExample,
  type FreeNetwork,
} from '../../compiler'
import { applyAssignment } from '../../search'
import { readPreparedMeta, readPreparedPart, readWeights, weightSeed, type Weights } from '../../training'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { findTrainedTrial } from '../results/trainedTrial'
import { trialSeed } from '../studies/sharedWork'
import { trialSpec } from '../studies/studySetup'
import { variantOf } from '../studies/trialData'

type Values = Record<string, readonly number[]>

/** A network and what it begins with. */
interface Started extends FreeNetwork {
  readonly row: Values
  readonly target: readonly number[]
  readonly weights: Values
  readonly training: ExampleTraining
  readonly rowCount: number
}

const USUAL: ExampleTraining = { optimizer: 'sgd', learningRate: 0.5, momentum: 0.9, rounds: 10 }
/** Weights of a model alone, which has no run. */
const MODEL_SEED = 1

/**
 * What the reader changed stands before what comes of itself.
 * @throws {example/too-large} @throws {example/no-target} @throws {example/wrong-count} @throws {model/invalid}
 */
export async function runExampleOf(
  context: ServiceContext,
  prepared: PreparedData,
  { source, changes, training }: ParsedInput<'example:run'>,
): Promise<InvokeOutput<'example:run'>> {
  const started = await startOf(context, prepared, source)
  const row = replaceAll(started.row, changes.inputs)
  const weights = replaceAll(started.weights, changes.weights)
  const target = changes.target ?? started.target
  if (target.length !== started.target.length) throw new AppError('example/wrong-count', { name: 'y' })
  const example = runExample({ ...started, row, weights, target, training: training ?? started.training })
  return { example, rowCount: started.rowCount }
}

function replaceAll(known: Values, changes: Readonly<Record<string, readonly number[]>>): Values {
  const wrong = Object.keys(known).find((name) => {
    const change = changes[name]
    return change !== undefined && change.length !== known[name]?.length
  })
  if (wrong !== undefined) throw new AppError('example/wrong-count', { name: wrong })
  return Object.fromEntries(Object.entries(known).map(([name, values]) => [name, changes[name] ?? values]))
}

async function startOf(
  context: ServiceContext,
  prepared: PreparedData,
  source: ExampleSource,
): Promise<Started> {
  if (source.kind === 'free') return startFree(source.network, source.seed ?? 1)
  if (source.kind === 'model') {
    const version = context.store.datasets.version(source.datasetVersionId)
    const { model, training } = applyAssignment(source.design, {})
    const dataFolder = await prepared.folderOf(version)
    const { task } = version.plan
    const subject = { model, training, task, output: version.output, dataFolder }
    return startOnData(subject, { row: source.row ?? 0, seed: MODEL_SEED, trained: null })
  }
  const row = context.store.trials.get(source.trialId)
  const study = context.store.studies.get(row.studyId)
  const seed = trialSeed(study, row)
  if (source.weights === 'trained') {
    const { model, version } = await findTrainedTrial(context, prepared, source.trialId)
    const trained = await readWeights(model.weightsFile)
    const subject = { ...model, output: version.output }
    return startOnData(subject, { row: source.row ?? 0, seed, trained })
  }
  const plan = trainingPlanOf(study)
  const version = context.store.datasets.version(plan.datasetVersionId)
  const { model, training } = trialSpec(study, row.assignment)
  const dataFolder = await prepared.folderOf(version, variantOf(study, row.assignment))
  const subject = { model, training, task: version.plan.task, output: version.output, dataFolder }
  return startOnData(subject, { row: source.row ?? 0, seed, trained: null })
}

function startFree(network: FreeExample, seed: number): Started {
  const free = freeNetwork(network)
  const random = createRandom(seed, 1)
  const inputs = Array.from({ length: network.sizes[0] ?? 1 }, () => round(2 * random.next() - 1))
  const target = Array.from({ length: network.sizes.at(-1) ?? 1 }, () => round(random.next()))
  return {
    ...free,
    ...{ row: { x: inputs }, target, training: USUAL, rowCount: 0 },
    weights: drawWeights(free, seed, round),
  }
}

/** Numbers to look at have two digits. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}

function drawWeights(network: FreeNetwork, seed: number, shorten: (value: number) => number): Values {
  const parameters = planExampleWeights(network)
  const values = initialWeights(parameters, seed)
  return Object.fromEntries(
    parameters.map(({ name }, index) => [name, Array.from(values[index] ?? [], (value) => shorten(value))]),
  )
}

interface Subject {
  readonly model: ModelSpec
  readonly training: TrainingSpec
  readonly task: Task
  readonly output: Output
  readonly dataFolder: string
}

interface Beginning {
  readonly row: number
  readonly seed: number
  readonly trained: Weights | null
}

async function startOnData(
  { model, training, task, output, dataFolder }: Subject,
  { row, seed, trained }: Beginning,
): Promise<Started> {
  if (training.mode === 'adversarial' || training.mode === 'embedding')
    throw new AppError('example/no-target')
  const meta = await readPreparedMeta(dataFolder)
  const inputs = meta.inputs.map(({ spec }) => spec)
  const target = { center: meta.fitted.targetCenter, scale: meta.fitted.targetScale }
  const network = {
    layers: model.layers,
    inputs,
    head: headOf({ output, task, training, target, inputs }),
  }
  refuseLargeExample(network)
  const train = await readPreparedPart(dataFolder, 'train', meta)
  const at = Math.min(row, train.rows - 1)
  const values = rowValues(inputs, { x: train.x, others: train.others ?? {}, at })
  const [first] = inputs
  invariant(first, 'prepared data has an input')
  const isOwnTarget = network.head.goal === 'reconstruction'
  return {
    ...network,
    row: values,
    target: isOwnTarget ? (values[first.name] ?? []) : [train.y[at] ?? 0],
    weights: trained ? toValues(trained) : drawWeights(network, weightSeed(seed), (value) => value),
    training: toExampleTraining(training),
    rowCount: train.rows,
  }
}

interface RowOfData {
  readonly x: Float32Array | Int32Array
  readonly others: Readonly<Record<string, Float32Array | Int32Array>>
  readonly at: number
}

function rowValues(inputs: readonly InputSpec[], { x, others, at }: RowOfData): Values {
  return Object.fromEntries(
    inputs.map(({ name, shape }, index) => {
      const width = shape.reduce((product, size) => product * size, 1)
      const values = index === 0 ? x : (others[name] ?? x)
      return [name, [...values.subarray(at * width, (at + 1) * width)]]
    }),
  )
}

function toValues(weights: Weights): Values {
  return Object.fromEntries([...weights].map(([name, { values }]) => [name, [...values]]))
}

/** The nearest that an example can do. */
function toExampleTraining({ optimizer, momentum, learningRate }: TrainingSpec): ExampleTraining {
  const isPlain = optimizer === 'sgd'
  const name = isPlain ? (momentum > 0 ? 'momentum' : 'sgd') : 'adam'
  return { optimizer: name, learningRate, momentum: Math.min(0.999, momentum), rounds: USUAL.rounds }
}
