package io.github.bnn4j.search;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryOptions;
import io.github.bnn4j.quantizer.Quantizer;
import lombok.AccessLevel;
import lombok.AllArgsConstructor;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.ToString;
import lombok.With;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * {@link BinaryOptions} of which some are chosen: an option without a space, that is null, is as in the fixed ones, which are
 * the paper's by default. An immutable value: each {@code with} gives a copy that differs in one.
 */
@Getter
@With
@ToString
@EqualsAndHashCode(callSuper = false)
@NoArgsConstructor
@AllArgsConstructor(access = AccessLevel.PRIVATE)
public final class BinaryOptionsSpace extends NestedSpace<BinaryOptions> {

    private BinaryOptions fixed = new BinaryOptions();
    private ParameterSpace<Quantizer> kernelQuantizer;
    private ParameterSpace<Quantizer> inputQuantizer;
    private ParameterSpace<KernelBound> kernelBound;
    private ParameterSpace<KernelLearningRateScale> learningRateScale;
    private ParameterSpace<Boolean> hasBias;
    private ParameterSpace<Boolean> clipKernel;

    @Override
    public BinaryOptions getValue(double[] values) {
        return fixed.withKernelQuantizer(valueOf(kernelQuantizer, values, fixed.getKernelQuantizer()))
                .withInputQuantizer(valueOf(inputQuantizer, values, fixed.getInputQuantizer()))
                .withKernelBound(valueOf(kernelBound, values, fixed.getKernelBound()))
                .withLearningRateScale(valueOf(learningRateScale, values, fixed.getLearningRateScale()))
                .withHasBias(valueOf(hasBias, values, fixed.isHasBias()))
                .withClipKernel(valueOf(clipKernel, values, fixed.isClipKernel()));
    }

    private static <T> T valueOf(ParameterSpace<T> space, double[] values, T otherwise) {
        return space == null ? otherwise : space.getValue(values);
    }
}
