/** @file The contract between renderer and core: every channel with the schemas of what goes in and what comes out. */
import type * as v from 'valibot'
import { appInvokes } from './invokes/app'
import { architectureInvokes } from './invokes/architecture'
import { artifactInvokes } from './invokes/artifact'
import { backboneInvokes } from './invokes/backbone'
import { dataInvokes } from './invokes/data'
import { diagnosisInvokes } from './invokes/diagnosis'
import { engineInvokes } from './invokes/engine'
import { experienceInvokes } from './invokes/experience'
import { explainInvokes } from './invokes/explain'
import { jobInvokes } from './invokes/job'
import { matchInvokes } from './invokes/match'
import { modelInvokes } from './invokes/model'
import { monitoringInvokes } from './invokes/monitoring'
import { notesInvokes } from './invokes/notes'
import { programInvokes } from './invokes/program'
import { projectFileInvokes } from './invokes/projectFile'
import { reportInvokes } from './invokes/report'
import { refitInvokes } from './invokes/refit'
import { resultInvokes } from './invokes/result'
import { sampleInvokes } from './invokes/sample'
import { servingInvokes } from './invokes/serving'
import { steeringInvokes } from './invokes/steering'
import { studioInvokes } from './invokes/studio'
import { studyInvokes } from './invokes/study'
import { exportInvokes } from './invokes/exports'
import { understandInvokes } from './invokes/understand'

/** One table, `noun:verb` → `{ input, output }`; both sides derive their types from it. */
export const INVOKES = {
  ...appInvokes,
  ...dataInvokes,
  ...modelInvokes,
  ...backboneInvokes,
  ...architectureInvokes,
  ...artifactInvokes,
  ...studyInvokes,
  ...understandInvokes,
  ...exportInvokes,
  ...programInvokes,
  ...steeringInvokes,
  ...engineInvokes,
  ...experienceInvokes,
  ...resultInvokes,
  ...matchInvokes,
  ...explainInvokes,
  ...jobInvokes,
  ...diagnosisInvokes,
  ...notesInvokes,
  ...monitoringInvokes,
  ...servingInvokes,
  ...reportInvokes,
  ...projectFileInvokes,
  ...sampleInvokes,
  ...refitInvokes,
  ...studioInvokes,
} as const

export type Channel = keyof typeof INVOKES
/** What a caller passes. */
export type InvokeInput<C extends Channel> = v.InferInput<(typeof INVOKES)[C]['input']>
/** What a handler receives: the input after its schema has read it. */
export type ParsedInput<C extends Channel> = v.InferOutput<(typeof INVOKES)[C]['input']>
export type InvokeOutput<C extends Channel> = v.InferOutput<(typeof INVOKES)[C]['output']>

export function isChannel(text: unknown): text is Channel {
  return typeof text === 'string' && Object.hasOwn(INVOKES, text)
}
