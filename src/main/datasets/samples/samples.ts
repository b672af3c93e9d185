/** @file The samples that ship with Fettle: small classics of the UCI repository, and what is predicted in each. */
import type { SampleCard, SampleId } from '../../../shared/domain/project'

export interface Sample {
  readonly card: SampleCard
  /** The name of the file in the samples' folder of the resources. */
  readonly fileName: string
  /** Name of the project and the dataset that opening it makes. */
  readonly title: string
  /** The column to be predicted; everything else is as the import proposes. */
  readonly target: string
  /** Its columns are the pixels of a square picture. */
  readonly isPicture?: true
}

const samplesById: Record<SampleId, Omit<Sample, 'card'> & { readonly card: Omit<SampleCard, 'id'> }> = {
  iris: {
    card: {
      rowCount: 150,
      inputCount: 4,
      classCount: 3,
      source: 'R. A. Fisher, UCI Machine Learning Repository',
    },
    fileName: 'iris.csv',
    title: 'Iris',
    target: 'species',
  },
  wine: {
    card: {
      rowCount: 178,
      inputCount: 13,
      classCount: 3,
      source: 'S. Aeberhard, M. Forina, UCI Machine Learning Repository',
    },
    fileName: 'wine.csv',
    title: 'Wine',
    target: 'cultivar',
  },
  digits: {
    card: {
      rowCount: 1797,
      inputCount: 64,
      classCount: 10,
      source: 'E. Alpaydin, C. Kaynak, UCI Machine Learning Repository',
    },
    fileName: 'digits.csv',
    title: 'Handwritten digits 8×8',
    target: 'digit',
    isPicture: true,
  },
}

/** @returns a sample by its id. */
export function findSample(id: SampleId): Sample {
  const sample = samplesById[id]
  return { ...sample, card: { id, ...sample.card } }
}

/** @returns all samples in the order of the gallery. */
export function listSamples(): Sample[] {
  return (Object.keys(samplesById) as SampleId[]).map(findSample)
}
