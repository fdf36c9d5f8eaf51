package io.github.bnn4j.cli.bench;

import static io.github.bnn4j.networks.SmallNetwork.linearOutput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Each part is told from real work, sampled as the benchmark samples it: nothing here knows what a method is called. Work is more than its
 * main part, a tenth is enough: what is not recognised has no sample at all.
 */
class TrainingStepPartTest {

    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
    private static final int SAMPLES = 50;
    private static final long NANOS_AT_ONCE = 200_000_000;

    private static INDArray random(int rows, int columns) {
        return Nd4j.rand(DataType.FLOAT, rows, columns).subi(0.5);
    }

    /** They are in the order in which a product before would have written them. */
    private static INDArray signs(int rows, int columns) {
        INDArray random = random(rows, columns);
        return random.gte(0).castTo(DataType.FLOAT).muli(2).subi(1).dup('f');
    }

    private static BinaryDenseLayer binary(int inputs, int outputs) {
        return new BinaryDenseLayer.Builder().nIn(inputs).nOut(outputs).build();
    }

    /** Features pass one layer forward, as in training. */
    private static Runnable forward(Layer layer, INDArray features) {
        MultiLayerNetwork network =
                new SmallNetwork().inputs((int) features.size(1)).chain(layer, linearOutput(2));
        return () -> network.getLayer(0).activate(features, true, NO_WORKSPACES);
    }

    private static MultiLayerNetwork withGradients() {
        MultiLayerNetwork network = new SmallNetwork()
                .updater(new KernelScaledUpdater(new Adam(0.01)))
                .with(all -> all.constrainWeights(new WeightClip(1)))
                .inputs(1000)
                .chain(binary(1000, 1000), linearOutput(2));
        var data = RandomData.of(DataType.FLOAT, 2, 1000, 2, 1);
        network.setInput(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        return network;
    }

    static Stream<Arguments> work() {
        INDArray square = random(700, 700);
        INDArray wide = random(200, 3000);
        MultiLayerNetwork network = withGradients();
        return Stream.of(
                named("product", TrainingStepPart.GEMM, () -> square.mmul(square)),
                named("product in place", TrainingStepPart.GEMM, () -> square.dup()
                        .mmuli(square)),
                named("product with factors", TrainingStepPart.GEMM, () -> Nd4j.gemm(square, square, false, true)),
                named(
                        "dense layer",
                        TrainingStepPart.GEMM,
                        forward(new DenseLayer.Builder().nOut(300).build(), wide)),
                named("many signs", TrainingStepPart.XNOR, forward(binary(8192, 512), signs(1024, 8192))),
                named("many kernels", TrainingStepPart.BITS, forward(binary(2048, 2048), signs(1, 2048))),
                named("DL4J's norm", TrainingStepPart.NORM, forward(new BatchNormalization(), wide)),
                named("our norm", TrainingStepPart.NORM, forward(new FastBatchNormalization.Builder().build(), wide)),
                named("updater", TrainingStepPart.UPDATE, () -> network.getUpdater()
                        .update(network, network.gradient(), 0, 0, 2, NO_WORKSPACES)),
                named("constraint", TrainingStepPart.UPDATE, () -> network.applyConstraints(0, 0)),
                named("dropout", TrainingStepPart.REST, () -> NoScaleDropout.dropRate(0.5)
                        .applyDropout(wide.dup(), wide.dup(), 0, 0, NO_WORKSPACES)),
                named("method of the same name elsewhere", TrainingStepPart.REST, TrainingStepPartTest::gemm));
    }

    private static Arguments named(String what, TrainingStepPart part, Runnable work) {
        return arguments(what, part, work);
    }

    private static void gemm() {
        float[] products = new float[1 << 20];
        for (int i = 0; i < products.length; i++) {
            products[i] = i * 0.5f;
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("work")
    void isToldFromWhatAThreadDoes(String what, TrainingStepPart part, Runnable work) {
        work.run();
        Map<TrainingStepPart, Integer> counts = StepProfile.newCounts();
        while (samples(counts) < SAMPLES) {
            try (StepProfile profile = StepProfile.into(counts)) {
                // For long enough that the beginning and the end of a profile are a small part of it.
                for (long start = System.nanoTime(); System.nanoTime() - start < NANOS_AT_ONCE; ) {
                    work.run();
                }
            }
        }
        assertThat(counts.getOrDefault(part, 0)).as("%s", counts).isGreaterThan(samples(counts) / 10);
    }

    private static int samples(Map<TrainingStepPart, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void anEmptyStackIsTheRest() {
        assertThat(TrainingStepPart.of(new StackTraceElement[0])).isEqualTo(TrainingStepPart.REST);
    }
}
