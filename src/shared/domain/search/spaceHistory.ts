/** @file How what a study searches came to be, and what its results say about where to search on. */
import * as v from 'valibot'
import { Domain } from '../searchSpace'
import { SpaceVersion } from './spaceVersion'

/** What became different from one version to the next. */
export const SpaceChange = v.variant('kind', [
  /** A domain that is null stands for a setting that does not vary. */
  v.strictObject({
    kind: v.literal('domain'),
    path: v.string(),
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
    added: v.array(v.array(v.string())),
    removed: v.array(v.array(v.string())),
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

const Share = v.number()

/** What speaks for another domain. */
export const DomainEvidence = v.strictObject({
  /** Complete trials that have the parameter, and how many of them count as the best. */
  trials: v.number(),
  best: v.number(),
  /** Shares of the best and of all trials that lie within the proposed domain. */
  bestInside: Share,
  allInside: Share,
  /** Shares of the very best (the best tenth) in the lowest and in the highest tenth of the range. */
  atLow: Share,
  atHigh: Share,
})
export type DomainEvidence = v.InferOutput<typeof DomainEvidence>

/** A domain in which it would pay to search on: where the good trials lie, or beyond an end that they press against. */
export const ProposedDomain = v.strictObject({
  path: v.string(),
  change: v.picklist(['narrower', 'wider']),
  before: Domain,
  after: Domain,
  evidence: DomainEvidence,
})
export type ProposedDomain = v.InferOutput<typeof ProposedDomain>

/** What `study:setSpace` may be given: all that is searched, with what is proposed in place of what is. */
export const SpaceSuggestion = v.strictObject({
  search: SpaceVersion.entries.search,
  proposals: v.array(ProposedDomain),
  /** Complete trials that it rests on. */
  trials: v.number(),
})
export type SpaceSuggestion = v.InferOutput<typeof SpaceSuggestion>
