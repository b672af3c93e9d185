/** @file Layers of several inputs in Keras. */
import type { KerasReaders, KerasWriters } from './codec'

export const mergingWriters: KerasWriters<'add' | 'multiply' | 'concatenate'> = {
  add: () => ({ className: 'Add', config: {} }),
  multiply: () => ({ className: 'Multiply', config: {} }),
  concatenate: () => ({ className: 'Concatenate', config: { axis: -1 } }),
}

export const mergingReaders: KerasReaders = {
  Add: () => ({ kind: 'add' }),
  Multiply: () => ({ kind: 'multiply' }),
  Concatenate: (config) => {
    config.lastAxis('axis')
    return { kind: 'concatenate' }
  },
}
