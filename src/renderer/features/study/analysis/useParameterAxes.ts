import { computed } from 'vue'
import type { ParallelAxis } from '@renderer/charts/parallelAxes'
import { scaleOf } from '../board/parallelView'
import { type LabelledParameter, useStudy } from '../studyContext'

/** Every searched setting as an axis, by its name in assignments. */
export function useParameterAxes() {
  const { parameters, settingText } = useStudy()
  const toAxis = ({ name, label, domain }: LabelledParameter): ParallelAxis => ({
    key: name,
    label,
    scale: scaleOf(domain),
    format: (value) => settingText(value),
  })
  const axes = computed(
    () => new Map(parameters.value.map((parameter) => [parameter.name, toAxis(parameter)])),
  )
  /** Those that have more than one value. */
  const options = computed(() =>
    parameters.value
      .filter(({ domain }) =>
        domain.kind === 'choice' ? domain.values.length > 1 : domain.low < domain.high,
      )
      .map(({ name, label }) => ({ value: name, label })),
  )
  return { axes, options }
}
