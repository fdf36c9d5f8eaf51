package io.github.bnn4j.search;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryLayerBuilder;
import io.github.bnn4j.layer.BinaryOptions;
import io.github.bnn4j.quantizer.Quantizer;
import java.util.function.Consumer;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.deeplearning4j.arbiter.layers.FeedForwardLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/** This class has what the spaces of all binary layers have in common: the options that the layers have in common. */
@Getter
@NoArgsConstructor
@EqualsAndHashCode(callSuper = true)
abstract class BaseBinaryLayerSpace<L extends FeedForwardLayer> extends FeedForwardLayerSpace<L> {

    private BinaryOptionsSpace binaryOptions;

    BaseBinaryLayerSpace(BaseBuilder<?> builder) {
        super(builder);
        this.binaryOptions = builder.binaryOptions;
    }

    /** Gives an option its value, unless it is not set, and null. */
    static <T> void set(ParameterSpace<T> option, double[] values, Consumer<T> setter) {
        if (option != null) {
            setter.accept(option.getValue(values));
        }
    }

    @Override
    public String toString() {
        return toString(", ");
    }

    @Override
    public String toString(String delimiter) {
        return getClass().getSimpleName() + "(" + super.toString(delimiter) + ")";
    }

    /** The setters that the builders of all binary layers' spaces share: of an option, a space goes before a value. */
    @SuppressWarnings("unchecked")
    abstract static class BaseBuilder<T> extends FeedForwardLayerSpace.Builder<T> implements BinaryLayerBuilder<T> {

        private BinaryOptionsSpace binaryOptions = new BinaryOptionsSpace();

        @Override
        public BinaryOptions getBinaryOptions() {
            return binaryOptions.getFixed();
        }

        @Override
        public T binaryOptions(BinaryOptions options) {
            return binaryOptions(binaryOptions.withFixed(options));
        }

        /**
         * @param options take the place of all that the other setters here have set; one space for several layers is one choice
         */
        public T binaryOptions(BinaryOptionsSpace options) {
            this.binaryOptions = options;
            return (T) this;
        }

        /**
         * @param quantizer such as a {@link QuantizerSpace}
         */
        public T kernelQuantizer(ParameterSpace<Quantizer> quantizer) {
            return binaryOptions(binaryOptions.withKernelQuantizer(quantizer));
        }

        /**
         * @param quantizer such as a {@link QuantizerSpace}
         */
        public T inputQuantizer(ParameterSpace<Quantizer> quantizer) {
            return binaryOptions(binaryOptions.withInputQuantizer(quantizer));
        }

        /**
         * @param bound such as a {@link KernelBoundSpace}
         */
        public T kernelBound(ParameterSpace<KernelBound> bound) {
            return binaryOptions(binaryOptions.withKernelBound(bound));
        }

        /**
         * @param scale such as a {@link KernelLearningRateScaleSpace}
         */
        public T learningRateScale(ParameterSpace<KernelLearningRateScale> scale) {
            return binaryOptions(binaryOptions.withLearningRateScale(scale));
        }

        public T hasBias(ParameterSpace<Boolean> hasBias) {
            return binaryOptions(binaryOptions.withHasBias(hasBias));
        }

        public T clipKernel(ParameterSpace<Boolean> clipKernel) {
            return binaryOptions(binaryOptions.withClipKernel(clipKernel));
        }
    }
}
