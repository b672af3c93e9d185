/** @file Layers of several inputs: residual connections, and models of more than one input. */
import * as v from 'valibot'
import { LAYER_BASE } from './weights'

/** Element by element; an axis of size 1 stretches. */
export const AddLayer = v.strictObject({ kind: v.literal('add'), ...LAYER_BASE })
export const MultiplyLayer = v.strictObject({ kind: v.literal('multiply'), ...LAYER_BASE })

/** One behind the other, along the last axis. */
export const ConcatenateLayer = v.strictObject({ kind: v.literal('concatenate'), ...LAYER_BASE })
