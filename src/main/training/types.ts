/** @file What the training engine offers to the services: worker processes, and the runner inside each of them. */
import type { FromWorker, RunRequest, ToWorker } from '../../shared/contract/worker'
import type { Device, Engine } from '../../shared/domain/device'
import type { LayerFigures } from '../../shared/domain/diagnosis/layerFigures'
import type { InputSpec } from '../../shared/domain/modelInput'
import type { ModelSpec } from '../../shared/domain/modelSpec'
import type { Task } from '../../shared/domain/task'
import type { TrainingSpec } from '../../shared/domain/trainingSpec'
import type { RandomState } from '../../shared/util/random'
import type { Distillation, TargetScale } from '../compiler'
import type { WorkerProgram } from '../../shared/contract/host'

/** A child process with typed messages, wherever it was forked. */
export interface WorkerProcess {
  readonly pid: number | null
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, with the exit code (null when killed by a signal). */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Starts worker processes: a Node child here, a utility process of Electron's main there. */
export interface WorkerHost {
  fork(program: WorkerProgram): Promise<WorkerProcess>
}

/** A training worker that is ready; one run at a time. Listening answers a function that ends it. */
export interface TrainingWorker {
  readonly pid: number | null
  send(message: ToWorker): void
  onMessage(listener: (message: FromWorker) => void): () => void
  /** Called at once, a tick later, where the worker has already ended. */
  onExit(listener: (code: number | null) => void): () => void
  kill(): void
}

/** Predictions of a part, and the loss without penalties. Row-major [rows, outputs]: probabilities, or the scaled number. */
export interface Evaluation {
  readonly loss: number
  readonly predictions: Float32Array
  /** Of the second network, where two are trained; `loss` is then the generator's, and `predictions` are rows that it made. */
  readonly discriminatorLoss?: number
}

/** All weights of a model by name, row-major. */
export type Weights = ReadonlyMap<
  string,
  { readonly shape: readonly number[]; readonly values: Float32Array }
>

/**
 * Where a run stands: all that decides its next step but its request and its data, as copies. It is told by parameter, not
 * by how an engine packs them, so that another engine that runs the same graph could go on.
 */
export interface RunnerState {
  /** Batches trained on so far. */
  readonly batches: number
  readonly weights: Weights
  /** State of the optimizer, by slot and parameter, in the form that the compiler's optimizers keep it. */
  readonly slots: ReadonlyMap<string, Weights>
  /** Of the generator that picks noise; null where there is none to pick. */
  readonly random: RandomState | null
}

/** Rows of one input, row-major: numbers, or tokens. */
export type InputRows = Float32Array | Int32Array

/** How a layer does on a sample of rows; see `LayerFigures`. */
export type LayerInsight = Pick<LayerFigures, 'layer' | 'gradientNorm' | 'deadShare' | 'saturatedShare'>

/** Inputs and targets that stay resident. */
export interface TrainingData {
  readonly rows: number
  /** Of the first input of the model. */
  readonly x: InputRows
  /** Of the further ones, by their names. */
  readonly others?: Readonly<Record<string, InputRows>>
  /** One a row; shares of the classes, [rows, classes], where rows were mixed. */
  readonly y: Float32Array
  /** What the loss of each row is multiplied with in training; rows weigh alike where it is absent. */
  readonly weights?: Float32Array
  /** What a teacher answers, a row after the other; see `Distillation`. */
  readonly teacher?: Float32Array
}

/**
 * One model being trained by one engine. The caller owns the order of rows: it shuffles with a seeded generator and hands
 * over a permutation a chunk, so that every engine sees the same batches.
 */
export interface Runner {
  readonly weightCount: number
  /**
   * Trains on the rows `order` (indices into the training data), in batches; a last, smaller batch is allowed.
   * @param learningRates one a batch; the training's own for all where they are absent
   * @returns the loss of every batch, penalties included.
   */
  trainChunk(order: Int32Array, learningRates?: Float64Array): Promise<Float32Array>
  /**
   * The same for rows that are handed over, in the order in which batches take them, where the request says so: training rows
   * that change from epoch to epoch. Nothing of them is kept, the caller may write to them again once the promise is settled.
   */
  trainRows(data: TrainingData, learningRates?: Float64Array): Promise<Float32Array>
  /** `train` means `trainSample` where the request has one. */
  evaluate(part: 'train' | 'validation'): Promise<Evaluation>
  weights(): Promise<Weights>
  /** Looks at the network from within, on a sample of the training rows; null where it cannot be: two networks that play against each other. */
  inspectLayers?(): Promise<readonly LayerInsight[] | null>
  state(): Promise<RunnerState>
  /**
   * From here on those weights are zero, and stay it, for which a mask has a zero; of a request that `isPruned` alone.
   * @param masks by parameter; all of one may move where it has none
   */
  prune?(masks: ReadonlyMap<string, Float32Array>): Promise<void>
  /** Goes on from there, bit for bit on the CPU. @returns false, with nothing changed, where it is not of this model. */
  restore(state: RunnerState): Promise<boolean>
  dispose(): Promise<void>
}

export interface RunnerRequest extends Pick<
  RunRequest,
  'model' | 'training' | 'task' | 'output' | 'seed' | 'backbonesFolder'
> {
  /** What the data holds, the first one in `x`. */
  readonly inputs: readonly InputSpec[]
  /** How the target was scaled; not at all where it is absent. */
  readonly target?: TargetScale
  readonly train: TrainingData
  /**
   * Rows are trained on by `trainRows` alone: `train` holds targets and weights, and need not hold inputs. `isMixed`: their
   * targets stand for several rows; those of more than two classes are shares, [rows, classes].
   */
  readonly handedOver?: { readonly isMixed: boolean }
  readonly validation: TrainingData
  /** The rows that `evaluate('train')` looks at, where looking at all of them after every epoch would cost too much. */
  readonly trainSample?: TrainingData
  /** Whether weights may be pruned on the way. @default false */
  readonly isPruned?: boolean
  /** How far the answers of `train.teacher` count. @default there are none */
  readonly teacher?: Distillation
  /** @default 'onnx' */
  readonly engine?: Engine
  /** Folder of the engine's library, where it does not come with Fettle. */
  readonly engineFolder?: string
  /** One of the engine's. @default 'cpu' */
  readonly device?: Device
  /** Threads inside one operator on the processor. */
  readonly threads: number
}

export type CreateRunner = (request: RunnerRequest) => Promise<Runner>

/** A run that has finished: what was trained, on what, and where its weights lie. */
export interface TrainedModel {
  readonly model: ModelSpec
  readonly training: TrainingSpec
  readonly task: Task
  /** Folder of the prepared tensors of the dataset version. */
  readonly dataFolder: string
  readonly weightsFile: string
}
