import type { DatasetService } from '../data/datasets'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import type { StudyService } from '../studies/studies'

export interface MonitoringParts {
  readonly prepared: PreparedData
  readonly files: FileService
  readonly datasets: DatasetService
  readonly studies: StudyService
}
