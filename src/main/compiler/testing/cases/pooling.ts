/** @file Ops that shrink or stretch pictures and steps. */
import { floats, type TensorType } from '../../graph/tensorType'
import type { PicturePool, PoolingSignatures, StepPool, Stretch } from '../../ops/signature/pooling'
import { maxPool, maxPoolSteps } from '../../reference/kernels/pooling'
import type { Tensor } from '../../reference/tensor'
import type { CasesOf } from './opCase'

interface PictureForm extends PicturePool {
  readonly x: readonly [c: number, h: number, w: number]
  readonly y: readonly [c: number, h: number, w: number]
}

const NONE = [0, 0] as const

const pictures: readonly PictureForm[] = [
  { x: [2, 4, 6], y: [2, 2, 3], size: [2, 2], strides: [2, 2], margins: [NONE, NONE] },
  { x: [1, 5, 7], y: [1, 2, 2], size: [2, 3], strides: [2, 3], margins: [NONE, NONE] },
  {
    x: [1, 5, 3],
    y: [1, 3, 2],
    size: [2, 2],
    strides: [2, 2],
    margins: [
      [0, 1],
      [0, 1],
    ],
  },
  { x: [2, 5, 5], y: [2, 2, 2], size: [3, 3], strides: [2, 2], margins: [NONE, NONE] },
  {
    x: [1, 4, 4],
    y: [1, 4, 4],
    size: [3, 2],
    strides: [1, 1],
    margins: [
      [1, 1],
      [0, 1],
    ],
  },
  { x: [1, 5, 5], y: [1, 2, 2], size: [2, 2], strides: [3, 3], margins: [NONE, NONE] },
  { x: [2, 3, 2], y: [2, 1, 1], size: [3, 2], strides: [3, 2], margins: [NONE, NONE] },
  { x: [1, 2, 3], y: [1, 2, 3], size: [1, 1], strides: [1, 1], margins: [NONE, NONE] },
]

interface StepForm extends StepPool {
  readonly x: readonly [t: number, c: number]
  readonly y: readonly [t: number, c: number]
}

const steps: readonly StepForm[] = [
  { x: [6, 3], y: [2, 3], size: 3, stride: 3, margin: NONE },
  { x: [7, 2], y: [3, 2], size: 2, stride: 2, margin: NONE },
  { x: [5, 2], y: [3, 2], size: 2, stride: 2, margin: [0, 1] },
  { x: [6, 2], y: [3, 2], size: 3, stride: 2, margin: [0, 1] },
  { x: [4, 1], y: [4, 1], size: 3, stride: 1, margin: [1, 1] },
]

const stretches: readonly { x: readonly [number, number, number]; attributes: Stretch }[] = [
  { x: [2, 2, 3], attributes: { factors: [2, 2], interpolation: 'nearest' } },
  { x: [1, 3, 2], attributes: { factors: [3, 1], interpolation: 'nearest' } },
  { x: [2, 3, 4], attributes: { factors: [2, 2], interpolation: 'bilinear' } },
  { x: [1, 2, 2], attributes: { factors: [3, 2], interpolation: 'bilinear' } },
  { x: [1, 1, 2], attributes: { factors: [2, 4], interpolation: 'bilinear' } },
]

const rows = (sizes: readonly number[]): TensorType => floats('batch', ...sizes)
const picturePool = ({ size, strides, margins }: PictureForm): PicturePool => ({ size, strides, margins })
const stepPool = ({ size, stride, margin }: StepForm): StepPool => ({ size, stride, margin })

/** The second input is what pooling makes of the first one. */
function derivePooled(pool: (x: Tensor) => Tensor) {
  return ([x, y, d]: readonly Tensor[]): readonly Tensor[] => (x && y && d ? [x, pool(x), d] : [])
}

export const poolingCases: CasesOf<PoolingSignatures> = {
  maxPool2d: pictures.map((form) => ({ types: [rows(form.x)], attributes: picturePool(form) })),
  maxPool2dGrad: pictures.map((form) => ({
    types: [rows(form.x), rows(form.y), rows(form.y)],
    attributes: picturePool(form),
    derive: derivePooled((x) => maxPool(x, picturePool(form))),
  })),
  averagePool2d: pictures.map((form) => ({ types: [rows(form.x)], attributes: picturePool(form) })),
  averagePool2dGrad: pictures.map((form) => ({
    types: [rows(form.y)],
    attributes: { ...picturePool(form), picture: [form.x[1], form.x[2]] },
  })),
  maxPool1d: steps.map((form) => ({ types: [rows(form.x)], attributes: stepPool(form) })),
  maxPool1dGrad: steps.map((form) => ({
    types: [rows(form.x), rows(form.y), rows(form.y)],
    attributes: stepPool(form),
    derive: derivePooled((x) => maxPoolSteps(x, stepPool(form))),
  })),
  averagePool1d: steps.map((form) => ({ types: [rows(form.x)], attributes: stepPool(form) })),
  averagePool1dGrad: steps.map((form) => ({
    types: [rows(form.y)],
    attributes: { ...stepPool(form), steps: form.x[0] },
  })),
  upsample2d: stretches.map(({ x, attributes }) => ({ types: [rows(x)], attributes })),
  upsample2dGrad: stretches.map(({ x: [c, h, w], attributes }) => ({
    types: [rows([c, h * attributes.factors[0], w * attributes.factors[1]])],
    attributes,
  })),
}
