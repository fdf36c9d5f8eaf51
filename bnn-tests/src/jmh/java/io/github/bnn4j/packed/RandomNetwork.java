package io.github.bnn4j.packed;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** 784-4096x3-10 with random weights. */
final class RandomNetwork {

    private static final int[] WIDTHS = {784, 4096, 4096, 4096, 10};

    private RandomNetwork() {}

    static PackedNetwork create() {
        SplittableRandom random = new SplittableRandom(1);
        List<PackedLayer> layers = new ArrayList<>();
        for (int i = 1; i < WIDTHS.length; i++) {
            ValueType type = i == 1 ? ValueType.BYTES : ValueType.SIGNS;
            BitMatrix kernel = BitMatrix.of(WIDTHS[i], WIDTHS[i - 1], (row, column) -> random.nextBoolean());
            int half = WIDTHS[i - 1] * (i == 1 ? 255 : 1) / 2;
            layers.add(new BinaryDense(type, kernel, stage(WIDTHS[i], half, i == WIDTHS.length - 1)));
        }
        return new PackedNetwork(new PackedContent(InputEncoding.bytes(-1, 1, 1, 28, 28), layers, List.of()));
    }

    private static OutputStage stage(int outputs, int half, boolean last) {
        if (last) {
            double[] ones = new double[outputs];
            Arrays.fill(ones, 1);
            return new Scores(ones, new double[outputs]);
        }
        int[] limits = new int[outputs];
        Arrays.fill(limits, half);
        return new Thresholds(limits, new long[BitMatrix.wordsFor(outputs)]);
    }
}
