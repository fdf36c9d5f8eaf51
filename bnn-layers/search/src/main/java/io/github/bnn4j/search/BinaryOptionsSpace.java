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
 * {@link BinaryOptions}: every option is a space. What is not set, and null, is as the paper has it. An immutable value: each
 * {@code with} gives a copy that differs in one.
 */
@Getter
@With
@ToString
@EqualsAndHashCode(callSuper = false)
@NoArgsConstructor
@AllArgsConstructor(access = AccessLevel.PRIVATE)
public final class BinaryOptionsSpace extends NestedSpace<BinaryOptions> {

    private ParameterSpace<Quantizer> kernelQuantizer;
    private ParameterSpace<Quantizer> inputQuantizer;
    private ParameterSpace<KernelBound> kernelBound;
    private ParameterSpace<KernelLearningRateScale> learningRateScale;
    private ParameterSpace<Boolean> hasBias;
    private ParameterSpace<Boolean> clipKernel;

    @Override
    public BinaryOptions getValue(double[] values) {
        BinaryOptions paper = new BinaryOptions();
        return paper.withKernelQuantizer(valueOf(kernelQuantizer, values, paper.getKernelQuantizer()))
                .withInputQuantizer(valueOf(inputQuantizer, values, paper.getInputQuantizer()))
                .withKernelBound(valueOf(kernelBound, values, paper.getKernelBound()))
                .withLearningRateScale(valueOf(learningRateScale, values, paper.getLearningRateScale()))
                .withHasBias(valueOf(hasBias, values, paper.isHasBias()))
                .withClipKernel(valueOf(clipKernel, values, paper.isClipKernel()));
    }

    private static <T> T valueOf(ParameterSpace<T> space, double[] values, T unset) {
        return space == null ? unset : space.getValue(values);
    }
}
