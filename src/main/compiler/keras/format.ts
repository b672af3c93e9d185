/** @file Keras's own words for a model: objects named by class, as its version 3 writes them to JSON. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What every thing of Keras is written as. */
export type KerasObject = {
  readonly module: string
  readonly class_name: string
  readonly config: { readonly [key: string]: Json }
  readonly registered_name: null
}

type Settings = KerasObject['config']

/** @param module of Keras: `layers`, `initializers` … */
export function kerasObject(module: string, className: string, config: Settings = {}): KerasObject {
  return { module: `keras.${module}`, class_name: className, config, registered_name: null }
}

/** A layer that is not placed yet. */
export interface KerasLayer {
  readonly className: string
  /** Without its name. */
  readonly config: Settings
  /** What it is called with, besides what it reads. */
  readonly call?: Settings
}
