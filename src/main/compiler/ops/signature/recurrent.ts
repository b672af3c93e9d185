/** @file Layers over steps in time, forward and backward. */

export type RecurrentSignatures = Readonly<Record<never, never>>
