package io.github.bnn4j.normalization;

import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * DL4J's batch normalization, several times as fast: the same options, parameters and results, up to rounding in training, and
 * to the bit at inference. A network may be saved with one and loaded with the other.
 *
 * <pre>{@code
 * y = gamma * (x - mean) / sqrt(variance + eps) + beta
 * }</pre>
 *
 * with mean and population variance of the mini-batch in training and their running estimates at inference (Ioffe and
 * Szegedy 2015, arXiv 1502.03167, algorithms 1 and 2).
 *
 * <p>Shapes: x and y {@code [examples, features]}, or 4-d in either data format. The fast way is for single precision and
 * learned gamma and beta; all else goes through DL4J's implementation, which for a locked gamma and beta on NHWC
 * fails in training, so that it gets a matrix. Fastest are 'f' ordered matrices, which is what
 * {@link io.github.bnn4j.layer.BinaryDenseLayer} makes, and NCHW.
 *
 * <p>DL4J's TransferLearning does not follow the widths through batch normalization of any kind, this or its own: its
 * {@code nOutReplace} of the layer before leaves gamma, beta and the statistics at the old width, and the network fails when
 * it is built or at its first input. Say all three widths: {@code nOutReplace} of the layer before and of batch normalization, and
 * {@code nInReplace} of the next layer with weights:
 *
 * <pre>
 * new TransferLearning.Builder(network) // dense, batch normalization, sign, dense
 *         .nOutReplace(0, 512, WeightInit.XAVIER)
 *         .nOutReplace(1, 512, WeightInit.XAVIER)
 *         .nInReplace(3, 512, WeightInit.XAVIER)
 *         .build();
 * </pre>
 *
 * <p>With {@code TransferLearning.GraphBuilder} it is the same, by the layers' names.
 */
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class FastBatchNormalization extends BaseBatchNormalization {

    /** Begins with DL4J's defaults. */
    public FastBatchNormalization() {
        // nothing of its own
    }

    private FastBatchNormalization(BatchNormalization options) {
        super(options);
    }

    @Override
    public FastBatchNormalization clone() {
        return (FastBatchNormalization) super.clone();
    }

    @Override
    io.github.bnn4j.normalization.impl.FastBatchNormalization implementation(
            NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.bnn4j.normalization.impl.FastBatchNormalization(conf, dataType);
    }

    /** Has the options of DL4J's builder. */
    public static class Builder extends BatchNormalization.Builder {

        @Override
        public FastBatchNormalization build() {
            return new FastBatchNormalization(super.build());
        }
    }
}
