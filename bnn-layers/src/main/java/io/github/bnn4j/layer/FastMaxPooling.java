package io.github.bnn4j.layer;

import java.util.Collection;
import lombok.EqualsAndHashCode;
import lombok.NoArgsConstructor;
import lombok.ToString;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's max pooling, several times as fast: the same options and results, the gradients of equal maxima included, which go to the
 * first. Of what is no number it makes no number, where DL4J's may hide it. A network may be saved with one and loaded with the other.
 *
 * <p>The fast way is for windows that do not overlap, without padding, in single precision and NCHW; all else goes through DL4J's
 * implementation.
 */
@NoArgsConstructor
@ToString(callSuper = true)
@EqualsAndHashCode(callSuper = true)
public class FastMaxPooling extends SubsamplingLayer {

    private FastMaxPooling(Builder builder) {
        super(builder);
    }

    @Override
    public FastMaxPooling clone() {
        return (FastMaxPooling) super.clone();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        var layer = new io.github.bnn4j.layer.impl.FastMaxPooling(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    /** Has the options of DL4J's builder but the type of pooling. */
    public static class Builder extends SubsamplingLayer.Builder {

        /**
         * Begins with pooling over squares that do not overlap.
         *
         * @param size height and width of each, at least 1
         */
        public Builder(int size) {
            super(PoolingType.MAX, new int[] {size, size}, new int[] {size, size});
        }

        /**
         * @throws IllegalArgumentException if the type of pooling was changed
         */
        @Override
        @SuppressWarnings("unchecked")
        public FastMaxPooling build() {
            super.build();
            FastMaxPooling layer = new FastMaxPooling(this);
            if (layer.getPoolingType() != org.deeplearning4j.nn.conf.layers.PoolingType.MAX) {
                throw new IllegalArgumentException(
                        "FastMaxPooling takes maxima, got " + layer.getPoolingType() + ": use DL4J's SubsamplingLayer");
            }
            return layer;
        }
    }
}
