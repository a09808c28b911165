'use strict';
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Sorting: a heading becomes a button; the third press restores the first order.
  const value = (row, column) => {
    const cell = row.cells[column];
    const key = cell.dataset.sort ?? cell.textContent.trim();
    return cell.dataset.sort !== undefined && key !== '' && !Number.isNaN(Number(key)) ? Number(key) : key.toLowerCase();
  };
  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', {numeric: true});
  const sort = (table, column, direction) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (direction === 'none') {
      rows.sort((a, b) => a.dataset.place - b.dataset.place);
    } else {
      const sign = direction === 'ascending' ? 1 : -1;
      // What has no value is last in both directions.
      rows.sort((a, b) => {
        const left = value(a, column);
        const right = value(b, column);
        if (left === '' || right === '') {
          return (left === '') - (right === '') || a.dataset.place - b.dataset.place;
        }
        return sign * compare(left, right) || a.dataset.place - b.dataset.place;
      });
    }
    body.append(...rows);
  };
  for (const table of all('table')) {
    [...table.tBodies[0].rows].forEach((row, place) => { row.dataset.place = place; });
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      const first = heading.classList.contains('n') ? 'descending' : 'ascending';
      const second = first === 'ascending' ? 'descending' : 'ascending';
      button.addEventListener('click', () => {
        const before = heading.getAttribute('aria-sort');
        const now = before === null ? first : before === first ? second : 'none';
        headings.forEach((other) => other.removeAttribute('aria-sort'));
        if (now !== 'none') {
          heading.setAttribute('aria-sort', now);
        }
        sort(table, column, now);
      });
    });
  }

  // Filtering: by text, and by any of the pressed states.
  const targets = one('table.targets');
  if (targets) {
    const rows = [...targets.tBodies[0].rows];
    const box = one('#filter');
    const shown = one('.shown');
    const reset = one('.reset');
    const empty = one('.empty');
    const filters = all('.states li').map((item) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'state-filter';
      button.dataset.state = item.dataset.state;
      button.title = item.title;
      button.setAttribute('aria-pressed', 'false');
      button.append(...one('span', item).childNodes);
      item.removeAttribute('title');
      item.replaceChildren(button);
      return button;
    });
    const apply = () => {
      const text = box.value.trim().toLowerCase();
      const exact = text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : null;
      const states = filters.filter((each) => each.getAttribute('aria-pressed') === 'true').map((each) => each.dataset.state);
      let count = 0;
      for (const row of rows) {
        const words = row.dataset.words.toLowerCase();
        const matches = exact === null ? words.includes(text) : words.split('\n').includes(exact);
        row.hidden = !(matches && (states.length === 0 || states.includes(row.dataset.state)));
        count += row.hidden ? 0 : 1;
      }
      const filtered = text !== '' || states.length > 0;
      shown.textContent = filtered ? `${count} of ${rows.length} shown` : `${rows.length} shown`;
      reset.hidden = !filtered;
      empty.hidden = count > 0;
    };
    box.addEventListener('input', apply);
    filters.forEach((each) => each.addEventListener('click', () => {
      each.setAttribute('aria-pressed', each.getAttribute('aria-pressed') === 'true' ? 'false' : 'true');
      apply();
    }));
    reset.addEventListener('click', () => {
      box.value = '';
      filters.forEach((each) => each.setAttribute('aria-pressed', 'false'));
      apply();
      box.focus();
    });
    for (const link of all('a[data-filter]')) {
      link.addEventListener('click', () => {
        box.value = `"${link.dataset.filter}"`;
        apply();
      });
    }
    one('.controls').hidden = false;
    apply();
  }

  // Paper shows everything.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    closed.forEach((each) => { each.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((each) => { each.open = false; }));
  document.documentElement.classList.add('interactive');
})();
