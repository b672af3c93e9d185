/** @file Public face of what other programs keep: told by content, read into one shape; Optuna's is written, too. */
export { readForeign } from './readForeign'
export type { ForeignStudy, ForeignTrial } from './types'
export { type OptunaStudy, type OptunaTrial, writeOptuna } from './optuna/writeOptuna'
