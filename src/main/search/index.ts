/** @file Public face of the search engine: from a design to a space, from a space to trials. */
export {
  assignmentKey,
  defaultAssignment,
  isActive,
  normaliseAssignment,
  sampleAssignment,
} from './space/assignments'
export { applyAssignment, type TrialSpec } from './space/applyAssignment'
export { checkAssignment, type CheckedAssignment } from './space/checkAssignment'
export { containsValue } from './space/containsValue'
export {
  compileConstraint,
  compileConstraints,
  type Constraint,
  findConstraintError,
  type ModelFigures,
  vocabularyOf,
} from './constraints/compileConstraint'
export {
  analyseEffects,
  type EffectAnalysis,
  type EffectRow,
  type FactorEffects,
  type LevelEffect,
  type VarianceLine,
} from './designs/effects'
export { chooseArray } from './designs/orthogonalArray'
export { countCombinations, gridSize } from './space/counting'
export { deriveSpace } from './space/deriveSpace'
export { countValues, nearestValue } from './space/domains'
export { findBadReferences } from './space/findBadReferences'
export { type Fit, fitAssignment, type FixedValues, type TriedSettings } from './space/fitAssignment'
export { gridLevels } from './space/levels'
export { type DomainProposal, type Evidence, proposeSpace } from './space/narrowSpace'
export { spaceOfFile } from './space/spaceOfFile'
export { unrollNetworks, type UnrolledLayer } from './space/unrollDesign'
export { validateDesign } from './space/validateDesign'
export { type Analyser, type AnalysisTask, createAnalyser, finish, type Sliced } from './analysis'
export { createSampler, SAMPLER_KINDS } from './samplers/createSampler'
export { createPruner, PRUNER_KINDS, type PruningPlan } from './pruners/createPruner'
export { isMutable } from './pruners/population/isMutable'
export { completeTrials, failedTrials, isPending, isScored, pendingTrials, type ScoredTrial } from './history'
export { dominates } from './pareto/paretoRanks'
export type {
  Continuation,
  CurvePoint,
  PastTrial,
  Pruner,
  PruningTask,
  Question,
  Sampler,
  SearchTask,
  Verdict,
} from './types'
