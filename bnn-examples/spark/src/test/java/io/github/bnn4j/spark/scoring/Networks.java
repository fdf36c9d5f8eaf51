package io.github.bnn4j.spark.scoring;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import java.util.List;
import java.util.Random;

/** Packed networks of one layer, with random weights: five classes. */
public final class Networks {

    public static final int CLASSES = 5;

    private Networks() {}

    /** Takes bytes that stand for 0 to 255. */
    public static PackedNetwork ofBytes(int height, int width) {
        return network(InputEncoding.bytes(0, 255, 1, height, width));
    }

    static PackedNetwork ofSigns(int size) {
        return network(InputEncoding.signs(size));
    }

    private static PackedNetwork network(InputEncoding input) {
        Random random = new Random(1);
        BitMatrix kernel = BitMatrix.of(CLASSES, input.size(), (row, column) -> random.nextBoolean());
        double[] scales = {1, 1, 1, 1, 1};
        return new PackedNetwork(new PackedContent(
                input,
                List.of(new BinaryDense(input.type(), kernel, new Scores(scales, new double[CLASSES]))),
                List.of()));
    }
}
