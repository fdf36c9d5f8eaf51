package io.github.bnn4j.spark.scoring;

import io.github.bnn4j.packed.PackedNetwork;
import java.util.Arrays;
import scala.collection.Seq;

/**
 * Values of a column, a few rows together, on their way into a network: binary values are its unsigned bytes, arrays of
 * numbers its real numbers.
 */
final class Batch {

    private final PackedNetwork network;
    private final int size;
    private final int capacity;
    private byte[] bytes;
    private float[] floats;
    private int rows;

    Batch(PackedNetwork network, int capacity) {
        this.network = network;
        this.size = network.input().size();
        this.capacity = capacity;
    }

    /**
     * @param value {@code byte[]} or a sequence of numbers, of one kind for all rows of a batch
     * @throws IllegalArgumentException saying what is wrong with the value; the batch is as before
     */
    void add(Object value) {
        if (value == null) {
            throw new IllegalArgumentException("the value is null");
        }
        if (value instanceof byte[] example) {
            checkLength(example.length);
            if (bytes == null) {
                bytes = new byte[capacity * size];
            }
            System.arraycopy(example, 0, bytes, rows * size, size);
        } else if (value instanceof Seq<?> example) {
            checkLength(example.length());
            if (floats == null) {
                floats = new float[capacity * size];
            }
            for (int i = 0; i < size; i++) {
                floats[rows * size + i] = number(example.apply(i), i);
            }
        } else {
            throw new IllegalArgumentException("the value is neither binary nor an array of numbers, but a "
                    + value.getClass().getName());
        }
        rows++;
    }

    private void checkLength(int length) {
        if (length != size) {
            throw new IllegalArgumentException(length + " values, the network takes " + size + " ("
                    + network.input().shape() + ")");
        }
    }

    private static float number(Object element, int index) {
        if (element instanceof Number number) {
            return number.floatValue();
        }
        throw new IllegalArgumentException("element " + index + " is " + element + ", not a number");
    }

    /**
     * Empties the batch.
     *
     * @return the class of each row
     * @throws IllegalArgumentException if a value of any row is not one that the network takes; the batch is empty then, too
     */
    int[] predict() {
        int[] classes = new int[rows];
        int count = rows;
        rows = 0;
        if (bytes != null) {
            network.predict(Arrays.copyOf(bytes, count * size), count, classes);
        } else if (floats != null) {
            network.predict(Arrays.copyOf(floats, count * size), count, classes);
        }
        return classes;
    }
}
