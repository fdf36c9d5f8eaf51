package io.github.bnn4j.cli.serve.network;

import io.github.bnn4j.packed.PackedNetwork;
import java.util.Arrays;

/** Times of a network for an example, in turn with another one's. */
public final class Timing {

    private static final int RUNS = 9;

    private Timing() {}

    /**
     * Returns the median time of each network, in nanoseconds.
     *
     * @throws IllegalArgumentException if one does not take the example
     */
    public static long[] medians(Example example, PackedNetwork... networks) {
        long[][] times = new long[networks.length][RUNS];
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < networks.length; i++) {
                long began = System.nanoTime();
                example.scores(networks[i]);
                times[i][run] = System.nanoTime() - began;
            }
        }
        return Arrays.stream(times)
                .mapToLong(of ->
                        Arrays.stream(of).sorted().skip(RUNS / 2).findFirst().orElseThrow())
                .toArray();
    }
}
