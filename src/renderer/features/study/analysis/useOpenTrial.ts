import { useRouter } from 'vue-router'
import { useStudy } from '../studyContext'

/** @returns what opens the trial of a number, where it is one of this study. */
export function useOpenTrial(): (number: unknown) => Promise<void> {
  const router = useRouter()
  const { rows, route } = useStudy()
  return async (number) => {
    const row = rows.value.find((candidate) => candidate.number === number)
    if (row !== undefined) await router.push({ name: 'trial', params: { ...route.value, trialId: row.id } })
  }
}
