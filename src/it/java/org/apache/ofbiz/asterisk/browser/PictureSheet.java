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
package org.apache.ofbiz.asterisk.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Screenshots side by side in one picture of a size that a guide can hold. Not thread-safe. */
final class PictureSheet {

    private static final double SCALE = 0.5;
    private static final int GAP = 16;
    private static final int COLORS = 256;
    /** Colors that the eye can't tell apart count as one. */
    private static final int FEWER = 0xfcfcfc;

    private final List<List<BufferedImage>> rows = new ArrayList<>(List.of(new ArrayList<>()));

    void add(byte[] png) throws IOException {
        BufferedImage shot = ImageIO.read(new ByteArrayInputStream(png));
        int width = (int) (shot.getWidth() * SCALE);
        int height = (int) (shot.getHeight() * SCALE);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.drawImage(shot, 0, 0, width, height, null);
        graphics.dispose();
        rows.get(rows.size() - 1).add(small);
    }

    void endRow() {
        rows.add(new ArrayList<>());
    }

    /** Writes {@code target/pictures/NAME.png}. */
    void write(String name) throws IOException {
        int width = rows.stream().mapToInt(row -> row.stream().mapToInt(shot -> shot.getWidth() + GAP).sum()).max().orElse(0) + GAP;
        int height = rows.stream().mapToInt(PictureSheet::height).sum() + GAP;
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, width, height);
        int y = GAP;
        for (List<BufferedImage> row : rows) {
            int x = GAP;
            for (BufferedImage shot : row) {
                graphics.drawImage(shot, x, y, null);
                x += shot.getWidth() + GAP;
            }
            y += height(row);
        }
        graphics.dispose();
        ImageIO.write(indexed(sheet), "png", Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png").toFile());
    }

    private static int height(List<BufferedImage> row) {
        return row.stream().mapToInt(shot -> shot.getHeight() + GAP).max().orElse(0);
    }

    /** Its most frequent colors, for a picture of a third of the size. Each pixel gets the nearest, as dithering would blur text. */
    private static BufferedImage indexed(BufferedImage sheet) {
        int[] pixels = sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(pixels).forEach(pixel -> counts.merge(pixel & FEWER, 1, Integer::sum));
        int[] colors = counts.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed()).limit(COLORS)
                .mapToInt(Map.Entry::getKey).toArray();
        BufferedImage result = new BufferedImage(sheet.getWidth(), sheet.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i] & FEWER, pixel -> nearest(pixel, colors));
            result.getRaster().setSample(i % sheet.getWidth(), i / sheet.getWidth(), 0, index);
        }
        return result;
    }

    private static int nearest(int pixel, int[] colors) {
        return IntStream.range(0, colors.length).boxed().min(Comparator.comparingInt(i -> distance(pixel, colors[i]))).orElseThrow();
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16).map(shift -> (one >> shift & 0xff) - (other >> shift & 0xff)).map(difference -> difference * difference).sum();
    }
}
