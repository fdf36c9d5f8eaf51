package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.layer.Windows;
import io.github.bnn4j.packed.xnor.XnorKernels;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static BitMatrix random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(1);
        return BitMatrix.of(rows, columns, (row, column) -> random.nextBoolean());
    }

    @Test
    void oneImageNeedsHardlyAnyNewMemory() {
        Thresholds half = new Thresholds(new int[4096], new long[64]);
        PackedNetwork network = new PackedNetwork(new PackedContent(
                InputEncoding.bytes(-1, 1, 1, 28, 28),
                List.of(
                        new BinaryDense(ValueType.BYTES, random(4096, 784), half),
                        new BinaryDense(ValueType.SIGNS, random(4096, 4096), half),
                        new BinaryDense(ValueType.SIGNS, random(10, 4096), new Scores(new double[10], new double[10]))),
                List.of()));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] image = new byte[784];
        network.predict(image);
        // Until the best kernel is known, and once after, weights are arranged: that is not what this is about.
        XnorKernels.best();
        network.predict(image);

        long before = threads.getCurrentThreadAllocatedBytes();
        network.predict(image);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    @Test
    void oneImageOfConvolutionsNeedsHardlyAnyNewMemory() {
        Window same = Windows.same(32, 32, 3);
        PackedNetwork network = new PackedNetwork(new PackedContent(
                InputEncoding.bytes(-1, 1, 3, 32, 32),
                List.of(
                        new ChannelsLast(ValueType.BYTES, new ImageShape(3, 32, 32)),
                        new BinaryConvolution(ValueType.BYTES, 3, same, false, random(128, 27), half(9)),
                        new BinaryConvolution(ValueType.SIGNS, 128, same, false, random(128, 9 * 128), half(1)),
                        new MaxPooling(128, Windows.tiles(32, 32, 32), new long[2]),
                        new BinaryDense(ValueType.SIGNS, random(10, 128), new Scores(new double[10], new double[10]))),
                List.of()));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] image = new byte[3 * 32 * 32];
        XnorKernels.best();
        network.predict(image);

        long before = threads.getCurrentThreadAllocatedBytes();
        network.predict(image);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    private static Thresholds half(int classes) {
        return new Thresholds(128, new int[classes * 128], new long[2]);
    }
}
