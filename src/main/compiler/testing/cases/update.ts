/** @file Optimizer steps; the formula of each stands in optimizers/. */
import type { UpdateSignatures } from '../../ops/signature/update'
import { vector, scalar, isPositive } from './common'
import type { CasesOf } from './opCase'

export const updateCases: CasesOf<UpdateSignatures> = {
  adamUpdate: [
    {
      types: [vector, vector, vector, vector, scalar],
      attributes: { beta1: 0.9, beta2: 0.99, epsilon: 1e-3 },
      isPositive,
    },
  ],
  nadamUpdate: [
    {
      types: [vector, vector, vector, vector, scalar, scalar, scalar],
      attributes: { beta1: 0.9, beta2: 0.99 },
      isPositive,
    },
  ],
  adamaxUpdate: [
    {
      types: [vector, vector, vector, vector, scalar],
      attributes: { beta1: 0.9, beta2: 0.99, epsilon: 1e-3 },
      isPositive,
    },
  ],
  lionUpdate: [{ types: [vector, vector, vector, scalar], attributes: { mix: 0.3, beta2: 0.99 } }],
  rmspropUpdate: [
    { types: [vector, vector, vector, scalar], attributes: { rho: 0.9, epsilon: 1e-3 }, isPositive },
    { types: [vector, vector, vector, scalar], attributes: { rho: 1, epsilon: 0.1 }, isPositive },
  ],
  momentumUpdate: [{ types: [vector, vector, vector, scalar, scalar], attributes: {}, isPositive }],
  nesterovUpdate: [{ types: [vector, vector, vector, scalar, scalar], attributes: {}, isPositive }],
  select: [true, false].map((isPositive) => ({
    types: [scalar, vector, vector],
    attributes: {},
    isPositive,
  })),
  sgdUpdate: [{ types: [vector, vector, scalar], attributes: {}, isPositive }],
}
