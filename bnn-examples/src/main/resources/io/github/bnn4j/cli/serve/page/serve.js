// Shows a packed network at work. Everything is asked from the server that the page comes from; nothing is loaded from elsewhere.

const byId = id => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';
const MINUS = '\u2212';

/** Digits in MNIST are 20 pixels of 28 high or wide, and their lines about 2. */
const BOX = 20 / 28;
const PEN = 2.2 / 28;
const SUPERSAMPLING = 10;

let catalogue;              // what /layers told
let network;                // the one of its networks that is shown
let strokes = [];           // of points [x, y], from 0 to 1
let pixels = null;          // what the network sees, 0 to 255; null if there is nothing
let imageNumber = null;     // of a test image, or null
let prediction = null;      // what /activations told of these pixels
let chosen = {layer: 0, unit: 0, row: 0, column: 0};

// ---- numbers and words

const whole = number => number.toLocaleString('en-US');
const signed = number => (number < 0 ? MINUS : '') + whole(Math.abs(number));
const decimal = number => (number < 0 ? MINUS : '') + Number(Math.abs(number).toPrecision(4)).toLocaleString('en-US', {maximumFractionDigits: 4});
const sign = number => number > 0 ? '+1' : MINUS + '1';
const time = nanoseconds => nanoseconds < 1e6 ? decimal(nanoseconds / 1e3) + ' µs' : decimal(nanoseconds / 1e6) + ' ms';

/** An element with text or other elements in it: text never becomes markup. */
function element(name, content = [], attributes = {}) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

// ---- the server

async function ask(path, body) {
  const response = await fetch(path, body === undefined ? {} : {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

function show(problem) {
  byId('problem').hidden = false;
  byId('problem').textContent = problem instanceof TypeError
      ? 'The server does not answer. Is it still running? Draw on when it is.'
      : problem.message;
}

/** Runs one at a time; of what is asked for meanwhile, the last. */
function latest(work) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) {
      return;
    }
    running = true;
    try {
      while (again) {
        again = false;
        await work();
      }
      byId('problem').hidden = true;
    } catch (problem) {
      show(problem);
    } finally {
      running = false;
    }
  };
}

// ---- colours

const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});

/** Red, green, blue of a variable of the style sheet, light or dark. */
function colour(name) {
  probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  probe.fillRect(0, 0, 1, 1);
  return probe.getImageData(0, 0, 1, 1).data;
}

/** Fills a canvas, a pixel for each value, as large as fits in whole pixels of the screen. */
function paint(canvas, width, height, colourOf, most = 24) {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const found = colourOf(x, y);
      if (found) {
        image.data.set(found, 4 * (y * width + x));
      }
    }
  }
  context.putImageData(image, 0, 0);
  const room = canvas.parentElement.clientWidth || width;
  const factor = Math.min(most, room / width);
  canvas.style.width = (factor >= 2 ? Math.floor(factor) : factor) * width + 'px';
}

const grey = value => [value, value, value, 255];

// ---- bits

const decode = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
const bit = (bytes, i) => bytes[i >> 3] >> (i & 7) & 1;

/** How values lie beside one another: an image for each channel, or rows of units, side by side. */
function layout(value, room) {
  const plain = !value.channels;
  const height = plain ? 1 : value.height;
  const width = plain ? 1 : value.width;
  const units = plain ? value.size : value.channels;
  const gap = height * width > 1 && units > 1 ? 1 : 0;
  const square = Math.ceil(Math.sqrt(units * height / width));
  const columns = Math.max(1, Math.min(units, gap ? Math.max(4, Math.floor(room / 3 / (width + gap))) : Math.max(square, 32), units > 64 && gap ? 32 : 16 + 16 * !gap));
  const rows = Math.ceil(units / columns);
  return {
    width: columns * (width + gap) - gap,
    height: rows * (height + gap) - gap,
    /** The place of a value, or null in a gap. */
    at(x, y) {
      const column = Math.floor(x / (width + gap));
      const row = Math.floor(y / (height + gap));
      const unit = row * columns + column;
      const place = {unit, row: y - row * (height + gap), column: x - column * (width + gap)};
      return unit < units && place.row < height && place.column < width ? place : null;
    },
    /** Where a unit's image begins. */
    corner(unit) {
      return [unit % columns * (width + gap), Math.floor(unit / columns) * (height + gap), width, height];
    },
    index: place => plain ? place.unit
        : value.channelsLast ? (place.row * width + place.column) * units + place.unit
        : (place.unit * height + place.row) * width + place.column,
  };
}

