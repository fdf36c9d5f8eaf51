package io.github.bnn4j.normalization;

import java.util.Collection;
import lombok.EqualsAndHashCode;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

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
 * learned gamma and beta; all else goes through DL4J's implementation. Fastest are 'f' ordered matrices, which is what
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
public class FastBatchNormalization extends BatchNormalization {

    /** With DL4J's defaults. */
    public FastBatchNormalization() {
        // nothing of its own
    }

    private FastBatchNormalization(BatchNormalization options) {
        NormalizationFields.copy(options, this);
    }

    @Override
    public FastBatchNormalization clone() {
        return (FastBatchNormalization) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerValidation.assertNOutSet("FastBatchNormalization", getLayerName(), layerIndex, getNOut());
        var layer = new io.github.bnn4j.normalization.impl.FastBatchNormalization(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    /** Has the options of DL4J's builder. */
    public static class Builder extends BatchNormalization.Builder {

        @Override
        public FastBatchNormalization build() {
            return new FastBatchNormalization(super.build());
        }
    }
}
