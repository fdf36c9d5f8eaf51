package io.github.bnn4j.packed.layer;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.SignRows;
import java.util.Arrays;
import java.util.Random;

/** Activations made of rows of numbers, and the reverse. */
public final class Rows {

    private Rows() {}

    public static int[][] randomBytes(int rows, int width, long seed) {
        var random = new Random(seed);
        int[][] bytes = new int[rows][width];
        for (int[] row : bytes) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextInt(4) == 0 ? 255 * random.nextInt(2) : random.nextInt(256);
            }
        }
        return bytes;
    }

    /** Whole numbers. */
    public static float[][] randomIntegers(int rows, int width, int bound, long seed) {
        var random = new Random(seed);
        float[][] floats = new float[rows][width];
        for (float[] row : floats) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextInt(2 * bound + 1) - bound;
            }
        }
        return floats;
    }

    public static float[][] randomFloats(int rows, int width, long seed) {
        var random = new Random(seed);
        float[][] floats = new float[rows][width];
        for (float[] row : floats) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return floats;
    }

    public static Activations ofSigns(int[][] rows) {
        return Activations.ofSigns(rows.length, rows[0].length, SignRows.pack(rows));
    }

    /** With values before and behind that belong to something else. */
    public static Activations ofBytes(int[][] rows, int from) {
        int width = rows[0].length;
        byte[] bytes = new byte[from + rows.length * width + 5];
        Arrays.fill(bytes, (byte) 0xA5);
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < width; i++) {
                bytes[from + row * width + i] = (byte) rows[row][i];
            }
        }
        return Activations.ofBytes(rows.length, width, bytes, from);
    }

    /** With values before and behind that belong to something else. */
    public static Activations ofFloats(float[][] rows, int from) {
        int width = rows[0].length;
        float[] floats = new float[from + rows.length * width + 5];
        Arrays.fill(floats, 1e9f);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, floats, from + row * width, width);
        }
        return Activations.ofFloats(rows.length, width, floats, from);
    }

    public static Activations ofFloats(float... row) {
        return ofFloats(new float[][] {row}, 0);
    }

    public static int[][] signsOf(Activations x) {
        return BitMatrix.of(x.rows(), x.width(), x.signs()).toSigns();
    }

    public static float[][] floatsOf(Activations x) {
        float[][] floats = new float[x.rows()][x.width()];
        for (int row = 0; row < x.rows(); row++) {
            System.arraycopy(x.floats(), x.from() + row * x.width(), floats[row], 0, x.width());
        }
        return floats;
    }

    public static int[][] bytesOf(Activations x) {
        int[][] bytes = new int[x.rows()][x.width()];
        for (int row = 0; row < x.rows(); row++) {
            for (int i = 0; i < x.width(); i++) {
                bytes[row][i] = x.bytes()[x.from() + row * x.width() + i] & 0xFF;
            }
        }
        return bytes;
    }
}
