/** @file What a user sets on each kind of step, and which of it a search may vary. */
import { AUGMENTATION_SETTINGS } from '../augmentation'
import { PICTURE_GEOMETRY_SETTINGS } from '../pictureGeometry'
import type { ParameterValue } from '../searchSpace'
import type { Setting } from '../setting'
import { choice, doubling, even, float, integer, linear, log } from '../settingMakers'
import {
  BALANCE_METHODS,
  CLIP_METHODS,
  ENCODE_METHODS,
  IMPUTE_METHODS,
  SCALE_METHODS,
  SELECT_METHODS,
  TRANSFORM_METHODS,
  type RecipeStep,
  type StepKind,
} from './index'
import { TFIDF_SETTINGS, TOKEN_SETTINGS } from '../textSettings'

/** What of a step is no single value that could vary, or may not. */
type NoSetting =
  | 'kind'
  | 'id'
  | 'columns'
  | 'isOff'
  | 'constant'
  | 'value'
  | 'test'
  | 'parts'
  | 'lags'
  | 'statistics'
  | 'keep'
  | 'ownStopWords'
  | 'focus'

type SettingName<Step> = Exclude<keyof Step, NoSetting> & string

type StepSettings = {
  readonly [Kind in StepKind]: readonly Setting<SettingName<Extract<RecipeStep, { kind: Kind }>>>[]
}

const usedWith = (parent: string, ...values: ParameterValue[]) => ({ usedWith: { parent, values } })

export const STEP_SETTINGS: StepSettings = {
  filter: [],
  deduplicate: [],
  drop: [],
  lag: [],
  rolling: [integer('window', [2, 1000], doubling(3, 30))],
  difference: [integer('distance', [1, 1000], even(1, 12))],
  dateParts: [choice('isCyclic', [true, false]), choice('dropsDate', [true, false])],
  tokens: TOKEN_SETTINGS,
  tfidf: TFIDF_SETTINGS,
  picture: PICTURE_GEOMETRY_SETTINGS,
  augment: AUGMENTATION_SETTINGS,
  impute: [
    choice('method', IMPUTE_METHODS, { search: ['median', 'mean', 'neighbours'] }),
    integer('neighbours', [1, 100], even(3, 15), usedWith('method', 'neighbours')),
    choice('indicator', [true, false]),
  ],
  clip: [
    choice('method', CLIP_METHODS),
    float('factor', [0.1, 20], linear(1, 4), usedWith('method', 'iqr', 'zScore')),
    float('share', [0.0001, 0.25], log(0.001, 0.05), usedWith('method', 'percentile')),
  ],
  transform: [
    choice('method', TRANSFORM_METHODS, { search: ['log', 'yeoJohnson', 'quantile'] }),
    choice('distribution', ['normal', 'uniform'], usedWith('method', 'quantile')),
    integer('quantiles', [10, 1000], doubling(20, 500), usedWith('method', 'quantile')),
  ],
  polynomial: [integer('degree', [2, 4], even(2, 3)), choice('interactionOnly', [true, false])],
  bin: [
    choice('method', ['quantile', 'uniform', 'kMeans']),
    integer('bins', [2, 50], even(3, 12)),
    choice('output', ['ordinal', 'oneHot']),
  ],
  encode: [
    choice('method', ENCODE_METHODS, { search: ['oneHot', 'target', 'frequency'] }),
    integer('maxCategories', [2, 1000], doubling(5, 100), usedWith('method', 'oneHot', 'ordinal')),
    integer('buckets', [2, 1024], doubling(8, 128), usedWith('method', 'hashing')),
    float('smoothing', [0, 10_000], linear(0, 50), usedWith('method', 'target')),
  ],
  scale: [choice('method', SCALE_METHODS)],
  normalize: [choice('norm', ['l2', 'l1', 'max'])],
  select: [
    choice('method', SELECT_METHODS, { search: ['anovaF', 'mutualInformation', 'forest'] }),
    integer(
      'count',
      [1, 10_000],
      doubling(4, 64),
      usedWith('method', 'chiSquared', 'anovaF', 'mutualInformation', 'forest'),
    ),
    float('threshold', [0, 1], linear(0.7, 0.99), usedWith('method', 'variance', 'correlation')),
  ],
  reduce: [
    choice('method', ['share', 'count']),
    integer('components', [1, 1000], doubling(2, 32), usedWith('method', 'count')),
    float('share', [0.1, 0.9999], linear(0.7, 0.99), usedWith('method', 'share')),
    choice('whiten', [false, true]),
  ],
  balance: [
    choice('method', BALANCE_METHODS),
    integer('neighbours', [1, 50], even(3, 11), usedWith('method', 'smote')),
    float('ratio', [0.05, 1], linear(0.3, 1), usedWith('method', 'oversample', 'undersample', 'smote')),
  ],
}

/** @returns the settings of a kind of step, in the order in which they are shown. */
export function stepSettings(kind: StepKind): readonly Setting[] {
  return STEP_SETTINGS[kind]
}
