package consumer;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Assembles a network from bits and thresholds that tells whether most of five signs are positive; writes, reads and asks it. */
public final class Majority {

    public static void main(String[] args) throws Exception {
        BitMatrix allPositive = BitMatrix.of(1, 5, (row, column) -> true);
        BitMatrix noAndYes = BitMatrix.of(2, 1, (row, column) -> row == 1);
        PackedNetwork assembled = new PackedNetwork(new PackedContent(
                InputEncoding.signs(5),
                List.of(
                        new BinaryDense(ValueType.SIGNS, allPositive, new Thresholds(new int[] {2}, new long[1])),
                        new BinaryDense(ValueType.SIGNS, noAndYes, new Scores(new double[] {1, 1}, new double[2]))),
                List.of("no", "yes")));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assembled.write(file);
        PackedNetwork network = PackedNetwork.read(new ByteArrayInputStream(file.toByteArray()));
        byte[][] examples = {{1, 1, -1, -1, 1}, {-1, 1, -1, -1, 1}};
        for (byte[] example : examples) {
            System.out.println(network.labels().get(network.predict(example)));
        }
        System.out.println(Majority.class.getModule().isNamed() ? "on the module path" : "on the class path");
    }
}
