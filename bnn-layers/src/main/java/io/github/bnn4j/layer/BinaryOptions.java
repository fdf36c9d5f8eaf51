package io.github.bnn4j.layer;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import java.io.Serializable;
import lombok.AccessLevel;
import lombok.AllArgsConstructor;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.ToString;
import lombok.With;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;

/**
 * The options that all binary layers have, as one immutable value: {@code new BinaryOptions()} is the paper's layer, and each
 * {@code with} gives a copy that differs in one. {@link BinaryLayerBuilder} says what they mean.
 */
@Getter
@With
@ToString
@EqualsAndHashCode
@NoArgsConstructor
@AllArgsConstructor(access = AccessLevel.PRIVATE)
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class BinaryOptions implements Serializable {

    private Quantizer kernelQuantizer = new SteSign();
    private Quantizer inputQuantizer;
    private KernelBound kernelBound = KernelBound.of(1);
    private KernelLearningRateScale learningRateScale = KernelLearningRateScale.glorot();
    private boolean hasBias;
    private boolean clipKernel = true;
}
