/** @file Layers of several inputs. */
import type { LayersOf } from './layer'

export const mergingLayers: LayersOf<'add' | 'multiply' | 'concatenate'> = {}
