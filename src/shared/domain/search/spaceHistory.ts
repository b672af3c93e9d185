/** @file How what a study searches came to be, and what its results say about where to search on. */
import * as v from 'valibot'
import { SettingPath } from '../design'
import { Domain } from '../searchSpace'
import { Reason } from '../study'
import { SpaceVersion } from './spaceVersion'

/** What became different from one version to the next. */
export const SpaceChange = v.variant('kind', [
  /** A domain that is null stands for a setting that does not vary. */
  v.strictObject({
    kind: v.literal('domain'),
    path: SettingPath,
    before: v.nullable(Domain),
    after: v.nullable(Domain),
  }),
  v.strictObject({
    kind: v.literal('constraints'),
    added: v.array(v.string()),
    removed: v.array(v.string()),
  }),
  v.strictObject({
    kind: v.literal('coupled'),
    added: v.array(v.array(SettingPath)),
    removed: v.array(v.array(SettingPath)),
  }),
])
export type SpaceChange = v.InferOutput<typeof SpaceChange>

export const SpaceStep = v.strictObject({
  ...SpaceVersion.entries,
  /** Against the version before; none of the first. */
  changes: v.array(SpaceChange),
  /** Trials made from it. */
  trials: v.number(),
  /** Whether trials are made from it now. */
  isCurrent: v.boolean(),
})
export type SpaceStep = v.InferOutput<typeof SpaceStep>

/** A part of a domain in which the good trials lie. */
export const NarrowedDomain = v.strictObject({
  path: SettingPath,
  before: Domain,
  after: Domain,
  /** What speaks for it, in words. */
  evidence: Reason,
})
export type NarrowedDomain = v.InferOutput<typeof NarrowedDomain>

/** What `study:setSpace` may be given: all that is searched, with what was narrowed. */
export const SpaceSuggestion = v.strictObject({
  search: SpaceVersion.entries.search,
  narrowed: v.array(NarrowedDomain),
  /** Complete trials that it rests on. */
  trials: v.number(),
})
export type SpaceSuggestion = v.InferOutput<typeof SpaceSuggestion>
