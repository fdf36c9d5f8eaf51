package io.github.bnn4j.cli.timing;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Predicts one image in a JVM of its own, by the packed runtime alone, and tells when and with how much memory. Run by {@link FreshJvm}. */
public final class FirstPrediction {

    private FirstPrediction() {}

    /**
     * @param args the network's file
     */
    public static void main(String[] args) throws IOException {
        PackedNetwork network = PackedNetwork.load(Path.of(args[0]));
        network.predict(new byte[network.input().size()]);
        print();
    }

    /** Returns the milliseconds since this JVM started. */
    public static long millisSinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Prints, as properties, how long ago this JVM started, {@code first}, and its peak of {@code memory} in bytes, 0 if unknown. */
    public static void print() throws IOException {
        System.out.println("first=" + millisSinceStart());
        System.out.println("memory=" + ResidentMemory.peak());
    }
}
