/** @file Ops that shrink or stretch pictures and steps. */

export type PoolingSignatures = Readonly<Record<never, never>>
