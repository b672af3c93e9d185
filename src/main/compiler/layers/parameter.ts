/** @file A tensor of a layer: its name, shape and first values, and whether it is learnt. */
import { PLAIN_WEIGHTS, type InitializerName } from '../../../shared/domain/modelSpec'

export interface ParameterSpec {
  /** `layerId/kernel` or `layerId/bias`; unique in a model. */
  readonly name: string
  readonly shape: readonly number[]
  readonly initializer: InitializerName
  /** Values that reach one output, and outputs that one value reaches. */
  readonly fanIn: number
  readonly fanOut: number
  /** Spread or value of the initializers that do not follow from the fans. */
  readonly initialScale: number
  /** Elements that begin at 1 whatever the initializer says: the bias of a gate that is open at first. */
  readonly ones?: { readonly start: number; readonly count: number }
  /** Weight of `Σ|w|` in the loss; 0 for none. */
  readonly l1: number
  /** Weight of `Σw²` in the loss; 0 for none. */
  readonly l2: number
  /** Length at most of the weights that reach one unit; 0 for any. */
  readonly maxNorm: number
  /** Axis along which units, or filters, stand: all else of the tensor reaches one of them. */
  readonly unitAxis: number
  /** False for running statistics, which the layer itself moves on. */
  readonly isTrained: boolean
  /** Whether its first values are those of a backbone, and how they are held; absent for one that is drawn. */
  readonly given?: GivenParameter
}

/** A parameter of a backbone. */
export interface GivenParameter {
  /** Nothing moves it, not even as a running statistic. */
  readonly isFrozen: boolean
  /** Names what its learning rate belongs to: the design's layer. */
  readonly backbone: string
  /** Its learning rate as a share of that of the other parameters. */
  readonly rateShare: number
}

/** What a layer with a kernel says of it. */
export interface KernelSettings {
  readonly id: string
  readonly initializer: InitializerName
  readonly initialScale: number
  readonly l1: number
  readonly l2: number
  readonly maxNorm: number
}

interface Form {
  readonly shape: readonly number[]
  readonly fanIn: number
  readonly fanOut: number
  /** The last one, where it is absent. */
  readonly unitAxis?: number
}

/** @param name of the tensor in its layer */
export function kernelParameter(spec: KernelSettings, form: Form, name = 'kernel'): ParameterSpec {
  const { id, initializer, initialScale, l1, l2, maxNorm } = spec
  const unitAxis = form.unitAxis ?? form.shape.length - 1
  const settings = { initializer, initialScale, l1, l2, maxNorm }
  return { name: `${id}/${name}`, ...form, ...settings, unitAxis, isTrained: true }
}

/** A tensor that begins with one value everywhere, and that nothing holds down: a bias, a scale, a statistic. */
export function plainParameter(
  name: string,
  shape: readonly number[],
  { value = 0, isTrained = true }: { readonly value?: number; readonly isTrained?: boolean } = {},
): ParameterSpec {
  return {
    name,
    shape,
    fanIn: 1,
    fanOut: 1,
    ...PLAIN_WEIGHTS,
    initializer: 'constant',
    initialScale: value,
    unitAxis: shape.length - 1,
    isTrained,
  }
}
