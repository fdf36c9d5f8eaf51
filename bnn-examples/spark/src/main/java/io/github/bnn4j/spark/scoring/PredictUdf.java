package io.github.bnn4j.spark.scoring;

import io.github.bnn4j.packed.PackedNetwork;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * A packed network as a function of Spark SQL, from a binary column, or one of an array of numbers, to the number of the
 * class:
 *
 * <pre>{@code
 * PredictUdf.register(spark, "digit", PackedNetwork.load(Path.of("model.bnn")));
 * spark.sql("SELECT digit(image), count(*) FROM images GROUP BY 1").show();
 * }</pre>
 *
 * <p>A value that the network does not take, such as one of another length, gives NULL, or ends the job with {@link
 * #registerFailFast}. Executors need this jar and bnn-runtime, nothing of Deeplearning4j.
 */
public final class PredictUdf implements UDF1<Object, Integer> {

    private static final long serialVersionUID = 1;

    private final Broadcast<ShippedNetwork> network;
    private final boolean failFast;

    private PredictUdf(Broadcast<ShippedNetwork> network, boolean failFast) {
        this.network = network;
        this.failFast = failFast;
    }

    /** Sends the network to the executors, and gives the function a name for SQL. */
    public static void register(SparkSession spark, String name, PackedNetwork network) {
        register(spark, name, network, false);
    }

    /** Registers the same, for a function that ends the job at a value which the network does not take. */
    public static void registerFailFast(SparkSession spark, String name, PackedNetwork network) {
        register(spark, name, network, true);
    }

    private static void register(SparkSession spark, String name, PackedNetwork network, boolean failFast) {
        Broadcast<ShippedNetwork> sent = ShippedNetwork.broadcast(spark, network);
        spark.udf().register(name, new PredictUdf(sent, failFast), DataTypes.IntegerType);
    }

    /**
     * @param value {@code byte[]}, a sequence of numbers, or null
     * @return the class, from 0; null for null
     * @throws IllegalArgumentException if it fails fast and the network does not take the value
     */
    @Override
    public Integer call(Object value) {
        if (value == null) {
            return null;
        }
        Batch one = new Batch(network.value().network(), 1);
        try {
            one.add(value);
            return one.predict()[0];
        } catch (IllegalArgumentException e) {
            if (failFast) {
                throw e;
            }
            return null;
        }
    }
}
