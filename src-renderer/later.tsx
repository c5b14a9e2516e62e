import { type ComponentType, useEffect, useState } from 'react'

/** A component whose code is loaded when it is first shown, or ahead of that by `prepare()`. */
export type Later<P extends object> = ComponentType<P> & { prepare(): Promise<void> }

interface Code<P> {
  loaded?: ComponentType<P>
  prepare(): Promise<void>
}

/** Like React.lazy, but without Suspense: React holds back what follows a fallback for 300 ms, far longer than loading takes here. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loading: Promise<void> | undefined
  const code: Code<P> = {
    prepare() {
      loading ??= load().then(component => {
        code.loaded = component
      })
      return loading
    },
  }
  return Object.assign((props: P) => <Shown code={code} props={props} />, { prepare: code.prepare })
}

function Shown<P extends object>({ code, props }: { code: Code<P>; props: P }) {
  const [, setReady] = useState(code.loaded !== undefined)
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    if (!code.loaded) code.prepare().then(() => setReady(true), setError)
  }, [code])
  if (error) throw error // the nearest ErrorBoundary tells
  const View = code.loaded
  return View ? <View {...props} /> : null
}
