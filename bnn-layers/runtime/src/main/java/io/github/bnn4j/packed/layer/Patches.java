package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.size.ArraySize;
import io.github.bnn4j.packed.workspace.Workspace;
import io.github.bnn4j.packed.xnor.TransposedWeights;
import java.util.Arrays;

/**
 * Holds what the windows of a tile look at, tap by tap: {@code words[tap * planes + plane][pixel of the tile]}. With the
 * pixels side by side, a tap is a copy of rows, moved a little.
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
        int columns = largest.endInputColumn() == window.columns().input()
                ? window.columns().input()
                : Math.min(
                        window.columns().input(),
                        (largest.columns - 1) * window.columns().stride() + span(window.columns()));
        this.planes = Workspace.ints(padding.length, ArraySize.product(rows, columns));
        this.words = Workspace.ints(
                ArraySize.product(window.taps(), padding.length), TransposedWeights.lengthFor(largest.pixels()));
    }

    private static int span(Axis axis) {
        return (axis.size() - 1) * axis.dilation() + 1;
    }

    int[][] words() {
        return words;
    }

    void fill(Tile tile, Activations x) {
        for (int image = 0; image < tile.images; image++) {
            read(tile, image, x);
            for (int tap = 0; tap < window.taps(); tap++) {
                for (int i = 0; i < planes.length; i++) {
                    fill(tile, tap, i, image * tile.pixelsOfImage());
                }
            }
        }
    }

    private void read(Tile tile, int image, Activations x) {
        int width = window.columns().input();
        int first = tile.firstInputColumn();
        int columns = tile.endInputColumn() - first;
        int rows = tile.endInputRow() - tile.firstInputRow();
        boolean whole = columns == width;
        for (int row = 0; row < rows; row += whole ? rows : 1) {
            int from = (tile.firstInputRow() + row) * width + first;
            ChannelPlanes.read(
                    x, tile.firstImage + image, channels, from, whole ? rows * width : columns, planes, row * columns);
        }
    }

    private void fill(Tile tile, int tap, int plane, int at) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int[] source = planes[plane];
        int[] target = words[tap * planes.length + plane];
        int tapOfColumns = tap % columns.size();
        int width = tile.columns;
        int firstInput = tile.firstInputColumn();
        int inputs = tile.endInputColumn() - firstInput;
        int start = within(columns.firstOutput(tapOfColumns) - tile.firstColumn, width);
        int end = within(columns.endOutput(tapOfColumns) - tile.firstColumn, width);
        for (int row = 0; row < tile.rows; row++) {
            int to = at + row * width;
            int y = rows.position(tile.firstRow + row, tap / columns.size());
            if (y < 0 || y >= rows.input()) {
                Arrays.fill(target, to, to + width, padding[plane]);
                continue;
            }
            Arrays.fill(target, to, to + start, padding[plane]);
            if (start < end) {
                int column = columns.position(tile.firstColumn + start, tapOfColumns) - firstInput;
                int from = (y - tile.firstInputRow()) * inputs + column;
                copy(source, from, columns.stride(), target, to + start, end - start);
            }
            Arrays.fill(target, to + end, to + width, padding[plane]);
        }
    }

    private static int within(int column, int width) {
        return Math.max(0, Math.min(width, column));
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
