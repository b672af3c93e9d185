import type { InvokeOutput, ParsedInput } from '../../../shared/contract/invokes'
import type { KeptFile } from '../../../shared/contract/invokes/projectFile'
import type { WrittenScript } from '../../../shared/domain/code'
import type { Design } from '../../../shared/domain/design'
import type { DatasetVersionId, FileId, TrialId } from '../../../shared/domain/ids'
import type { ModelDiagram } from '../../../shared/domain/modelDiagram'
import { drawSvg } from '../../datasets'
import type { ServiceContext } from '../context'
import { diagramOfModel, diagramOfTrial } from './diagrams'
import { runExampleOf } from './examples'
import { listScript, writeScript, zipScript, type ScriptParts, type WantedScript } from './scripts'

/** What helps to understand a model: its numbers, its diagram, its script. */
export interface UnderstandingService {
  /** @throws {example/too-large} {example/no-target} {example/wrong-count} {model/invalid} */
  runExample(request: ParsedInput<'example:run'>): Promise<InvokeOutput<'example:run'>>
  /** @param versionId null for a design without data, whose shapes are not known */
  diagramOfModel(design: Design, versionId: DatasetVersionId | null): Promise<ModelDiagram>
  diagramOfTrial(trialId: TrialId): Promise<ModelDiagram>
  /** @returns a PNG of twice the size of a drawing. @throws {file/unreadable} where it is none */
  drawPicture(svg: string): Promise<{ base64: string }>
  /** @throws {code/adversarial} {code/backbone} {code/embedding} {study/nothing-trained} */
  writeScript(wanted: WantedScript): Promise<WrittenScript>
  zipScript(wanted: WantedScript): Promise<KeptFile>
  /** Each waits to be fetched piece by piece. */
  listScript(wanted: WantedScript): Promise<{ path: string; id: FileId }[]>
}

export function createUnderstandingService(
  context: ServiceContext,
  parts: ScriptParts,
): UnderstandingService {
  const { prepared } = parts
  return {
    runExample: (request) => runExampleOf(context, prepared, request),
    diagramOfModel: (design, versionId) => diagramOfModel(context, prepared, { design, versionId }),
    diagramOfTrial: (trialId) => diagramOfTrial(context, prepared, trialId),
    drawPicture: async (svg) => ({ base64: (await drawSvg(svg)).toString('base64') }),
    writeScript: (wanted) => writeScript(context, prepared, wanted),
    zipScript: (wanted) => zipScript(context, parts, wanted),
    listScript: (wanted) => listScript(context, parts, wanted),
  }
}
