package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.updater.KernelScaledUpdater;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** DL4J's estimate of memory: that of the stock layer, and one more kernel, the binarized one. */
class BinaryDenseLayerMemoryReportTest {

    private static final int IN = 30;
    private static final int OUT = 20;
    private static final int BATCH = 7;

    @ParameterizedTest
    @EnumSource(MemoryUseMode.class)
    void isTheStockLayersAndABinarizedKernel(MemoryUseMode mode) {
        MemoryReport stock = report(new DenseLayer.Builder().nOut(OUT).build());
        MemoryReport binary =
                report(new BinaryDenseLayer.Builder().nOut(OUT).hasBias(true).build());
        for (MemoryType type : MemoryType.values()) {
            long more = type == MemoryType.WORKING_MEMORY_FIXED ? IN * OUT * Float.BYTES : 0;
            assertThat(bytes(binary, type, mode)).as(type.name()).isEqualTo(bytes(stock, type, mode) + more);
        }
    }

    @ParameterizedTest
    @EnumSource(MemoryUseMode.class)
    void countsParametersAndUpdaterStateByHand(MemoryUseMode mode) {
        MemoryReport report = report(new BinaryDenseLayer.Builder().nOut(OUT).build());
        boolean training = mode == MemoryUseMode.TRAINING;
        assertThat(bytes(report, MemoryType.PARAMETERS, mode)).isEqualTo(IN * OUT * Float.BYTES);
        assertThat(bytes(report, MemoryType.UPDATER_STATE, mode))
                .as("Adam keeps two numbers for each parameter")
                .isEqualTo(training ? 2 * IN * OUT * Float.BYTES : 0);
        assertThat(bytes(report, MemoryType.ACTIVATIONS, mode)).isEqualTo(BATCH * OUT * Float.BYTES);
    }

    /** Both an input quantizer and dropout need a copy of the input in training. */
    @ParameterizedTest
    @EnumSource(MemoryUseMode.class)
    void countsACopyOfTheInput(MemoryUseMode mode) {
        long none = working(mode, new BinaryDenseLayer.Builder());
        long copy = mode == MemoryUseMode.TRAINING ? (long) BATCH * IN * Float.BYTES : 0;
        assertThat(working(mode, new BinaryDenseLayer.Builder().dropOut(0.5))).isEqualTo(none + copy);
        assertThat(working(mode, new BinaryDenseLayer.Builder().inputQuantizer(new SteSign())))
                .isGreaterThanOrEqualTo(none + copy);
    }

    private static long working(MemoryUseMode mode, BinaryDenseLayer.Builder builder) {
        return bytes(report(builder.nOut(OUT).build()), MemoryType.WORKING_MEMORY_VARIABLE, mode);
    }

    private static long bytes(MemoryReport report, MemoryType type, MemoryUseMode mode) {
        return report.getMemoryBytes(type, BATCH, mode, CacheMode.NONE, DataType.FLOAT);
    }

    private static MemoryReport report(FeedForwardLayer layer) {
        MultiLayerConfiguration configuration = new SmallNetwork()
                .updater(new KernelScaledUpdater(new Adam()))
                .inputs(IN)
                .configuration(layer);
        return configuration.getMemoryReport(InputType.feedForward(IN));
    }
}
