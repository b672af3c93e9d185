/** @file A file with a search space, read. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { SpaceFile } from '../../../shared/domain/search/spaceFile'
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import { AppError } from '../../../shared/errors/appError'
import { spaceOfFile } from '../../search'

/** @throws {file/unreadable | space/file-invalid} */
export function readSpace(path: string): SearchSpace {
  const read = v.safeParse(SpaceFile, readJson(path))
  if (read.success) return spaceOfFile(read.output)
  const [issue] = read.issues
  const place = v.getDotPath(issue) ?? path
  throw new AppError('space/file-invalid', { parameter: place, problem: `cannot be read: ${issue.message}` })
}

function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('file/unreadable', { name: path }, { cause })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('space/file-invalid', { parameter: path, problem: 'is no JSON' }, { cause })
  }
}
