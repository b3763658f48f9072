import { chartTools } from './chart-tools.js';
import { element } from './dom.js';
import { explore } from './explorer.js';
import { tableTools } from './table-tools.js';

document.body.append(element('div', { id: 'said', class: 'unseen', role: 'status' }));
for (const figure of document.querySelectorAll('figure[data-name]'))
  if (figure instanceof HTMLElement) chartTools(figure, figure.dataset['name'] ?? 'chart');
for (const block of document.querySelectorAll('main .table[data-name]'))
  if (block instanceof HTMLElement) tableTools(block, block.dataset['name'] ?? 'table', 'after');
explore();
