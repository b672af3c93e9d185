import type { ProjectId } from '../../../shared/domain/ids'
import { type OpenedSample, SAMPLES, type SampleCard, type SampleId } from '../../../shared/domain/sample'
import { AppError, invariant } from '../../../shared/errors/appError'
import { SAMPLE_WORDS } from '../../../shared/words/samples'
import { insertProject } from '../app/projects'
import type { ServiceContext } from '../context'
import { openPart, type OpenPartParts } from './openPart'
import { SAMPLE_ENTRIES } from './registry'
import type { PartEntry, SampleEntry, SampleRequest } from './types'

export interface SampleService {
  list(): SampleCard[]
  ofProject(id: ProjectId): SampleId | null
  /**
   * Makes a project of a sample: the data of every part, a model and a study for each that it has.
   * @throws {sample/own-data-needed} where there is no part without data of the user's
   * @throws {app/not-found} for a part that is not there, or takes no data
   */
  open(request: SampleRequest): Promise<OpenedSample>
}

export function createSampleService(context: ServiceContext, parts: OpenPartParts): SampleService {
  const { store, emit } = context
  return {
    list: () => SAMPLES.map((id) => toCard(id, SAMPLE_ENTRIES[id])),
    ofProject: (id) => store.projects.sampleOf(id),
    async open(request) {
      const wanted = choosePart(request)
      const project = insertProject(context, request.name)
      store.projects.markSample(project.id, request.id)
      try {
        const words = SAMPLE_WORDS[request.language][request.id]
        const opened: OpenedSample[] = []
        for (const part of wanted) {
          opened.push(await openPart(context, parts, { part, words, request, projectId: project.id }))
        }
        const [first] = opened
        invariant(first, 'a sample has a part')
        return first
      } catch (thrown) {
        // Half a sample is of no use to anybody.
        store.projects.remove(project.id)
        throw thrown
      } finally {
        emit('project:changed', { projectId: project.id })
      }
    },
  }
}

/** Data of the user's open one part, else all that need none are opened. */
function choosePart({ id, part, fileId }: SampleRequest): readonly PartEntry[] {
  const { parts } = SAMPLE_ENTRIES[id]
  const named = part === undefined ? parts : parts.filter((candidate) => candidate.id === part)
  if (fileId !== undefined) {
    const [taker] = named.filter(({ accepts }) => accepts !== null)
    if (!taker) throw new AppError('app/not-found', { what: 'part', id: part ?? id })
    return [taker]
  }
  if (named.length === 0) throw new AppError('app/not-found', { what: 'part', id: part ?? id })
  const ready = named.filter(({ data }) => data.origin !== 'own')
  if (ready.length === 0) throw new AppError('sample/own-data-needed')
  return ready
}

function toCard(id: SampleId, { topics, difficulty, minutes, parts }: SampleEntry): SampleCard {
  return {
    id,
    topics: [...topics],
    difficulty,
    minutes,
    parts: parts.map(({ id: partId, kind, data, accepts, studies }) => ({
      id: partId,
      kind,
      origin: data.origin,
      accepts,
      rowCount: data.origin === 'own' ? null : data.rowCount,
      credit: data.origin === 'shipped' ? data.credit : null,
      studies: studies.map(({ id: studyId, plan }) => ({ id: studyId, trials: plan.trials })),
    })),
  }
}
