/** @file A file that waits in the core, fetched piece by piece. */
import type { FileId } from '../../../shared/domain/ids'
import type { Call } from './coreClient'

export async function fetchKept(call: Call, id: FileId): Promise<Buffer> {
  const pieces: Buffer[] = []
  let offset = 0
  for (;;) {
    const piece = Buffer.from((await call('kept:read', { id, offset })).base64, 'base64')
    if (piece.length === 0) break
    pieces.push(piece)
    offset += piece.length
  }
  await call('kept:discard', { id })
  return Buffer.concat(pieces)
}
