/** @file Layers over steps in time, forward and backward. */
import { floats, isSameShape, type Shape, type TensorType } from '../graph/tensorType'
import { requireTypes, type GradientContext, type Op, type OpsOf } from './op'
import { scan } from './scan'
import type { RecurrentSignatures } from './signature/recurrent'

type LayerKind = 'simpleRnn' | 'gru' | 'lstm'
type GradKind = `${LayerKind}Grad`

/** Blocks of columns in the kernels, and rows of the bias. */
const FORMS = {
  simpleRnn: { gates: 1, biasRows: 1, outputs: 1 },
  gru: { gates: 3, biasRows: 2, outputs: 5 },
  lstm: { gates: 4, biasRows: 1, outputs: 7 },
} as const

/** All results but the first are there for the gradient alone. */
function layer<K extends LayerKind>(kind: K): Op<K> {
  const { outputs } = FORMS[kind]
  const op: Pick<Op<LayerKind>, 'inferTypes' | 'gradient'> = {
    inferTypes: (types) => {
      const [x, w, u, b, mask] = types
      const fits = fitsTogether(kind, { x, w, u, mask }) && isSameShape(b.shape, biasShape(kind, u))
      requireTypes(fits, kind, types)
      const state = floats(...x.shape.slice(0, 2), u.shape[0] ?? 1)
      return Array.from({ length: outputs }, () => state) as unknown as [TensorType]
    },
    gradient: ({
      emit,
      inputs: [x, w, u, , mask],
      outputs: made,
      attributes,
      gradients: [d],
    }: GradientContext<LayerKind>) => {
      // The gradient of a kind takes what that kind made, which the union over all kinds cannot express.
      const inputs = [x, w, u, mask, ...made, d] as never
      return [...emit.node(`${kind}Grad` as 'lstmGrad', inputs, attributes), null]
    },
  }
  return { kind, ...op } as unknown as Op<K>
}

function layerGrad<K extends LayerKind>(kind: K): Op<`${K}Grad`> {
  const gradKind: GradKind = `${kind}Grad`
  const inferTypes = (types: readonly TensorType[]): TensorType[] => {
    const [x = floats(), w = floats(), u = floats(), mask = floats(), ...states] = types
    const state = floats(...x.shape.slice(0, 2), u.shape[0] ?? 1)
    const areStates = states.every(({ shape }) => isSameShape(shape, state.shape))
    requireTypes(fitsTogether(kind, { x, w, u, mask }) && areStates, gradKind, types)
    return [x, w, u, floats(...biasShape(kind, u))]
  }
  return { kind: gradKind, inferTypes, gradient: 'forbidden' } as unknown as Op<`${K}Grad`>
}

type Parts = Readonly<Record<'x' | 'w' | 'u' | 'mask', TensorType>>

function fitsTogether(kind: LayerKind, { x, w, u, mask }: Parts): boolean {
  const [steps = 1, batch = 1, features = 1] = x.shape
  const units = u.shape[0] ?? 1
  const width = FORMS[kind].gates * Number(units)
  const isMask = mask.shape.length === 0 || isSameShape(mask.shape, [steps, batch, 1])
  return (
    x.shape.length === 3 &&
    typeof steps === 'number' &&
    isSameShape(w.shape, [features, width]) &&
    isSameShape(u.shape, [units, width]) &&
    isMask
  )
}

function biasShape(kind: LayerKind, { shape: [units = 1] }: TensorType): Shape {
  const { gates, biasRows } = FORMS[kind]
  const width = gates * Number(units)
  return biasRows === 1 ? [width] : [biasRows, width]
}

export const recurrentOps: OpsOf<RecurrentSignatures> = {
  scan,
  simpleRnn: layer('simpleRnn'),
  simpleRnnGrad: layerGrad('simpleRnn'),
  gru: layer('gru'),
  gruGrad: layerGrad('gru'),
  lstm: layer('lstm'),
  lstmGrad: layerGrad('lstm'),
}
