export { DIAGNOSIS_WORDS, figure, fill, type Names, tellEvidence, tellFinding, tellRemedy } from './tell'
export type { DiagnosisWords, RuleWords } from './words'
