/** @file The handler table: one file a namespace, every channel once. */
import type { Services } from '../../services'
import type { Handlers } from '../router'
import { appHandlers } from './app'
import { architectureHandlers } from './architecture'
import { artifactHandlers } from './artifact'
import { backboneHandlers } from './backbone'
import { dataHandlers } from './data'
import { diagnosisHandlers } from './diagnosis'
import { engineHandlers } from './engine'
import { experienceHandlers } from './experience'
import { explainHandlers } from './explain'
import { jobHandlers } from './job'
import { matchHandlers } from './match'
import { modelHandlers } from './model'
import { monitoringHandlers } from './monitoring'
import { notesHandlers } from './notes'
import { programHandlers } from './program'
import { projectFileHandlers } from './projectFile'
import { reportHandlers } from './report'
import { refitHandlers } from './refit'
import { resultHandlers } from './result'
import { sampleHandlers } from './sample'
import { servingHandlers } from './serving'
import { steeringHandlers } from './steering'
import { studioHandlers } from './studio'
import { studyHandlers } from './study'
import { exportHandlers } from './exports'
import { understandHandlers } from './understand'

export function createHandlers(services: Services): Handlers {
  return {
    ...appHandlers(services),
    ...dataHandlers(services),
    ...modelHandlers(services),
    ...architectureHandlers(services),
    ...artifactHandlers(services),
    ...backboneHandlers(services),
    ...studyHandlers(services),
    ...understandHandlers(services),
    ...exportHandlers(services),
    ...programHandlers(services),
    ...steeringHandlers(services),
    ...engineHandlers(services),
    ...experienceHandlers(services),
    ...resultHandlers(services),
    ...matchHandlers(services),
    ...explainHandlers(services),
    ...jobHandlers(services),
    ...diagnosisHandlers(services),
    ...notesHandlers(services),
    ...monitoringHandlers(services),
    ...servingHandlers(services),
    ...reportHandlers(services),
    ...projectFileHandlers(services),
    ...sampleHandlers(services),
    ...refitHandlers(services),
    ...studioHandlers(services),
  }
}
