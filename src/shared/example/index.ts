/** @file Worked examples, step by step. */
export { describeRound } from './describeRound'
export {
  STEP_KINDS,
  STEP_PHASES,
  type ExampleStep,
  type StepKind,
  type StepLine,
  type StepPhase,
} from './step'
export { layerNumbers, letterOf, outputSymbol, readSymbol, weightSymbol } from './symbols'
