package io.github.bnn4j.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.classifier.ClassifierNetwork;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import io.github.bnn4j.cli.settings.HyperparameterOptions;
import io.github.bnn4j.cli.settings.Preset;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What DL4J sends to executors arrives as it was, with our layers, quantizers, updaters and constraints in it. */
class SentNetworkTest {

    private static final ClassTag<NetBroadcastTuple> TUPLE = ClassTag$.MODULE$.apply(NetBroadcastTuple.class);

    static List<MultiLayerNetwork> networks() throws Exception {
        return List.of(
                ClassifierNetwork.initialized(
                        options("--hidden-units", "8")
                                .applyTo(Preset.named("paper").hyperparameters()),
                        images(new PixelShape(1, 28, 28))),
                ClassifierNetwork.initialized(
                        options(
                                        "--hidden-units",
                                        "8",
                                        "--kernel-quantizer",
                                        "stochastic",
                                        "--normalization",
                                        "shift",
                                        "--updater",
                                        "shift-adamax")
                                .applyTo(Preset.named("quick").hyperparameters()),
                        images(new PixelShape(1, 28, 28))),
                ClassifierNetwork.initialized(
                        options("--width-multiplier", ".05")
                                .applyTo(Preset.named("cifar10").hyperparameters()),
                        images(new PixelShape(3, 32, 32))));
    }

    private static HyperparameterOptions options(String... arguments) {
        return CommandLine.populateCommand(new HyperparameterOptions(), arguments);
    }

    private static LabelledImages images(PixelShape shape) {
        return LabelledImages.ofShared(new byte[shape.pixels()], shape, new byte[1], 10);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void withJavaSerialization(MultiLayerNetwork network) {
        arrives(network, new JavaSerializer(new SparkConf()).newInstance());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void withKryo(MultiLayerNetwork network) {
        SparkConf conf = new SparkConf().set("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator");
        arrives(network, new KryoSerializer(conf).newInstance());
    }

    private static void arrives(MultiLayerNetwork network, SerializerInstance serializer) {
        NetBroadcastTuple sent = new NetBroadcastTuple(
                network.getLayerWiseConfigurations(),
                network.params(),
                network.getUpdater().getStateViewArray());

        NetBroadcastTuple arrived = serializer.deserialize(serializer.serialize(sent, TUPLE), TUPLE);

        assertThat(arrived.getConfiguration()).isEqualTo(sent.getConfiguration());
        assertThat(arrived.getConfiguration().toJson())
                .isEqualTo(sent.getConfiguration().toJson());
        assertThat(arrived.getParameters()).isEqualTo(sent.getParameters());
        assertThat(arrived.getUpdaterState()).isEqualTo(sent.getUpdaterState());
    }
}
