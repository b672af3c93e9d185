/** @file Channels of models that answer over HTTP. */
import * as v from 'valibot'
import { DeploymentId } from '../../domain/deployment'
import { ServedModelCard, ServingSettings } from '../../domain/serving'
import { Nothing } from './nothing'

export const servingInvokes = {
  'serving:list': { input: Nothing, output: v.array(ServedModelCard) },
  /** On the loopback address, with a token of its own, until it is stopped or Fettle ends. */
  'serving:start': { input: ServingSettings, output: ServedModelCard },
  'serving:stop': { input: v.strictObject({ id: DeploymentId }), output: Nothing },
} as const
