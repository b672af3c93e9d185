export { DIAGNOSIS_WORDS, figure, type Names, tellEvidence, tellFinding, tellRemedy } from './tell'
export type { DiagnosisWords, RuleWords } from './words'
