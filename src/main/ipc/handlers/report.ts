/** @file Handlers of reports. */
import type { reportInvokes } from '../../../shared/contract/invokes/report'
import type { Services } from '../../services'
import type { HandlersOf } from '../router'

export function reportHandlers({ reports }: Services): HandlersOf<keyof typeof reportInvokes> {
  return { 'report:make': (request) => reports.make(request) }
}
