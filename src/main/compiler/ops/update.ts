/** @file Optimizer steps as ops: parameters and their state in, the same a step later out. Nobody differentiates them. */
import { isSameType, type TensorType } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { OpKind } from './signatures'
import type { UpdateSignatures } from './signature/update'

const adamUpdate: Op<'adamUpdate'> = {
  kind: 'adamUpdate',
  inferTypes: ([p, m, v, gradient, stepSize]) => {
    requireAlike('adamUpdate', [p, m, v, gradient], [stepSize])
    return [p, m, v]
  },
  gradient: 'forbidden',
}

const nadamUpdate: Op<'nadamUpdate'> = {
  kind: 'nadamUpdate',
  inferTypes: ([p, m, v, gradient, ...scalars]) => {
    requireAlike('nadamUpdate', [p, m, v, gradient], scalars)
    return [p, m, v]
  },
  gradient: 'forbidden',
}

const adamaxUpdate: Op<'adamaxUpdate'> = {
  kind: 'adamaxUpdate',
  inferTypes: ([p, m, u, gradient, stepSize]) => {
    requireAlike('adamaxUpdate', [p, m, u, gradient], [stepSize])
    return [p, m, u]
  },
  gradient: 'forbidden',
}

const lionUpdate: Op<'lionUpdate'> = {
  kind: 'lionUpdate',
  inferTypes: ([p, m, gradient, stepSize]) => {
    requireAlike('lionUpdate', [p, m, gradient], [stepSize])
    return [p, m]
  },
  gradient: 'forbidden',
}

const rmspropUpdate: Op<'rmspropUpdate'> = {
  kind: 'rmspropUpdate',
  inferTypes: ([p, v, gradient, stepSize]) => {
    requireAlike('rmspropUpdate', [p, v, gradient], [stepSize])
    return [p, v]
  },
  gradient: 'forbidden',
}

const momentumUpdate: Op<'momentumUpdate'> = {
  kind: 'momentumUpdate',
  inferTypes: ([p, m, gradient, stepSize, momentum]) => {
    requireAlike('momentumUpdate', [p, m, gradient], [stepSize, momentum])
    return [p, m]
  },
  gradient: 'forbidden',
}

const nesterovUpdate: Op<'nesterovUpdate'> = {
  kind: 'nesterovUpdate',
  inferTypes: ([p, m, gradient, stepSize, momentum]) => {
    requireAlike('nesterovUpdate', [p, m, gradient], [stepSize, momentum])
    return [p, m]
  },
  gradient: 'forbidden',
}

const sgdUpdate: Op<'sgdUpdate'> = {
  kind: 'sgdUpdate',
  inferTypes: ([p, gradient, stepSize]) => {
    requireAlike('sgdUpdate', [p, gradient], [stepSize])
    return [p]
  },
  gradient: 'forbidden',
}

/** What nobody chose need not be computed: a back end may skip it. */
const select: Op<'select'> = {
  kind: 'select',
  inferTypes: ([isNew, next, before]) => {
    requireAlike('select', [next, before], [isNew])
    return [next]
  },
  gradient: 'forbidden',
}

function requireAlike(kind: OpKind, tensors: readonly TensorType[], scalars: readonly TensorType[]): void {
  const [first] = tensors
  const fits = tensors.every((type) => first !== undefined && isSameType(type, first))
  requireTypes(fits && scalars.every(({ shape }) => shape.length === 0), kind, [...tensors, ...scalars])
}

export const updateOps: OpsOf<UpdateSignatures> = {
  adamUpdate,
  nadamUpdate,
  adamaxUpdate,
  lionUpdate,
  rmspropUpdate,
  momentumUpdate,
  nesterovUpdate,
  sgdUpdate,
  select,
}
