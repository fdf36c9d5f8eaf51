package io.github.bnn4j.spark.scoring;

import io.github.bnn4j.packed.PackedNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * A packed network as Spark sends it: the content of its file, which goes to each executor once, and is read there at its
 * first use. All tasks of an executor share the network, which is immutable. Java's serializer and Kryo both carry it.
 */
public final class ShippedNetwork implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte[] file;
    private transient volatile PackedNetwork network;

    private ShippedNetwork(byte[] file) {
        this.file = file;
    }

    /** Sends the network to the executors, when they first ask for it. */
    public static Broadcast<ShippedNetwork> broadcast(SparkSession spark, PackedNetwork network) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            network.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new ShippedNetwork(file.toByteArray()));
    }

    /** Returns the network; all calls in a JVM give the same. */
    public PackedNetwork network() {
        if (network == null) {
            synchronized (this) {
                if (network == null) {
                    network = read();
                }
            }
        }
        return network;
    }

    private PackedNetwork read() {
        try {
            return PackedNetwork.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The network did not arrive as it was sent: " + e.getMessage(), e);
        }
    }
}
