/** @file A file that waits in the core, fetched piece by piece. */
import type { FileId } from '../../../shared/domain/ids'
import type { Call } from './coreClient'

/** The core lets go of the file once its pieces are read, or nobody wants more of them. */
export async function* keptPieces(call: Call, id: FileId): AsyncGenerator<Buffer, void> {
  try {
    for (let offset = 0; ;) {
      const piece = Buffer.from((await call('kept:read', { id, offset })).base64, 'base64')
      if (piece.length === 0) return
      yield piece
      offset += piece.length
    }
  } finally {
    await call('kept:discard', { id })
  }
}

/** The whole file: for those that fit into memory. */
export async function fetchKept(call: Call, id: FileId): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of keptPieces(call, id)) pieces.push(piece)
  return Buffer.concat(pieces)
}
