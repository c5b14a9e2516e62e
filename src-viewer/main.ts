import type { ViewerIndex } from '../src-main/package/viewerIndex.ts'
import { page } from './page.ts'

// Written by our own program into this very file: its shape is known.
const index: ViewerIndex = JSON.parse(document.getElementById('index')?.textContent ?? '')
page(index)
