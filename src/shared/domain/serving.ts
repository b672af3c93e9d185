/** @file Models that answer over HTTP, on this machine only. */
import * as v from 'valibot'
import { DeploymentId } from './deployment'
import { ArtifactId } from './ids'

const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

export const ServingSettings = v.strictObject({
  id: DeploymentId,
  /** A smaller model made of the trial, to answer in its place. */
  artifactId: v.optional(ArtifactId),
  /** 0: any that is free. */
  port: v.optional(whole(0, 65_535), 0),
  /** Rows that are answered together at most. */
  mostRows: v.optional(whole(1, 10_000), 256),
  /**
   * How long a request waits for others to be answered with, milliseconds. Requests gather anyhow while a batch is answered: of 64 clients
   * at once, 2,100 requests a second are answered without waiting and 1,700 with 2 ms.
   */
  waitMs: v.optional(whole(0, 1000), 0),
})
export type ServingSettings = v.InferOutput<typeof ServingSettings>

export const ServedModelCard = v.strictObject({
  id: DeploymentId,
  /** Null: the trial itself answers. */
  artifactId: v.nullable(ArtifactId),
  /** With the token, for a browser. */
  address: v.string(),
  /** For the header `Authorization: Bearer …`. */
  token: v.string(),
  port: v.number(),
  requests: v.number(),
  rows: v.number(),
})
export type ServedModelCard = v.InferOutput<typeof ServedModelCard>
