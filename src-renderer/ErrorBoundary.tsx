import { Button, Result } from 'antd'
import { Component, type ReactNode } from 'react'

interface State {
  failed: boolean
}

/** A bug in one page must not take the window with it. (React knows error boundaries as classes only.) */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Result
        status="error"
        title="这一页遇到未预料的问题"
        subTitle="数据没有改动。请重新载入；若再次出现，请联系维护人员，并附上日志。"
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            重新载入
          </Button>
        }
      />
    )
  }
}
