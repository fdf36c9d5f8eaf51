package io.github.bnn4j.peers.bench;

import ai.onnxruntime.OrtException;
import io.github.bnn4j.cli.timing.Rate;
import io.github.bnn4j.packed.PackedNetwork;
import java.util.List;
import java.util.Random;

/**
 * How many images a second the three take.
 *
 * @param network which one
 * @param batch images at a time
 * @param threads of each
 * @param packed the binarized network, packed
 * @param float32 one of the same shapes in ONNX Runtime
 * @param int8 one of the same shapes in ONNX Runtime
 */
record PeerRates(String network, int batch, int threads, double packed, double float32, double int8) {

    /** Rounds before those that count, in which the JVM compiles. */
    private static final int WARM_UPS = 4;

    /**
     * Times the three in turn, so that all see the same machine.
     *
     * @param rounds timed rounds of each, whose medians are taken
     * @param seconds length of a round, or a single batch if that takes longer
     */
    static PeerRates measure(PeerFiles files, int batch, int threads, int rounds, double seconds) throws OrtException {
        PackedNetwork network = files.network().parallel(threads);
        byte[] bytes = new byte[batch * network.input().size()];
        new Random(1).nextBytes(bytes);
        float[] scores = new float[batch * network.outputs()];
        try (PeerSession float32 = new PeerSession(files.float32(), threads, batch);
                PeerSession int8 = new PeerSession(files.int8(), threads, batch)) {
            double[] batches = Rate.medians(
                    List.of(() -> network.scores(bytes, batch, scores), float32::predict, int8::predict),
                    WARM_UPS,
                    rounds,
                    seconds);
            return new PeerRates(
                    files.title(), batch, threads, batch * batches[0], batch * batches[1], batch * batches[2]);
        }
    }

    double overFloat32() {
        return packed / float32;
    }

    double overInt8() {
        return packed / int8;
    }
}
