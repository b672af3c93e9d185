/** @file The forest that stands for a study: what its trials say of settings that were not tried. */
import { createRowEncoder, type Forest, growTrees, type RowEncoder, type Tree } from '../forest'
import type { AnalysisTask, Sliced } from './types'
import { usableTrials, type UsableTrials, withoutOutliers } from './usableTrials'

export interface StudyForest {
  readonly encoder: RowEncoder
  readonly forest: Forest
  readonly trials: UsableTrials
}

/** As many as Hutter's and Optuna's fANOVA, and as deep. */
const TREES = 64
const MAX_DEPTH = 64
const SEED = 1

/** @returns a forest of the trials in which all these parameters exist. */
export function* growStudyForest(
  task: AnalysisTask,
  objective: number,
  parameters: readonly string[] = [],
): Sliced<StudyForest> {
  const encoder = createRowEncoder(task.space)
  const trials = usableTrials(task, objective, parameters)
  const data = {
    columns: encoder.toColumns(trials.assignments),
    choices: encoder.choices,
    targets: withoutOutliers(trials.values),
  }
  const trees: Tree[] = []
  for (const tree of growTrees(data, { trees: TREES, maxDepth: MAX_DEPTH, seed: SEED })) {
    trees.push(tree)
    yield
  }
  return { encoder, forest: { trees, choices: encoder.choices }, trials }
}
