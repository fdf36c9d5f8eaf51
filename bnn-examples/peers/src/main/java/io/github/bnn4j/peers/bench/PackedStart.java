package io.github.bnn4j.peers.bench;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Predicts one image in a process of its own, by the runtime alone. Run by {@link ProcessStart}. */
final class PackedStart {

    private PackedStart() {}

    /**
     * @param args the network's file
     */
    public static void main(String[] args) throws IOException {
        PackedNetwork network = PackedNetwork.load(Path.of(args[0]));
        network.predict(new byte[network.input().size()]);
        print();
    }

    /** Tells how long it took from the start of the JVM, and what memory it needed. */
    static void print() throws IOException {
        long now = System.currentTimeMillis();
        System.out.println(
                "first=" + (now - ManagementFactory.getRuntimeMXBean().getStartTime()));
        System.out.println("memory=" + ResidentMemory.peak());
    }
}
