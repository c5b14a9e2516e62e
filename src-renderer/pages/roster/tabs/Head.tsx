import { Button, Flex, Typography } from 'antd'

interface Props {
  text: string
  actions: { text: string; onClick: () => void }[]
}

/** The title of a list in the dossier, with what can be added to it. */
export function Head({ text, actions }: Props) {
  return (
    <Flex justify="space-between" align="center" style={{ marginBottom: 8 }}>
      <Typography.Text strong>{text}</Typography.Text>
      <Flex gap={8}>
        {actions.map(action => (
          <Button key={action.text} size="small" onClick={action.onClick}>
            {action.text}
          </Button>
        ))}
      </Flex>
    </Flex>
  )
}
