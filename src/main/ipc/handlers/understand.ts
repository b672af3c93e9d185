/** @file Handlers of understanding: worked examples, diagrams, and trials as scripts. */
import type { understandInvokes } from '../../../shared/contract/invokes/understand'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function understandHandlers({ understanding }: Services): HandlersOf<keyof typeof understandInvokes> {
  return {
    'example:run': (request) => understanding.runExample(request),
    'diagram:model': ({ design, datasetVersionId }) => understanding.diagramOfModel(design, datasetVersionId),
    'diagram:trial': ({ trialId }) => understanding.diagramOfTrial(trialId),
    'diagram:png': ({ svg }) => understanding.drawPicture(svg),
    'code:script': (wanted) => understanding.writeScript(wanted),
    'code:zip': (wanted) => understanding.zipScript(wanted),
    'code:files': (wanted) => understanding.listScript(wanted),
  }
}
