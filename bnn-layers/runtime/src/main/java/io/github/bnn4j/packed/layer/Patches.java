package io.github.bnn4j.packed.layer;

import java.util.Arrays;

/**
 * What the windows of a tile look at, tap by tap: {@code words[tap * planes + plane][pixel of the tile]}. With the pixels
 * side by side, a tap is a copy of rows, moved a little.
 */
final class Patches {

    private final Window window;
    private final int channels;
    private final int[] padding;
    private final int[][] planes;
    private final int[][] words;

    /**
     * @param largest the largest tile that will follow
     * @param padding for each plane, what taps on padding hold
     */
    Patches(Tile largest, int channels, int[] padding) {
        this.window = largest.window;
        this.channels = channels;
        this.padding = padding;
        int rows = Math.min(
                window.rows().input(), (largest.rows - 1) * window.rows().stride() + span(window.rows()));
        this.planes = new int[padding.length][rows * window.columns().input()];
        this.words = new int[window.taps() * padding.length][largest.pixels()];
    }

    private static int span(Axis axis) {
        return (axis.size() - 1) * axis.dilation() + 1;
    }

    int[][] words() {
        return words;
    }

    void fill(Tile tile, Activations x) {
        int width = window.columns().input();
        int from = tile.firstInputRow();
        int rows = tile.endInputRow() - from;
        for (int image = 0; image < tile.images; image++) {
            ChannelPlanes.read(x, tile.firstImage + image, channels, from * width, rows * width, planes);
            for (int tap = 0; tap < window.taps(); tap++) {
                for (int i = 0; i < planes.length; i++) {
                    fill(tile, tap, i, from, image * tile.pixelsOfImage());
                }
            }
        }
    }

    private void fill(Tile tile, int tap, int plane, int firstInputRow, int at) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int[] source = planes[plane];
        int[] target = words[tap * planes.length + plane];
        int tapOfColumns = tap % columns.size();
        int start = columns.firstOutput(tapOfColumns);
        int end = columns.endOutput(tapOfColumns);
        for (int row = 0; row < tile.rows; row++) {
            int to = at + row * columns.output();
            int y = rows.position(tile.firstRow + row, tap / columns.size());
            if (y < 0 || y >= rows.input()) {
                Arrays.fill(target, to, to + columns.output(), padding[plane]);
                continue;
            }
            Arrays.fill(target, to, to + start, padding[plane]);
            if (start < end) {
                int from = (y - firstInputRow) * columns.input() + columns.position(start, tapOfColumns);
                copy(source, from, columns.stride(), target, to + start, end - start);
            }
            Arrays.fill(target, to + end, to + columns.output(), padding[plane]);
        }
    }

    private static void copy(int[] source, int from, int stride, int[] target, int to, int count) {
        if (stride == 1) {
            System.arraycopy(source, from, target, to, count);
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i * stride];
            }
        }
    }
}
