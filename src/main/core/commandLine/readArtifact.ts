/** @file Which smaller model of a trial is meant. */
import * as v from 'valibot'
import { ArtifactId } from '../../../shared/domain/ids'
import type { UsageProblem } from './options'

/** @param text as it was given; undefined: the trial itself */
export function readArtifact(text: string | undefined): ArtifactId | undefined | UsageProblem {
  const read = v.safeParse(v.optional(ArtifactId), text)
  return read.success
    ? read.output
    : { problem: '--artifact takes an id, as "fettle compress --list" shows it.' }
}
