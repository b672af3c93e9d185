/** @file Identities: opaque strings, branded so that one noun's id cannot stand for another's. */
import * as v from 'valibot'

const pattern = v.regex(/^[A-Za-z0-9_-]{6,40}$/)

export const ProjectId = v.pipe(v.string(), pattern, v.brand('ProjectId'))
export type ProjectId = v.InferOutput<typeof ProjectId>

export const DatasetId = v.pipe(v.string(), pattern, v.brand('DatasetId'))
export type DatasetId = v.InferOutput<typeof DatasetId>

export const DatasetVersionId = v.pipe(v.string(), pattern, v.brand('DatasetVersionId'))
export type DatasetVersionId = v.InferOutput<typeof DatasetVersionId>

export const ModelId = v.pipe(v.string(), pattern, v.brand('ModelId'))
export type ModelId = v.InferOutput<typeof ModelId>

export const StudyId = v.pipe(v.string(), pattern, v.brand('StudyId'))
export type StudyId = v.InferOutput<typeof StudyId>

export const TrialId = v.pipe(v.string(), pattern, v.brand('TrialId'))
export type TrialId = v.InferOutput<typeof TrialId>

export const BackboneId = v.pipe(v.string(), pattern, v.brand('BackboneId'))
export type BackboneId = v.InferOutput<typeof BackboneId>

export const RunId = v.pipe(v.string(), pattern, v.brand('RunId'))
export type RunId = v.InferOutput<typeof RunId>

/** A file that the user handed over; its bytes lie in the data folder, its path is never told to the renderer. */
export const FileId = v.pipe(v.string(), pattern, v.brand('FileId'))
export type FileId = v.InferOutput<typeof FileId>

export const ArtifactId = v.pipe(v.string(), pattern, v.brand('ArtifactId'))
export type ArtifactId = v.InferOutput<typeof ArtifactId>
