/** @file Public face of the store: everything that is kept, in one file that one process writes. */
export { recoverStore } from './backups'
export { openStore, type OpenStore, type StoreOptions } from './openStore'
export { IN_MEMORY } from './sqlite/connection'
export {
  type ForeignStudy,
  type ForeignTrial,
  type OptunaStudy,
  type OptunaTrial,
  readForeign,
  writeOptuna,
} from './foreign'
export type {
  DatasetRepo,
  MeasurementRepo,
  ModelRepo,
  PreferenceRepo,
  ProjectRepo,
  ReportRepo,
  Store,
  StudyRepo,
  TrialRepo,
} from './types'
