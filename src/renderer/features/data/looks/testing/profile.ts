import type { DataProfile } from '@shared/domain/dataProfile'
import type { PictureSummary } from '@shared/domain/pictureSummary'
import type { SeriesProfile } from '@shared/domain/seriesProfile'
import type { TextLengths, TextProfile } from '@shared/domain/textProfile'

/** Of 100 texts of 1 to 100 tokens. */
const LENGTHS: TextLengths = {
  shortest: 1,
  longest: 100,
  mean: 50,
  quantiles: [
    { share: 0.5, length: 50 },
    { share: 0.9, length: 90 },
    { share: 0.95, length: 95 },
    { share: 0.99, length: 99 },
  ],
  histogram: { low: 0, high: 100, counts: Array.from({ length: 10 }, () => 10) },
}

export const TEXTS: TextProfile = {
  textCount: 100,
  emptyCount: 2,
  duplicateCount: 3,
  sampleCount: 97,
  language: 'en',
  scripts: [{ script: 'Latin', share: 1 }],
  words: LENGTHS,
  characters: { ...LENGTHS, histogram: { ...LENGTHS.histogram, high: 1000 } },
  vocabularyCount: 1234,
  commonest: [
    { text: 'film', count: 80 },
    { text: 'story', count: 40 },
  ],
  classes: [
    { label: 'good', words: [{ text: 'moving', count: 12, logOdds: 2 }] },
    { label: 'bad', words: [{ text: 'dull', count: 9, logOdds: 2 }] },
  ],
}

export const PICTURES: PictureSummary = {
  count: 120,
  problems: [{ problem: 'corrupt', count: 2 }],
  width: { low: 28, median: 28, high: 32 },
  height: { low: 28, median: 28, high: 32 },
  sizes: [{ width: 28, height: 28, count: 118 }],
  sizeCount: 2,
  formats: [{ format: 'png', count: 120 }],
  greyCount: 120,
  alphaCount: 0,
  bytes: 54_000,
  meanColour: [33, 33, 33],
  duplicates: {
    pictures: 1,
    acrossClasses: 1,
    groups: [
      {
        count: 2,
        pictures: [
          { path: '3/a.png', label: '3' },
          { path: '8/b.png', label: '8' },
        ],
        isAcrossClasses: true,
      },
    ],
  },
  nearDuplicates: null,
  suggested: { width: 28, height: 28, channels: 1, fit: 'crop', background: 255 },
}

/** A hundred days that repeat every week. */
export const SERIES: SeriesProfile = {
  column: 'temp',
  frequency: {
    unit: 'day',
    step: 1,
    gaps: [{ after: 40, missing: 2 }],
    gapCount: 1,
    missingCount: 2,
    duplicateCount: 0,
    isSorted: true,
  },
  seriesCount: 1,
  longest: 100,
  firstTime: 0,
  lastTime: 101,
  season: 7,
  trendStrength: 0.1,
  seasonalStrength: 0.8,
  autocorrelation: [1, 0.7, 0.3, 0, -0.2, 0.2, 0.6, 0.9],
  baselines: { naive: { mae: 2, rmse: 2.6, count: 20 }, seasonalNaive: { mae: 1.5, rmse: 1.9, count: 20 } },
  points: Array.from({ length: 100 }, (_, index) => ({ time: index, value: Math.sin(index) })),
}

/** Of the small Titanic that tests import. */
export const PROFILE: DataProfile = {
  columns: [
    { name: 'survived', quartiles: null, outliers: null, information: null },
    { name: 'age', quartiles: { lower: 20, upper: 38 }, outliers: 4, information: 0.02 },
    { name: 'sex', quartiles: null, outliers: null, information: 0.24 },
  ],
  associations: {
    names: ['survived', 'age', 'sex'],
    values: [
      [1, -0.08, 0.54],
      [-0.08, 1, 0.09],
      [0.54, 0.09, 1],
    ],
    rowCount: 80,
  },
  duplicates: { rows: 12, acrossParts: 3 },
  texts: [],
  pictures: null,
  series: null,
}
