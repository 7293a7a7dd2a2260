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
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Screenshots side by side in one picture of a size that a guide can hold. Not thread-safe. */
final class PictureSheet {

    private static final double SCALE = 0.5;
    private static final int GAP = 16;
    private static final int LEVELS = 6;
    private static final int GREYS = 40;

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
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_DITHERING, RenderingHints.VALUE_DITHER_DISABLE);
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
        ImageIO.write(sheet, "png", Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png").toFile());
    }

    private static int height(List<BufferedImage> row) {
        return row.stream().mapToInt(shot -> shot.getHeight() + GAP).max().orElse(0);
    }

    /** A cube of colors, and more greys, as text has them: a picture of a third of the size. */
    private static IndexColorModel palette() {
        int size = LEVELS * LEVELS * LEVELS + GREYS;
        byte[][] parts = new byte[3][size];
        for (int i = 0; i < LEVELS * LEVELS * LEVELS; i++) {
            int[] levels = {i / (LEVELS * LEVELS), i / LEVELS % LEVELS, i % LEVELS};
            for (int part = 0; part < parts.length; part++) {
                parts[part][i] = (byte) (levels[part] * 255 / (LEVELS - 1));
            }
        }
        for (int i = 0; i < GREYS; i++) {
            for (byte[] part : parts) {
                part[LEVELS * LEVELS * LEVELS + i] = (byte) (255 * i / (GREYS - 1));
            }
        }
        return new IndexColorModel(8, size, parts[0], parts[1], parts[2]);
    }
}
