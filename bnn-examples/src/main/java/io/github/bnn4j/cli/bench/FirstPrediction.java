package io.github.bnn4j.cli.bench;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Milliseconds from the start of a JVM to its first prediction. Run by {@link KernelStarts}. */
final class FirstPrediction {

    private FirstPrediction() {}

    /**
     * @param args the network's file
     */
    public static void main(String[] args) throws IOException {
        PackedNetwork network = PackedNetwork.load(Path.of(args[0]));
        network.predict(new byte[network.input().size()]);
        System.out.println("first="
                + (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime()));
    }
}
