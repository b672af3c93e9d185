/** @file Metrics: pure functions of predictions and truths. */
export { accuracy, countConfusion, predictClasses, scoreClasses, summariseClasses } from './classes'
export { cohenKappa, matthews } from './agreement'
export type { ClassScores, Confusion } from './classes'
export { measureGoal, type Judged } from './goals'
export { buildEmbeddedFigures } from './embeddedReport'
export { buildMadeFigures } from './madeReport'
export { measure, toTargetUnits, type Measured } from './measure'
export { scoreNumbers, type NumberScores } from './numbers'
export { logLoss, rankAreas, topAccuracy } from './probabilities'
export {
  buildClassReport,
  buildNumberReport,
  buildTestFigures,
  type TestedRows,
  type TestFigures,
} from './testReport'
export { wilsonInterval } from '../wilson'
