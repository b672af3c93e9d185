import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { DialectChoice } from '../../../shared/domain/dialect'
import type { SourceFile } from '../../datasets'
import type { ServiceContext } from '../context'
import type { RawTable } from '../results/predictTable'

/** What is known of new rows before they are read: they are written as those of training were. */
export function dialectOf({ plan }: DatasetVersion): DialectChoice {
  const { hasHeader, decimal, missing } = plan.dialect
  return { hasHeader, decimal, missing }
}

export function readTable(
  { datasets }: Pick<ServiceContext, 'datasets'>,
  version: DatasetVersion,
  file: SourceFile,
): Promise<RawTable> {
  return datasets.readCells(file, dialectOf(version))
}
