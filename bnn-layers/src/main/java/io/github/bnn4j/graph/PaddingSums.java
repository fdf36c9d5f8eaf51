package io.github.bnn4j.graph;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.Window;

/**
 * Sums of the weights that lie on padding: by how much a sum over a window changes, if padding is more by 1. They are the same for
 * all pixels of a border class.
 */
public final class PaddingSums {

    private PaddingSums() {}

    /**
     * Returns them for each border class and output.
     *
     * @param weights a row for each output: tap after tap, the channels of a tap together
     */
    public static int[][] of(Window window, BitMatrix weights) {
        int channels = weights.columns() / window.taps();
        int[][] sums = new int[window.classes()][weights.rows()];
        for (int i = 0; i < sums.length; i++) {
            boolean[] onPadding = tapsOnPadding(window, i);
            for (int n = 0; n < weights.rows(); n++) {
                sums[i][n] = sum(weights, n, onPadding, channels);
            }
        }
        return sums;
    }

    private static int sum(BitMatrix weights, int n, boolean[] taps, int channels) {
        int sum = 0;
        for (int k = 0; k < weights.columns(); k++) {
            sum += taps[k / channels] ? weights.get(n, k) : 0;
        }
        return sum;
    }

    private static boolean[] tapsOnPadding(Window window, int number) {
        int perRow = window.columns().classes();
        // All outputs of a class have the same taps on padding: its first one tells.
        int row = window.rows().classStarts()[number / perRow];
        int column = window.columns().classStarts()[number % perRow];
        boolean[] onPadding = new boolean[window.taps()];
        for (int tap = 0; tap < onPadding.length; tap++) {
            int i = tap / window.columns().size();
            int j = tap % window.columns().size();
            onPadding[tap] = !isInside(window.rows(), row, i) || !isInside(window.columns(), column, j);
        }
        return onPadding;
    }

    private static boolean isInside(Axis axis, int o, int tap) {
        return tap >= axis.firstTap(o) && tap < axis.endTap(o);
    }
}
