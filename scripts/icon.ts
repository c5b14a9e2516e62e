/** node scripts/icon.ts: draws resources/icon.png, the program's icon: 督 on a card. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { defaultFonts } from '../src-main/print/fonts.ts'

const SIZE = 512
const BLUE = '#1d5fc4'

const canvas = createCanvas(SIZE, SIZE)
const context = canvas.getContext('2d')
GlobalFonts.registerFromPath(defaultFonts().bold[0] ?? '', 'Icon')

context.fillStyle = BLUE
context.beginPath()
context.roundRect(66, 16, 380, 480, 56)
context.fill()
context.fillStyle = '#fff'
context.beginPath()
context.roundRect(206, 48, 100, 28, 14) // the slot of the lanyard
context.fill()
context.font = '300px Icon'
context.textAlign = 'center'
context.fillText('督', SIZE / 2, 376)

writeFileSync(join(import.meta.dirname, '..', 'resources', 'icon.png'), canvas.toBuffer('image/png'))
