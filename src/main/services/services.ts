import { type AnalysisService, createAnalysisService } from './analysis/analysis'
import { type About, describeApp } from './app/about'
import { createPreferenceService, type PreferenceService } from './app/preferences'
import { createProjectService, type ProjectService } from './app/projects'
import { createStudioService, type StudioService } from './studio/studio'
import { createSampleService, type SampleService } from './samples/samples'
import { type BackboneService, createBackboneService } from './backbones/backbones'
import { type ComputeService, createComputeService } from './compute/compute'
import { type CompressionService, createCompressionService } from './compression/compression'
import type { ServiceContext } from './context'
import { createEngineService, type EngineService } from './engines/engines'
import { createJobService, type JobService } from './jobs/jobs'
import { createDatasetService, type DatasetService } from './data/datasets'
import { createDataViewService, type DataViewService } from './data/dataViews'
import { createDiagnosisService, type DiagnosisService } from './diagnosis/diagnosis'
import { createProbeService, type ProbeService } from './diagnosis/probes'
import { createExplainService, type ExplainService } from './explain/explain'
import { createFileService, type FileService } from './data/files'
import { createPreparedData } from './data/preparedData'
import { createMatchService, type MatchService } from './matching/matching'
import { createModelService, type ModelService } from './models/models'
import { type AnnotationService, createAnnotationService } from './notes/annotations'
import { createMonitoringService, type MonitoringService } from './monitoring/monitoring'
import { createGoalService, type GoalService } from './notes/goals'
import { createKeptFiles, type KeptFiles } from './projectFile/keptFiles'
import { createProjectFileService, type ProjectFileService } from './projectFile/projectFiles'
import { createReportService, type ReportService } from './report/reports'
import { createResultService, type ResultService } from './results/results'
import { createServingService, type ServingService } from './serving/serving'
import { createStorageService, type StorageService } from './storage/storage'
import { createFirstRequest } from './studies/firstRequest'
import { createRefit, type Refit } from './studies/refit'
import { recoverStudies } from './studies/recoverStudies'
import { createExperienceService, type ExperienceService } from './studies/experience'
import { createSteeringService, type SteeringService } from './studies/steering'
import { createStudyService, type StudyService } from './studies/studies'
import { createStudyRunner, type StudyRunner } from './studies/studyRunner'
import { sweepCheckpoints } from './studies/trialCheckpoints'
import { readWrittenSpace } from './studies/writtenSpace'
import { createTrialService, type TrialService } from './studies/trials'

import { createExportService, type ExportService } from './exports/exports'
import { createUnderstandingService, type UnderstandingService } from './understand/understanding'

/** Every use case of Fettle. */
export interface Services {
  about(): About
  readonly preferences: PreferenceService
  readonly compute: ComputeService
  readonly engines: EngineService
  readonly jobs: JobService
  readonly explain: ExplainService
  readonly diagnosis: DiagnosisService
  readonly probes: ProbeService
  readonly projects: ProjectService
  readonly annotations: AnnotationService
  readonly goals: GoalService
  readonly monitoring: MonitoringService
  readonly serving: ServingService
  readonly reports: ReportService
  readonly projectFiles: ProjectFileService
  readonly keptFiles: KeptFiles
  readonly samples: SampleService
  readonly refit: Refit
  readonly studio: StudioService
  readonly files: FileService
  readonly datasets: DatasetService
  readonly dataViews: DataViewService
  readonly storage: StorageService
  readonly models: ModelService
  readonly backbones: BackboneService
  readonly compression: CompressionService
  readonly studies: StudyService
  readonly readWrittenSpace: typeof readWrittenSpace
  readonly steering: SteeringService
  readonly experience: ExperienceService
  readonly trials: TrialService
  readonly analysis: AnalysisService
  readonly results: ResultService
  readonly matching: MatchService
  readonly understanding: UnderstandingService
  readonly exports: ExportService
  readonly runner: StudyRunner
}

/** Puts the use cases together; studies that a dead core left running are marked as interrupted first. */
export function createServices(context: ServiceContext): Services {
  recoverStudies(context)
  sweepCheckpoints(context)
  const prepared = createPreparedData(context)
  const jobs = createJobService(context)
  const engines = createEngineService(context, jobs)
  const compute = createComputeService(context, { engines, requestOf: createFirstRequest(context, prepared) })
  const runner = createStudyRunner(context, { prepared, placements: compute })
  const preferences = createPreferenceService(context)
  const files = createFileService(context)
  const keptFiles = createKeptFiles(context)
  const projects = createProjectService(context, runner)
  const datasets = createDatasetService(context, { files, prepared })
  const models = createModelService(context, prepared)
  const studies = createStudyService(context, { runner, prepared })
  const analysis = createAnalysisService(context, studies.get)
  const steering = createSteeringService(context, { runner, studies, prepared })
  const monitoring = createMonitoringService(context, { prepared, files, datasets, studies })
  return {
    about: () => describeApp(context),
    preferences,
    compute,
    engines,
    jobs,
    projects,
    annotations: createAnnotationService(context),
    goals: createGoalService(context),
    monitoring,
    serving: createServingService(context, { prepared, monitoring }),
    files,
    datasets,
    dataViews: createDataViewService(context, files),
    storage: createStorageService(context),
    models,
    backbones: createBackboneService(context, { files, jobs, prepared }),
    compression: createCompressionService(context, { jobs, prepared }),
    studies,
    readWrittenSpace,
    experience: createExperienceService(context, { runner, files, studies }),
    steering,
    diagnosis: createDiagnosisService(context, { prepared, jobs, studies, steering }),
    explain: createExplainService(context, { prepared, jobs, datasets, studies }),
    probes: createProbeService(context, { prepared, jobs }),
    trials: createTrialService(context, runner),
    analysis,
    projectFiles: createProjectFileService(context, { files, kept: keptFiles, runner }),
    keptFiles,
    reports: createReportService(context, { analysis, summaryOf: studies.get }),
    refit: createRefit(context, studies),
    studio: createStudioService(context, { prepared, jobs }),
    samples: createSampleService(context, {
      ...{ files, datasets, models, studies, preferences, prepared, jobs },
    }),
    results: createResultService(context, { prepared, files, studies, runner }),
    matching: createMatchService(context, { prepared, files, jobs }),
    understanding: createUnderstandingService(context, { prepared, jobs, kept: keptFiles }),
    exports: createExportService(context, { prepared, kept: keptFiles }),
    runner,
  }
}
