import type { WarmStart } from '../../../shared/contract/invokes/experience'
import type { FileId, ProjectId, StudyId } from '../../../shared/domain/ids'
import type { PriorReport } from '../../../shared/domain/search/priorReport'
import type { PriorTrial } from '../../../shared/domain/search/priorTrial'
import type { SpaceSuggestion } from '../../../shared/domain/search/spaceHistory'
import { findSetting } from '../../../shared/domain/settingCatalogue'
import { isTraining, type Study, type StudyPlan, type StudySummary } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { proposeSpace } from '../../search'
import { readForeign, writeOptuna } from '../../store'
import type { ServiceContext } from '../context'
import type { FileService } from '../data/files'
import { type Download, toDownload } from '../downloads/download'
import { importedStudy } from './importedStudy'
import { toOptunaStudy } from './optunaStudy'
import { toPastTrial } from './pastTrials'
import { fitPriors, type Results } from './priors'
import { fixedValuesOf, Questions } from './questions'
import type { StudyService } from './studies'
import type { StudyRunner } from './studyRunner'
import { searchedBy } from './spaceVersions'
import { spaceOf } from './studySetup'

/** What studies learn from each other, and tell others. */
export interface ExperienceService {
  suggestSpace(id: StudyId): SpaceSuggestion
  /** @throws {foreign/unreadable} {foreign/several-studies} {foreign/no-study} */
  warmStart(id: StudyId, source: WarmStart): PriorReport
  priors(id: StudyId): PriorTrial[]
  removePriors(id: StudyId): void
  /** @throws {foreign/unreadable} {foreign/several-studies} {foreign/no-study} */
  importOptuna(from: { projectId: ProjectId; fileId: FileId; studyName?: string | undefined }): StudySummary
  exportOptuna(id: StudyId): Download
}

export interface ExperienceParts {
  readonly runner: StudyRunner
  readonly files: FileService
  readonly studies: StudyService
}

export function createExperienceService(context: ServiceContext, parts: ExperienceParts): ExperienceService {
  const { store } = context
  const { runner, files, studies } = parts
  return {
    suggestSpace: (id) => suggestSpace(context, store.studies.get(id)),
    warmStart(id, source) {
      const { plan } = store.studies.get(id)
      const given =
        source.kind === 'study' ? fromStudy(store, plan, source.studyId) : fromFile(files, plan, source)
      const { priors, report } = fitPriors(plan, store.priors.list(id), given)
      store.priors.add(id, priors)
      runner.reloadPriors(id)
      return report
    },
    priors: (id) => store.priors.list(store.studies.get(id).id),
    removePriors(id) {
      store.priors.clear(store.studies.get(id).id)
      runner.reloadPriors(id)
    },
    importOptuna({ projectId, fileId, studyName }) {
      const source = { ...files.source(fileId), valueColumns: [], studyName: studyName ?? null }
      const { format, study: foreign } = readForeign(source)
      if (format !== 'optuna') throw new AppError('foreign/unreadable', { name: source.fileName })
      const { study, trials } = importedStudy(foreign, projectId, context.clock.now())
      store.transaction(() => {
        store.studies.insert(study)
        for (const { row, steps } of trials) {
          store.trials.insert(row)
          if (steps.length > 0) store.trials.appendSteps(row.id, steps)
        }
      })
      context.emit('project:changed', { projectId })
      return studies.get(study.id)
    },
    exportOptuna(id) {
      const study = store.studies.get(id)
      const written = writeOptuna(toOptunaStudy(store, study))
      return toDownload(written, {
        ...{ stem: study.name, suffix: ' optuna.db', mediaType: 'application/vnd.sqlite3' },
      })
    },
  }
}

/** Settings that stand in several copies are left as they are: results of one copy say nothing of the others. */
function suggestSpace({ store }: Pick<ServiceContext, 'store'>, study: Study): SpaceSuggestion {
  const { plan } = study
  const { search } = searchedBy(plan)
  const past = store.trials.list(study.id).map((row) => toPastTrial(plan, row))
  const history = new Questions({ plan, priors: [], figures: null }).history(past)
  const limits = (path: string) => {
    const setting = isTraining(plan) ? findSetting(plan.design, path)?.setting : undefined
    return setting === undefined || setting.kind === 'choice' ? null : setting.range
  }
  const proposals = proposeSpace(spaceOf(study.plan), history, limits).flatMap(
    ({ parameter, change, domain, evidence }) => {
      const before = search[parameter]
      return before === undefined ? [] : [{ path: parameter, change, before, after: domain, evidence }]
    },
  )
  const proposed = Object.fromEntries(proposals.map(({ path, after }) => [path, after]))
  const trials = history.filter(({ state, number }) => state === 'complete' && number > 0).length
  return { search: { ...search, ...proposed }, proposals, trials }
}

function fromStudy(store: ServiceContext['store'], plan: StudyPlan, id: StudyId): Results {
  const { plan: other, name } = store.studies.get(id)
  const results = store.trials.list(id).map(({ state, assignment, value }) => {
    const isFinished = state === 'complete'
    return { isFinished, assignment, value }
  })
  return {
    source: { format: 'study', name },
    results,
    fixed: fixedValuesOf(other),
    isSameObjective:
      other.objective.metric === plan.objective.metric &&
      other.objective.direction === plan.objective.direction,
  }
}

function fromFile(
  files: FileService,
  { objective }: StudyPlan,
  { fileId, studyName }: Extract<WarmStart, { kind: 'file' }>,
): Results {
  const valueColumns = valueColumnsOf(objective.metric.replace(/^own\./, ''))
  const source = { ...files.source(fileId), valueColumns, studyName: studyName ?? null }
  const { format, study } = readForeign(source)
  const { directions, trials, name } = study
  return {
    source: { format, name },
    results: trials.map(({ state, assignment, values }) => ({
      isFinished: state === 'complete',
      assignment,
      value: values?.[0] ?? null,
    })),
    fixed: () => null,
    lacksColumn: format === 'csv' && trials.every(({ values }) => values === null) ? valueColumns : null,
    isSameObjective:
      directions === null || (directions.length === 1 && directions[0] === objective.direction),
  }
}

/** Names of what a table has of the objective; where it is there of training rows, too, those of validation count. */
function valueColumnsOf(metric: string): string[] {
  return ['value', `val_${metric}`, `validation.${metric}`, `epoch/val_${metric}`, metric, 'score']
}
