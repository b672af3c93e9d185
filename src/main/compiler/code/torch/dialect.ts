/** @file How formulas, activations and the ends of a model are spelled in PyTorch. */
import type { ModelPlan } from '../../compile/modelPlan'
import { infixAlgebra, outermost, type Algebra } from '../formula'
import { type Dialect, PYTHON } from '../functional/dialect'

export const TORCH: Algebra = infixAlgebra({
  maximum: (a, b) => `torch.maximum(${a}, ${b})`,
  minimum: (a, b) => `torch.clamp(${a}, max=${b})`,
  abs: (x) => `torch.abs(${outermost(String(x))})`,
  exp: (x) => `torch.exp(${outermost(String(x))})`,
  sqrt: (x) => `torch.sqrt(${outermost(String(x))})`,
  sign: (x) => `torch.sign(${outermost(String(x))})`,
  relu: (x) => `torch.relu(${outermost(String(x))})`,
  softplus: (x) => `F.softplus(${outermost(String(x))})`,
  logSoftmax: (x) => `F.log_softmax(${x}, -1)`,
  sumLast: (x) => `(${outermost(String(x))}).sum(-1, keepdim=True)`,
  maxLast: (x) => `(${outermost(String(x))}).amax(-1, keepdim=True)`,
})

export const DIALECT: Dialect = {
  ...PYTHON,
  activations: {
    linear: '(lambda x: x)',
    relu: 'torch.relu',
    relu6: 'F.relu6',
    leakyRelu: 'leakyRelu',
    elu: 'F.elu',
    selu: 'F.selu',
    gelu: 'F.gelu',
    silu: 'F.silu',
    tanh: 'torch.tanh',
    sigmoid: 'torch.sigmoid',
    softplus: 'F.softplus',
    softmax: 'softmax',
  },
}

/** How what a model gives follows from the numbers `z` before its last activation. */
export const LINKS: Readonly<Record<ModelPlan['head']['link'], string>> = {
  linear: 'z',
  sigmoid: 'torch.sigmoid(z)',
  tanh: 'torch.tanh(z)',
  softmax: 'torch.softmax(z, -1)',
  exp: 'torch.exp(z)',
  direction: 'torch.nn.functional.normalize(z, dim=-1)',
}
