package io.github.bnn4j.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.spark.LocalSpark;
import org.apache.spark.SparkConf;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

/** A network arrives as it was sent, whichever serializer carries it. */
class ShippedNetworkTest {

    private static final byte[] EXAMPLE = {1, 99, (byte) 200};

    @Test
    void javaSerializationCarriesIt() {
        arrives(new JavaSerializer(new SparkConf()).newInstance());
    }

    @Test
    void kryoCarriesIt() {
        arrives(new KryoSerializer(new SparkConf()).newInstance());
    }

    private static void arrives(SerializerInstance serializer) {
        PackedNetwork network = Networks.ofBytes(1, 3);
        try (SparkSession spark = LocalSpark.start()) {
            Broadcast<ShippedNetwork> broadcast = ShippedNetwork.broadcast(spark, network);
            // Read before it is sent: what was read does not travel.
            broadcast.value().network();

            ShippedNetwork arrived = serializer.deserialize(
                    serializer.serialize(broadcast.value(), ClassTag$.MODULE$.apply(ShippedNetwork.class)),
                    ClassTag$.MODULE$.apply(ShippedNetwork.class));

            assertThat(arrived.network().scores(EXAMPLE)).isEqualTo(network.scores(EXAMPLE));
            assertThat(arrived.network()).isSameAs(arrived.network());
        }
    }
}
