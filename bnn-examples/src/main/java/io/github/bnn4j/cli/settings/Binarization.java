package io.github.bnn4j.cli.settings;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.require;

import java.util.List;

/**
 * Says how a network is binarized.
 *
 * @param kernelQuantizer of latent kernels, a name of {@link QuantizerNames}
 * @param activationQuantizer of hidden activations, a name of {@link QuantizerNames}
 * @param kernelRateMultiplier factor on the Glorot learning-rate scale of kernels, greater than 0; the article's code has .25
 */
public record Binarization(String kernelQuantizer, String activationQuantizer, double kernelRateMultiplier) {

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Binarization {
        QuantizerNames.forKernels(kernelQuantizer);
        QuantizerNames.forActivations(activationQuantizer);
        require(
                isPositive(kernelRateMultiplier),
                "--kernel-rate-multiplier must be greater than 0",
                kernelRateMultiplier);
    }

    /** Returns whether nothing was chosen. */
    boolean isDefault() {
        return kernelQuantizer.equals("ste") && activationQuantizer.equals("ste") && kernelRateMultiplier == 1;
    }

    /** Returns the quantizers that are classes of the user's own, which models then name. */
    public List<String> ownClasses() {
        return QuantizerNames.ownClasses(List.of(kernelQuantizer, activationQuantizer));
    }
}
