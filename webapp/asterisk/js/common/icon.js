/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
import { ICON_SHAPES } from './iconShapes.js';

const SVG = 'http://www.w3.org/2000/svg';
/** @type {Map<string, SVGSVGElement>} by name: to copy an icon is quicker than to make it */
const made = new Map();

/**
 * Creates an icon in the color and about the size of the text around it. It is hidden from screen readers: its button or row has a text or an
 * `aria-label`.
 *
 * @param {string} name  of an icon in iconShapes.js
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const known = made.get(name) ?? drawn(name);
  made.set(name, known);
  return /** @type {SVGSVGElement} */ (known.cloneNode(true));
}

/**
 * @param {string} name
 * @returns {SVGSVGElement}
 */
function drawn(name) {
  const svg = /** @type {SVGSVGElement} */ (shape('svg', {
    class: 'ac-icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false',
  }));
  svg.append(...(ICON_SHAPES[name] ?? []).map(([tag, attributes]) => shape(tag, attributes)));
  return svg;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}
