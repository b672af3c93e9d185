/** @file The sheets of a run, as far as they were written. */
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import { PictureSheet } from '../../../shared/domain/pictureSheet'

/** @returns the sheets by epoch; none where there is no file. A line cut off by a crash is left out, an epoch done again counts once. */
export async function readPictures(file: string): Promise<PictureSheet[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const sheets = text.split('\n').flatMap((line) => {
    const read = v.safeParse(PictureSheet, parse(line))
    return read.success ? [read.output] : []
  })
  const byStep = new Map(sheets.map((sheet) => [sheet.step, sheet]))
  return [...byStep.values()].sort((left, right) => left.step - right.step)
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
