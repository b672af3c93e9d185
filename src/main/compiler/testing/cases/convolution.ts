/** @file Convolutions of pictures [batch, channels, height, width], and of steps [batch, steps, channels]. */
import { floats, type TensorType } from '../../graph/tensorType'
import type { ConvolutionSignatures, PictureWindow, StepWindow } from '../../ops/signature/convolution'
import type { Pair } from '../../ops/sliding'
import type { CasesOf } from './opCase'

/** A convolution: what is seen, the kernel, what is made, and how it slides. */
interface PictureForm extends Partial<PictureWindow> {
  readonly x: readonly [c: number, h: number, w: number]
  readonly kernel: readonly [o: number, c: number, i: number, j: number]
  readonly y: readonly [o: number, h: number, w: number]
}

const pictures: readonly PictureForm[] = [
  { x: [2, 5, 4], kernel: [3, 2, 3, 3], y: [3, 3, 2] },
  {
    x: [1, 4, 5],
    kernel: [2, 1, 2, 3],
    y: [2, 4, 5],
    margins: [
      [0, 1],
      [1, 1],
    ],
  },
  {
    x: [2, 5, 5],
    kernel: [2, 2, 3, 2],
    y: [2, 3, 2],
    strides: [2, 2],
    margins: [
      [1, 1],
      [0, 0],
    ],
  },
  { x: [1, 6, 6], kernel: [1, 1, 2, 2], y: [1, 2, 3], strides: [3, 2] },
  {
    x: [1, 6, 5],
    kernel: [2, 1, 2, 3],
    y: [2, 4, 3],
    dilations: [2, 2],
    margins: [
      [0, 0],
      [0, 2],
    ],
  },
  { x: [4, 3, 3], kernel: [6, 2, 2, 2], y: [6, 2, 2], groups: 2 },
  {
    x: [3, 4, 3],
    kernel: [3, 1, 3, 3],
    y: [3, 4, 3],
    groups: 3,
    margins: [
      [1, 1],
      [1, 1],
    ],
  },
  { x: [2, 4, 4], kernel: [4, 1, 2, 2], y: [4, 2, 2], groups: 2, strides: [2, 2] },
  { x: [17, 3, 2], kernel: [1, 17, 2, 2], y: [1, 2, 1] },
  { x: [3, 2, 2], kernel: [2, 3, 1, 1], y: [2, 2, 2] },
  {
    x: [2, 5, 4],
    kernel: [2, 2, 2, 2],
    y: [2, 3, 3],
    margins: [
      [0, -1],
      [1, -1],
    ],
  },
  {
    x: [1, 7, 4],
    kernel: [1, 1, 1, 1],
    y: [1, 3, 3],
    strides: [2, 1],
    margins: [
      [0, -2],
      [0, -1],
    ],
  },
  {
    x: [1, 2, 2],
    kernel: [1, 1, 1, 1],
    y: [1, 4, 4],
    margins: [
      [1, 1],
      [1, 1],
    ],
  },
]

interface StepForm extends Partial<StepWindow> {
  readonly x: readonly [t: number, c: number]
  readonly kernel: readonly [k: number, c: number, o: number]
  readonly y: readonly [t: number, o: number]
}

const steps: readonly StepForm[] = [
  { x: [6, 2], kernel: [3, 2, 4], y: [4, 4] },
  { x: [5, 2], kernel: [2, 2, 3], y: [5, 3], margin: [0, 1] },
  { x: [5, 3], kernel: [3, 3, 2], y: [5, 2], dilation: 2, margin: [4, 0] },
  { x: [7, 2], kernel: [3, 2, 2], y: [3, 2], stride: 2 },
  { x: [6, 1], kernel: [2, 1, 1], y: [2, 1], stride: 3 },
  { x: [4, 3], kernel: [1, 3, 2], y: [4, 2] },
  { x: [6, 2], kernel: [2, 2, 2], y: [5, 2], margin: [1, -1] },
  { x: [7, 1], kernel: [3, 1, 2], y: [2, 2], stride: 2, margin: [0, -2] },
  { x: [3, 1], kernel: [1, 1, 1], y: [5, 1], margin: [1, 1] },
]

const NO_MARGIN: Pair = [0, 0]

function pictureWindow({ strides, dilations, margins, groups }: PictureForm): PictureWindow {
  return {
    strides: strides ?? [1, 1],
    dilations: dilations ?? [1, 1],
    margins: margins ?? [NO_MARGIN, NO_MARGIN],
    groups: groups ?? 1,
  }
}

function stepWindow({ stride = 1, dilation = 1, margin = NO_MARGIN }: StepForm): StepWindow {
  return { stride, dilation, margin }
}

const rows = (sizes: readonly number[]): TensorType => floats('batch', ...sizes)

export const convolutionCases: CasesOf<ConvolutionSignatures> = {
  conv2d: pictures.map((form) => ({
    types: [rows(form.x), floats(...form.kernel)],
    attributes: pictureWindow(form),
  })),
  conv2dBias: pictures.map((form) => ({
    types: [rows(form.x), floats(...form.kernel), floats(form.kernel[0])],
    attributes: pictureWindow(form),
  })),
  conv2dInputGrad: pictures.map((form) => ({
    types: [rows(form.y), floats(...form.kernel)],
    attributes: { ...pictureWindow(form), size: [form.x[1], form.x[2]] },
  })),
  conv2dFilterGrad: pictures.map((form) => ({
    types: [rows(form.x), rows(form.y)],
    attributes: { ...pictureWindow(form), size: [form.kernel[2], form.kernel[3]] },
  })),
  conv1d: steps.map((form) => ({
    types: [rows(form.x), floats(...form.kernel)],
    attributes: stepWindow(form),
  })),
  conv1dBias: steps.map((form) => ({
    types: [rows(form.x), floats(...form.kernel), floats(form.kernel[2])],
    attributes: stepWindow(form),
  })),
  conv1dInputGrad: steps.map((form) => ({
    types: [rows(form.y), floats(...form.kernel)],
    attributes: { ...stepWindow(form), size: form.x[0] },
  })),
  conv1dFilterGrad: steps.map((form) => ({
    types: [rows(form.x), rows(form.y)],
    attributes: { ...stepWindow(form), size: form.kernel[0] },
  })),
}
