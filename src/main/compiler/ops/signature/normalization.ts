/** @file Ops that bring numbers to mean 0 and variance 1. */

export type NormalizationSignatures = Readonly<Record<never, never>>