// ---- drawing

const pad = byId('pad');

function drawStrokes(context, size, scale, dx, dy, width) {
  context.fillStyle = '#000';
  context.fillRect(0, 0, size, size);
  context.strokeStyle = '#fff';
  context.lineCap = context.lineJoin = 'round';
  context.lineWidth = width;
  for (const stroke of strokes) {
    context.beginPath();
    stroke.forEach(([x, y], i) => i ? context.lineTo(x * scale + dx, y * scale + dy) : context.moveTo(x * scale + dx, y * scale + dy));
    if (stroke.length === 1) {
      context.lineTo(stroke[0][0] * scale + dx + .01, stroke[0][1] * scale + dy);
    }
    context.stroke();
  }
}

/** As MNIST's images are made: scaled into a box of 20 x 20 of 28 x 28, then moved so that the centre of mass is in the middle. */
function normalized(side) {
  const points = strokes.flat();
  const size = side * SUPERSAMPLING;
  const pen = PEN * size;
  const xs = points.map(point => point[0]);
  const ys = points.map(point => point[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // A dot stays one.
  const scale = Math.min((BOX * size - pen) / Math.max(right - left, bottom - top, .1), size * 3);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  let dx = size / 2 - scale * (left + right) / 2;
  let dy = size / 2 - scale * (top + bottom) / 2;
  drawStrokes(context, size, scale, dx, dy, pen);
  let [mass, x, y] = [0, 0, 0];
  const ink = context.getImageData(0, 0, size, size).data;
  for (let i = 0; i < size * size; i++) {
    mass += ink[4 * i];
    x += ink[4 * i] * (i % size + .5);
    y += ink[4 * i] * (Math.floor(i / size) + .5);
  }
  dx = kept(dx + size / 2 - x / mass, left, right, scale, size, pen);
  dy = kept(dy + size / 2 - y / mass, top, bottom, scale, size, pen);
  drawStrokes(context, size, scale, dx, dy, pen);
  return averaged(context.getImageData(0, 0, size, size).data, side);
}

/** A shift that leaves nothing outside. */
function kept(shift, least, most, scale, size, pen) {
  return Math.min(Math.max(shift, pen / 2 - scale * least), size - pen / 2 - scale * most);
}

function averaged(data, side) {
  const size = side * SUPERSAMPLING;
  const sums = new Float64Array(side * side);
  for (let i = 0; i < size * size; i++) {
    sums[Math.floor(i / size / SUPERSAMPLING) * side + Math.floor(i % size / SUPERSAMPLING)] += data[4 * i];
  }
  return Array.from(sums, sum => Math.round(sum / SUPERSAMPLING ** 2));
}

/** The drawing in the middle of what the network takes, the same in each channel. */
function seenByNetwork() {
  const {channels, height, width} = network.input;
  const side = Math.min(height, width);
  const square = normalized(side);
  const top = (height - side) >> 1;
  const left = (width - side) >> 1;
  return Array.from({length: channels * height * width}, (_, i) => {
    const y = Math.floor(i / width) % height - top;
    const x = i % width - left;
    return y >= 0 && y < side && x >= 0 && x < side ? square[y * side + x] : 0;
  });
}

function redrawPad() {
  const context = pad.getContext('2d');
  if (imageNumber !== null && pixels) {
    context.fillStyle = '#000';
    context.fillRect(0, 0, pad.width, pad.height);
    const cell = pad.width / network.input.width;
    pixels.slice(0, network.input.width * network.input.height).forEach((value, i) => {
      context.fillStyle = `rgb(${value} ${value} ${value})`;
      context.fillRect(i % network.input.width * cell, Math.floor(i / network.input.width) * cell, cell + .5, cell + .5);
    });
  } else {
    drawStrokes(context, pad.width, pad.width, 0, 0, pad.width * .06);
  }
  if (document.activeElement === pad && pen.byKeyboard) {
    context.beginPath();
    context.arc(pen.x * pad.width, pen.y * pad.height, 14, 0, 7);
    context.lineWidth = 4;
    context.strokeStyle = pen.down ? '#ff9d5c' : '#8ab4ff';
    context.stroke();
  }
}

const pen = {x: .5, y: .5, down: false, byKeyboard: false};

function startDrawing() {
  if (imageNumber !== null) {
    imageNumber = null;
    byId('number').value = '';
    strokes = [];
  }
}

function drawn() {
  pixels = strokes.length ? seenByNetwork() : null;
  redrawPad();
  update();
}

function place(event) {
  const area = pad.getBoundingClientRect();
  const inside = value => Math.max(0, Math.min(1, value));
  return [inside((event.clientX - area.left) / area.width), inside((event.clientY - area.top) / area.height)];
}

pad.addEventListener('pointerdown', event => {
  if (!canDraw() || event.button !== 0) {
    return;
  }
  event.preventDefault();
  pad.focus();
  pad.setPointerCapture(event.pointerId);
  pen.byKeyboard = pen.down = false;
  startDrawing();
  strokes.push([place(event)]);
  drawn();
});

pad.addEventListener('pointermove', event => {
  if (pad.hasPointerCapture(event.pointerId)) {
    const points = event.getCoalescedEvents?.() ?? [];
    strokes.at(-1)?.push(...(points.length ? points : [event]).map(place));
    drawn();
  }
});

pad.addEventListener('keydown', event => {
  const step = event.shiftKey ? .1 : .025;
  const moves = {ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step]};
  if (!canDraw() || !(event.key in moves || [' ', 'Delete', 'Backspace'].includes(event.key))) {
    return;
  }
  event.preventDefault();
  pen.byKeyboard = true;
  if (event.key === ' ') {
    pen.down = !pen.down;
    if (pen.down) {
      startDrawing();
      strokes.push([[pen.x, pen.y]]);
    }
  } else if (event.key in moves) {
    pen.x = Math.max(0, Math.min(1, pen.x + moves[event.key][0]));
    pen.y = Math.max(0, Math.min(1, pen.y + moves[event.key][1]));
    if (pen.down) {
      strokes.at(-1).push([pen.x, pen.y]);
    }
  } else {
    clear();
    return;
  }
  drawn();
});

pad.addEventListener('focus', redrawPad);
pad.addEventListener('blur', redrawPad);

function clear() {
  strokes = [];
  imageNumber = null;
  pen.down = false;
  byId('number').value = '';
  drawn();
}

const loadImage = latest(async () => {
  const number = byId('number').valueAsNumber;
  const image = await ask('/image?number=' + number);
  strokes = [];
  imageNumber = image.number;
  pixels = image.pixels;
  redrawPad();
  await update(image.label);
});

byId('clear').addEventListener('click', clear);
byId('random').addEventListener('click', () => {
  byId('number').value = Math.floor(Math.random() * 10000);
  loadImage();
});
byId('number').addEventListener('change', () => byId('number').value !== '' && loadImage());

const canDraw = () => network && network.input.type !== 'signs' && network.input.height > 1 && network.input.width > 1;
const isOfMnist = () => network.input.channels * network.input.height * network.input.width === 784;

// ---- what the network makes of it

const update = latest(async () => {
  if (!pixels) {
    prediction = null;
  } else {
    prediction = await ask('/activations', {network: network.name, pixels});
  }
  render();
  await spellOut();
});

function render() {
  renderSeen();
  renderScores();
  renderLayers();
  renderTimes();
}

function renderSeen() {
  const {width, height} = network.input;
  const canvas = byId('seen');
  paint(canvas, width, height, (x, y) => grey(pixels ? pixels[y * width + x] : 0), 10);
  canvas.setAttribute('aria-label', !pixels ? 'Nothing yet'
      : imageNumber !== null ? `Test image ${imageNumber}` : 'The drawing, centred and scaled');
}

function renderScores() {
  const body = byId('scores').tBodies[0];
  const scores = prediction?.scores ?? network.labels.map(() => 0);
  const known = scores.filter(score => score !== null);
  const least = Math.min(0, ...known);
  const range = Math.max(0, ...known) - least || 1;
  body.replaceChildren(...scores.map((score, i) => {
    const bar = element('div');
    bar.style.left = 100 * (Math.min(0, score) - least) / range + '%';
    bar.style.width = 100 * Math.abs(score) / range + '%';
    const row = element('tr', [
      element('th', scores.length === network.labels.length ? network.labels[i] : 'Score', {scope: 'row'}),
      element('td', element('div', bar, {class: 'bar', 'aria-hidden': 'true'})),
      element('td', prediction ? score === null ? 'none' : decimal(score) : ''),
    ]);
    row.classList.toggle('best', prediction?.class === i && scores.length > 1);
    return row;
  }));
  const answer = byId('answer');
  if (!prediction) {
    answer.textContent = canDraw() ? 'Draw a digit, or take a test image.' : 'This network takes no drawing: see below for its JSON.';
  } else {
    const words = ['The network reads ', element('strong', prediction.label ?? decimal(prediction.scores[0]))];
    if (prediction.float?.label !== undefined) {
      words.push(`, the float network ${prediction.float.label}`);
    }
    const before = answer.textContent;
    const now = element('span', [...words, '.']);
    if (now.textContent !== before) {
      // Else a screen reader would say it again with each stroke.
      answer.replaceChildren(...now.childNodes);
    }
  }
}

function describe(layer) {
  const value = layer.output;
  const shape = value.channels ? `${value.channels} channels of ${value.height} × ${value.width}` : `${whole(value.size)} units`;
  return `Layer ${layer.layer}, ${spaced(layer.kind)}: ${shape}`;
}

/** BinaryConvolution as two words. */
const spaced = name => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

function renderLayers() {
  const [plus, minus, mark] = [colour('--plus'), colour('--minus'), colour('--chosen')];
  for (const card of byId('layers').children) {
    const layer = network.layers[card.dataset.layer];
    const value = prediction?.activations[layer.layer + 1];
    const canvas = card.querySelector('canvas');
    const places = layout(layer.output, card.clientWidth);
    const signs = value ? decode(value.signs) : null;
    const picked = chosen.layer === layer.layer && layer.spelledOut;
    const [cornerX, cornerY, width, height] = places.corner(chosen.unit);
    paint(canvas, places.width, places.height, (x, y) => {
      const frame = picked && height > 1 && onFrame(x - cornerX, y - cornerY, width, height);
      const found = places.at(x, y);
      if (frame || picked && found && found.unit === chosen.unit && found.row === chosen.row && found.column === chosen.column) {
        return mark;
      }
      return found ? signs && bit(signs, places.index(found)) ? plus : minus : null;
    }, layer.output.channels ? 4 : 12);
    const count = value ? `, ${whole(value.positive)} of ${whole(value.size)} are +1` : '';
    card.querySelector('.count').textContent = value ? `${whole(value.positive)} of ${whole(value.size)} are +1.` : '';
    canvas.setAttribute('aria-label', `Signs of layer ${layer.layer}${count}`);
  }
}

const onFrame = (x, y, width, height) => x >= -1 && y >= -1 && x <= width && y <= height
    && (x === -1 || y === -1 || x === width || y === height);

function buildLayers() {
  byId('layers').replaceChildren(...network.layers.filter(layer => layer.output.type === 'signs').map(layer => {
    const canvas = element('canvas', [], {class: 'bits', role: 'img'});
    const card = element('div', [
      element('h3', describe(layer)),
      element('p', '', {class: 'small count'}),
      canvas,
    ], {class: 'layer', 'data-layer': layer.layer});
    canvas.addEventListener('click', event => {
      const area = canvas.getBoundingClientRect();
      const found = layout(layer.output, card.clientWidth).at(
          Math.floor((event.clientX - area.left) / area.width * canvas.width),
          Math.floor((event.clientY - area.top) / area.height * canvas.height));
      const target = layer.spelledOut ? layer : network.layers[layer.takes[0] - 1];
      if (found && target?.spelledOut) {
        // A bit of a pooled image comes from the corner of its window.
        const factor = target.output.height && layer.output.height ? Math.floor(target.output.height / layer.output.height) : 1;
        choose({layer: target.layer, unit: found.unit, row: found.row * factor, column: found.column * factor});
      }
    });
    return card;
  }));
}

// ---- one bit

function choose(bits) {
  const layer = network.layers[bits.layer];
  const value = layer.output;
  const most = {unit: (value.channels ?? value.size) - 1, row: (value.height ?? 1) - 1, column: (value.width ?? 1) - 1};
  chosen = {layer: bits.layer};
  for (const name of ['unit', 'row', 'column']) {
    chosen[name] = Math.max(0, Math.min(most[name], Math.trunc(bits[name]) || 0));
    byId('unit-' + (name === 'unit' ? 'number' : name)).value = chosen[name];
    byId('unit-' + (name === 'unit' ? 'number' : name)).max = most[name];
  }
  byId('unit-layer').value = bits.layer;
  byId('unit-name').textContent = value.channels ? 'Channel' : 'Unit';
  byId('row-label').hidden = byId('column-label').hidden = !value.channels;
  renderLayers();
  spellOut();
}

/** Whether what comes next is said to those who listen: what they chose, but not each stroke. */
let isChosen = false;

byId('chosen').addEventListener('change', () => {
  isChosen = true;
  choose({
    layer: Number(byId('unit-layer').value),
    unit: byId('unit-number').valueAsNumber,
    row: byId('unit-row').valueAsNumber,
    column: byId('unit-column').valueAsNumber,
  });
});
byId('chosen').addEventListener('submit', event => event.preventDefault());

const spellOut = latest(async () => {
  if (!network.layers.some(layer => layer.spelledOut)) {
    byId('unit').hidden = true;
    return;
  }
  byId('unit').hidden = false;
  // Weights are there before anything is drawn.
  const seen = pixels ?? new Array(network.input.channels * network.input.height * network.input.width).fill(0);
  const request = {network: network.name, layer: chosen.layer, unit: chosen.unit, row: chosen.row, column: chosen.column};
  if (network.input.type === 'signs') {
    request.values = seen.map(() => -1);
  } else {
    request.pixels = seen;
  }
  const unit = await ask('/unit', request);
  renderUnit(unit, network.layers[request.layer]);
});

function renderUnit(unit, layer) {
  const [plus, minus, match, mismatch, padding] =
      ['--plus', '--minus', '--match', '--mismatch', '--padding'].map(colour);
  const weights = decode(unit.weights);
  const input = decode(unit.input);
  const outside = decode(unit.padding);
  const value = layer.window
      ? {channels: layer.input.channels, height: layer.window.rows, width: layer.window.columns, channelsLast: true, size: unit.inputs}
      : layer.input;
  const bytes = unit.inputType === 'bytes';
  const draw = (id, colourOf, label) => {
    const canvas = byId(id);
    const places = layout(value, canvas.parentElement.clientWidth);
    paint(canvas, places.width, places.height, (x, y) => {
      const found = places.at(x, y);
      return found ? colourOf(places.index(found)) : null;
    });
    canvas.setAttribute('aria-label', label);
  };
  draw('unit-weights', i => bit(weights, i) ? plus : minus, `Weights, ${whole(unit.inputs)} of them`);
  draw('unit-input', i => bit(outside, i) ? padding : bytes ? grey(input[i]) : bit(input, i) ? plus : minus, 'What the weights meet');
  draw('unit-matches', i => bytes ? blend(mismatch, match, bit(weights, i) ? input[i] : 255 - input[i])
      : bit(weights, i) === bit(input, i) ? match : mismatch, 'Where weight and input are equal');
  byId('matches-name').textContent = bytes ? 'Weight times brightness: how far both agree' : 'XNOR: where both are equal';
  const outcome = result(unit);
  byId('spelled').replaceChildren(...(bytes ? planes(unit) : matches(unit)), ...outcome);
  if (isChosen) {
    isChosen = false;
    byId('said').textContent = outcome.at(-1).textContent;
  }
}

const blend = (from, to, share) => [0, 1, 2, 3].map(i => from[i] + (to[i] - from[i]) * share / 255);

function matches(unit) {
  const equal = unit.inputs - unit.mismatches;
  return [
    element('p', `Of ${whole(unit.inputs)} weights, ${whole(equal)} are equal to their inputs and ${whole(unit.mismatches)} are not: `
        + 'XNOR tells which, popcount how many.'),
    element('p', `Sum of products = ${whole(equal)} ${MINUS} ${whole(unit.mismatches)} = ${signed(unit.sum)}`, {class: 'sum'}),
  ];
}

function planes(unit) {
  const terms = unit.mismatchesOfPlanes.map((count, p) => `${2 ** p} × ${whole(count)}`);
  return [
    element('p', 'A byte is eight bits, so XNOR and popcount go over eight bit planes; mismatches in each count by its power of two.'),
    element('p', `Mismatches = ${terms.join(' + ')} = ${whole(unit.mismatches)}`, {class: 'sum'}),
    element('p', `Sum of products = ${whole(unit.sum + unit.mismatches)} ${MINUS} ${whole(unit.mismatches)} = ${signed(unit.sum)}, `
        + 'where the first number is known from the weights alone.', {class: 'sum'}),
  ];
}

function result(unit) {
  if (unit.sign === undefined) {
    return [
      element('p', `Score = ${decimal(unit.scale)} × ${signed(unit.sum)} ${unit.offset < 0 ? MINUS : '+'} ${decimal(Math.abs(unit.offset))}`
          + ` = ${decimal(unit.score)}`, {class: 'sum result'}),
    ];
  }
  const always = unit.limit === unit.greatestMismatches;
  const holds = unit.mismatches <= unit.limit;
  const outcome = unit.flipped ? MINUS + '1' : '+1';
  const threshold = unit.limit < 0 || always
      ? `Threshold: whatever the sum, this unit is ${sign(unit.sign)}.`
      : `Threshold: ${outcome} if the sum is at least ${signed(unit.sumAtLimit)}, which is at most ${whole(unit.limit)} mismatches. `
          + 'Bias and batch normalization are in this one number.';
  return [
    element('p', threshold),
    element('p', unit.limit < 0 || always ? `The bit is ${sign(unit.sign)}.`
        : `${whole(unit.mismatches)} ${holds ? '≤' : '>'} ${whole(unit.limit)}, so the bit is ${sign(unit.sign)}.`, {class: 'sum result'}),
  ];
}

// ---- cost

function renderTimes() {
  const rows = [['Packed', prediction?.nanoseconds]];
  if (catalogue.float) {
    rows.push(['Float', prediction?.float.nanoseconds]);
  }
  const most = Math.max(...rows.map(row => row[1] ?? 1));
  byId('times').tBodies[0].replaceChildren(...rows.map(([name, nanoseconds], i) => {
    const bar = element('div');
    bar.style.width = nanoseconds ? 100 * nanoseconds / most + '%' : '0';
    const row = element('tr', [
      element('th', name, {scope: 'row'}),
      element('td', element('div', bar, {class: 'bar', 'aria-hidden': 'true'})),
      element('td', nanoseconds ? time(nanoseconds) : ''),
    ]);
    row.classList.toggle('best', i === 0);
    return row;
  }));
  byId('times-text').textContent = catalogue.float
      ? `Beside ${catalogue.float.title}, in floats. Each is the median of nine runs on the server, in turn.`
      : 'The median of nine runs on the server. Started with --float FILE.bnn, it shows a float network beside it.';
}

function total(layers, name) {
  return layers.reduce((sum, layer) => sum + layer[name], 0);
}

function renderCost() {
  const float32 = total(network.layers, 'bytesInFloat32');
  const bytes = total(network.layers, 'bytes');
  const side = 100 * Math.sqrt(bytes / float32);
  const areas = byId('areas');
  areas.setAttribute('viewBox', '0 0 100 100');
  areas.replaceChildren(...[['floats', 100], ['packed', side]].map(([name, length]) => {
    const square = document.createElementNS(SVG, 'rect');
    for (const [key, value] of Object.entries({class: name, x: 0, y: 100 - length, width: length, height: length})) {
      square.setAttribute(key, value);
    }
    return square;
  }));
  byId('areas-text').textContent = `The weights as areas: the large square is ${whole(float32)} bytes, as float32; `
      + `the small one ${whole(bytes)} bytes, as they are packed, ${decimal(float32 / bytes)} times less. `
      + `The file, with thresholds, has ${whole(network.fileBytes)} bytes.`;
  const cells = layer => [layer.operations, whole(layer.multiplyAccumulates), whole(layer.weights), whole(layer.bytes), whole(layer.bytesInFloat32)];
  const table = byId('operations');
  table.tBodies[0].replaceChildren(...network.layers.filter(layer => layer.weights).map(layer => element('tr', [
    element('th', `${layer.layer}, ${spaced(layer.kind)}`, {scope: 'row'}),
    ...cells(layer).map(cell => element('td', cell)),
  ])));
  const kinds = [...new Set(network.layers.filter(layer => layer.weights).map(layer => layer.operations))];
  table.tFoot.replaceChildren(...kinds.map(kind => {
    const layers = network.layers.filter(layer => layer.operations === kind);
    const sums = {operations: kind};
    for (const name of ['multiplyAccumulates', 'weights', 'bytes', 'bytesInFloat32']) {
      sums[name] = total(layers, name);
    }
    return element('tr', [element('th', 'Together', {scope: 'row'}), ...cells(sums).map(cell => element('td', cell))]);
  }));
}

// ---- the whole

function showNetwork(name) {
  network = catalogue.networks.find(one => one.name === name);
  byId('origin').textContent = network.origin;
  byId('example-name').textContent = JSON.stringify(name);
  byId('curl').textContent = `curl -s '${location.origin}/image?number=0' |
  sed 's/.*"pixels":/{"network":"${name.replace(/[^\w.-]/g, '?')}","pixels":/' |
  curl -s ${location.origin}/predict -H 'Content-Type: application/json' -d @-`;
  byId('random').disabled = byId('number').disabled = !isOfMnist();
  byId('pad').hidden = byId('pad-help').hidden = !canDraw();
  const sums = network.layers.filter(layer => layer.spelledOut);
  byId('unit-layer').replaceChildren(...sums.map(layer =>
      element('option', `${layer.layer}, ${spaced(layer.kind)}`, {value: layer.layer})));
  if (pixels && imageNumber === null) {
    pixels = strokes.length ? seenByNetwork() : null;
  }
  prediction = null;
  buildLayers();
  renderCost();
  if (sums.length) {
    choose({layer: sums[0].layer, unit: 0, row: (sums[0].output.height ?? 0) >> 1, column: (sums[0].output.width ?? 0) >> 1});
  }
  redrawPad();
  update();
}

function redrawAll() {
  if (network) {
    redrawPad();
    render();
    spellOut();
  }
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
addEventListener('resize', redrawAll);

try {
  catalogue = await ask('/layers');
  byId('network').replaceChildren(...catalogue.networks.map(one => element('option', one.title, {value: one.name})));
  byId('network').addEventListener('change', () => showNetwork(byId('network').value));
  showNetwork(catalogue.networks[0].name);
} catch (problem) {
  show(problem);
}
