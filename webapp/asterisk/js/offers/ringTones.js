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

/**
 * Ring tones as notes: frequencies in Hz that are played together, start and end in seconds of a repeated period.
 *
 * @typedef {{hertz: number[], from: number, to: number}} Note
 * @typedef {{period: number, notes: Note[]}} Tone
 */

/** @type {Readonly<Record<string, Tone>>} */
export const RING_TONES = Object.freeze({
  CLASSIC: { period: 3, notes: [{ hertz: [440, 480], from: 0, to: 1.2 }] },
  SOFT: { period: 3, notes: [{ hertz: [523.25], from: 0, to: 0.35 }, { hertz: [659.25], from: 0.3, to: 0.9 }] },
  BRIGHT: { period: 2.4, notes: [0, 0.25, 0.5].map((from) => ({ hertz: [880, 1320], from, to: from + 0.18 })) },
});

/** Attack and release time of a note, s: without them each note begins with a click. */
const EDGE = 0.03;

/**
 * Plays tones with Web Audio. Browsers allow no sound before the user has clicked on the page.
 *
 * @param {() => AudioContext} [open]
 * @param {(context: AudioContext) => AudioNode} [output]  where the next tone is heard
 */
export function createTonePlayer(open = () => new AudioContext(), output = (context) => context.destination) {
  /** @type {AudioContext | null} */
  let context = null;
  /** @type {GainNode | null} */
  let playing = null;

  function opened() {
    context ??= open();
    return context;
  }

  return {
    /** Whether the browser allows sound now. */
    get audible() {
      return opened().state === 'running';
    },
    /** Must be called in a click handler; from then on the browser allows sound. */
    unlock: () => opened().resume(),
    /**
     * Plays the tone once, instead of the current one.
     *
     * @param {Tone} tone
     * @param {number} volume  0 to 1
     */
    play(tone, volume) {
      this.stop();
      const audio = opened();
      const out = audio.createGain();
      out.gain.value = volume;
      out.connect(output(audio));
      tone.notes.forEach((note) => sound(audio, out, note));
      playing = out;
    },
    stop() {
      playing?.disconnect();
      playing = null;
    },
  };
}

/**
 * @param {AudioContext} audio
 * @param {AudioNode} out
 * @param {Note} note
 */
function sound(audio, out, note) {
  const from = audio.currentTime + note.from;
  const to = audio.currentTime + note.to;
  const envelope = audio.createGain();
  envelope.gain.setValueAtTime(0, from);
  envelope.gain.linearRampToValueAtTime(1 / note.hertz.length, from + EDGE);
  envelope.gain.setValueAtTime(1 / note.hertz.length, to - EDGE);
  envelope.gain.linearRampToValueAtTime(0, to);
  envelope.connect(out);
  note.hertz.forEach((hertz) => {
    const oscillator = audio.createOscillator();
    oscillator.frequency.value = hertz;
    oscillator.connect(envelope);
    oscillator.start(from);
    oscillator.stop(to);
  });
}
