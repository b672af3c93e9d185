import { join } from 'node:path'
import type { ArtifactId } from '../../../shared/domain/ids'
import type { DataFolders } from '../context'

/** Where the files of an artifact lie: its model, and its weights where they are others than those of its trial. */
export function artifactFiles({ weights }: Pick<DataFolders, 'weights'>, id: ArtifactId) {
  return { onnx: join(weights, `${id}.onnx`), weights: join(weights, `${id}.weights`) }
}
