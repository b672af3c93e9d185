import { useI18n } from 'vue-i18n'
import type { SelectOption } from '@renderer/ui'
import type { AssignmentProblem } from '@shared/domain/search/assignmentProblem'
import type { ParameterValue } from '@shared/domain/searchSpace'
import { isTraining, type StudyPlan } from '@shared/domain/study'
import { coupledValues } from '../../model/design/relations'
import { useSettingText } from '../../model/useSettingText'
import { readName } from '../board/parameterNames'
import type { ManualField } from './manualFields'

/** The words of a trial by hand: names of settings, their values, and why they are no trial. */
export function useManualText() {
  const { t } = useI18n()
  const words = useSettingText()

  const nameOf = (plan: StudyPlan, name: string): string =>
    isTraining(plan) ? words.parameterLabel(plan.design, readName(name)) : name
  const groupOf = (plan: StudyPlan, { path }: ManualField) =>
    isTraining(plan) ? plan.design.coupled?.find((group) => group.includes(path)) : undefined

  /** With the names of those that follow it. */
  function label(plan: StudyPlan, field: ManualField): string {
    const others = groupOf(plan, field)?.filter((path) => path !== field.path) ?? []
    return [field.name, ...others].map((name) => nameOf(plan, name)).join(' + ')
  }

  /** The values of a list; beside each what its followers have then. */
  function options(plan: StudyPlan, field: ManualField): SelectOption<ParameterValue>[] {
    const { domain, path } = field
    if (domain.kind !== 'choice') return []
    const group = groupOf(plan, field)
    if (group === undefined || !isTraining(plan))
      return domain.values.map((value) => ({ value, label: words.exactText(value) }))
    const places = coupledValues(plan.design, [path, ...group.filter((other) => other !== path)])
    return places.flatMap(([value, ...others]) =>
      value === undefined
        ? []
        : [{ value, label: [value, ...others].map((one) => words.exactText(one)).join(' & ') }],
    )
  }

  function problem(plan: StudyPlan, found: AssignmentProblem): string {
    switch (found.cause) {
      case 'unknown':
        return `${found.parameter}: ${t('steering.trial.problem.unknown')}`
      case 'inactive':
        return t('steering.trial.problem.inactive', { parent: nameOf(plan, found.parent) })
      case 'outside':
        return t('steering.trial.problem.outside', { value: words.exactText(found.value) })
      case 'coupled':
        return t('steering.trial.problem.coupled', {
          follows: nameOf(plan, found.follows),
          expected: words.exactText(found.expected),
        })
      case 'constraint':
        return t('steering.trial.problem.constraint', { constraint: found.constraint })
      case 'tried':
        return t('steering.trial.problem.tried', { trial: found.trial })
    }
  }

  return { nameOf, label, options, problem }
}
