package io.github.bnn4j.packed.pynq;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MismatchSums;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a packed network of the bits and integer thresholds of a BNN-PYNQ overlay, by the public API of bnn-runtime alone: what
 * somebody would write who has trained bits and limits of any origin.
 *
 * <p>File {@code L-PE-weights.bin} has words of 64 bits, little-endian: neuron {@code n = nf * PEs + PE} begins at word {@code nf *
 * words}, bit i of word w is the weight of input {@code w * SIMD + i}, 1 for +1. {@code L-PE-thres.bin} has a number of 64 bits for
 * each nf. An output is +1 if more bits match than its threshold says.
 */
final class PynqOverlay {

    /** From this pixel on, an input is +1. */
    private static final int WHITE = 128;

    private final Map<String, byte[]> files;

    PynqOverlay(Map<String, byte[]> files) {
        this.files = files;
    }

    /** Returns the network; scores of its last layer are {@code matching bits - threshold}. */
    PackedNetwork network(int channels, int height, int width, List<Folding> layers, List<String> labels) {
        InputEncoding input = InputEncoding.bytes(0, 255, channels, height, width);
        List<PackedLayer> packed = new ArrayList<>();
        packed.add(new BytesToFloats(input.scale(), input.offset(), input.size()));
        packed.add(FloatThresholds.atLeast(WHITE, input.size()));
        for (int l = 0; l < layers.size(); l++) {
            Folding folding = layers.get(l);
            BitMatrix weights = weights(l, folding);
            packed.add(new BinaryDense(
                    ValueType.SIGNS, weights, l < layers.size() - 1 ? signs(l, folding, weights) : scores(l, folding)));
        }
        return new PackedNetwork(new PackedContent(input, packed, labels));
    }

    private BitMatrix weights(int layer, Folding folding) {
        return BitMatrix.of(folding.outputs(), folding.inputs(), (n, k) -> {
            long word = number(
                    layer, n % folding.pes(), "weights", n / folding.pes() * folding.words() + k / folding.simd());
            return (word >>> k % folding.simd() & 1) == 1;
        });
    }

    /** More than T of K bits match: the sum of products is above 2 T - K. */
    private OutputStage signs(int layer, Folding folding, BitMatrix weights) {
        double[] least = new double[folding.outputs()];
        for (int n = 0; n < least.length; n++) {
            least[n] = 2.0 * (threshold(layer, folding, n) + 1) - folding.inputs();
        }
        return Thresholds.atLeast(MismatchSums.of(ValueType.SIGNS, weights), least);
    }

    /** Of K bits, (K + sum) / 2 match. */
    private OutputStage scores(int layer, Folding folding) {
        double[] scale = new double[folding.outputs()];
        double[] offset = new double[folding.outputs()];
        for (int n = 0; n < scale.length; n++) {
            scale[n] = .5;
            offset[n] = .5 * folding.inputs() - threshold(layer, folding, n);
        }
        return new Scores(scale, offset);
    }

    private long threshold(int layer, Folding folding, int n) {
        return number(layer, n % folding.pes(), "thres", n / folding.pes());
    }

    private long number(int layer, int pe, String kind, int index) {
        byte[] file = files.get(layer + "-" + pe + "-" + kind + ".bin");
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(index * Long.BYTES);
    }
}
