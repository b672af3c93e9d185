/** @file Handlers of what answers hang on, of mistakes, and of corrections. */
import type { explainInvokes } from '../../../shared/contract/invokes/explain'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function explainHandlers({ explain }: Services): HandlersOf<keyof typeof explainInvokes> {
  return {
    'explain:subject': ({ trialId }) => explain.subject(trialId),
    'explain:importance': (request) => explain.importance(request),
    'explain:shap': (request) => explain.shap(request),
    'explain:dependence': (request) => explain.dependence(request),
    'explain:attribution': (request) => explain.attribution(request),
    'mistakes:list': (request) => explain.mistakes(request),
    'mistakes:rows': (request) => explain.mistakeRows(request),
    'mistakes:correct': (request) => explain.correct(request),
    'mistakes:retrain': (request) => explain.retrain(request),
  }
}
