package io.github.bnn4j.search;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.SteSign;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.ActivationLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The article's network as a space: blocks of dropout, binary dense layer, batch normalization and sign, of which depth
 * and width are hyperparameters too; the last block ends at the loss. What is not set is as in the paper; each setter
 * takes one value, which is then fixed, or several to choose from.
 */
public final class BnnSpace {

    private static final double BATCH_NORM_EPSILON = 1e-4;

    private final MultiLayerSpace network;
    private final Map<String, ParameterSpace<?>> hyperparameters;
    private final int epochs;

    private BnnSpace(Builder builder) {
        this.network = builder.network();
        this.hyperparameters = builder.hyperparameters();
        this.epochs = builder.epochs;
    }

    /** Returns the space of networks, for Arbiter's candidate generators. */
    public MultiLayerSpace network() {
        return network;
    }

    /** Returns the epochs that each candidate is trained for. */
    public int epochs() {
        return epochs;
    }

    /** Returns the hyperparameters that are chosen, by name, in a fixed order; what is fixed is left out. */
    public Map<String, ParameterSpace<?>> hyperparameters() {
        return hyperparameters;
    }

    /**
     * Tells what a candidate's numbers mean.
     *
     * @param flat a number from 0 to 1 for each choice, after a generator was made for {@link #network()}
     * @return the chosen values, by name
     */
    public Map<String, Object> values(double[] flat) {
        Map<String, Object> values = new LinkedHashMap<>();
        hyperparameters.forEach((name, space) -> values.put(name, space.getValue(flat)));
        return values;
    }

    /** Builds a {@link BnnSpace}. */
    public static final class Builder {

        private final int inputs;
        private final int classes;
        private int epochs = 10;
        private long seed = 1;
        private int maxDepth = 3;
        private ParameterSpace<Integer> depth = new FixedValue<>(3);
        private ParameterSpace<Integer> width = new FixedValue<>(1024);
        private ParameterSpace<Double> learningRate = new FixedValue<>(.003);
        private ParameterSpace<Double> decay = new FixedValue<>(1e-2);
        private ParameterSpace<Double> inputDropRate = new FixedValue<>(0.0);
        private ParameterSpace<Double> hiddenDropRate = new FixedValue<>(0.0);
        private ParameterSpace<Double> kernelRateMultiplier = new FixedValue<>(1.0);
        private ParameterSpace<Quantizer> kernelQuantizer = new FixedValue<>(new SteSign());
        private ParameterSpace<Quantizer> activationQuantizer = new FixedValue<>(new SteSign());
        private ParameterSpace<OutputLoss> loss = new FixedValue<>(OutputLoss.HINGE);

        /**
         * @param inputs values of an example, at least 1
         * @param classes at least 2
         */
        public Builder(int inputs, int classes) {
            if (inputs < 1 || classes < 2) {
                throw new IllegalArgumentException(
                        "A classifier needs at least 1 input and 2 classes, got " + inputs + " and " + classes);
            }
            this.inputs = inputs;
            this.classes = classes;
        }

        /** Sets the epochs of each candidate, at least 1; default 10. */
        public Builder epochs(int epochs) {
            require(epochs >= 1, "epochs must be at least 1", epochs);
            this.epochs = epochs;
            return this;
        }

        /** Sets the seed of initial weights; not 0, which ND4J takes for none. Default 1. */
        public Builder seed(long seed) {
            require(seed != 0, "seed must not be 0", seed);
            this.seed = seed;
            return this;
        }

        /** Sets the counts of hidden blocks, each at least 1; default 3. */
        public Builder depth(Integer... depths) {
            this.depth = Choice.of(check(depths, d -> d >= 1, "depth must be at least 1"));
            this.maxDepth =
                    Arrays.stream(depths).mapToInt(Integer::intValue).max().getAsInt();
            return this;
        }

        /** Sets the units of each hidden block, each at least 1; default 1024. */
        public Builder width(Integer... widths) {
            this.width = Choice.of(check(widths, w -> w >= 1, "width must be at least 1"));
            return this;
        }

        /** Lets the learning rate lie between two bounds, each magnitude as likely as another; default .003. */
        public Builder learningRate(double min, double max) {
            require(
                    min > 0 && max >= min && !Double.isInfinite(max),
                    "learningRate needs 0 < min <= max",
                    min + " and " + max);
            this.learningRate = min == max
                    ? new FixedValue<>(min)
                    : new ContinuousParameterSpace(new LogUniformDistribution(min, max));
            return this;
        }

        /** Sets what the learning rate is multiplied with over all epochs, greater than 0; default 1e-2. */
        public Builder decay(Double... decays) {
            this.decay = Choice.of(checkPositive("decay", decays));
            return this;
        }

        /** Sets the share of inputs that is dropped, in [0, 1); default 0. */
        public Builder inputDropRate(Double... rates) {
            this.inputDropRate = Choice.of(checkRates("inputDropRate", rates));
            return this;
        }

        /** Sets the share of hidden activations that is dropped, in [0, 1); default 0. */
        public Builder hiddenDropRate(Double... rates) {
            this.hiddenDropRate = Choice.of(checkRates("hiddenDropRate", rates));
            return this;
        }

        private static Double[] checkRates(String name, Double[] rates) {
            return check(rates, rate -> rate >= 0 && rate < 1, name + " must be in [0, 1)");
        }

        private static Double[] checkPositive(String name, Double[] values) {
            return check(
                    values, value -> value > 0 && !value.isInfinite(), name + " must be finite and greater than 0");
        }

        private static <T> T[] check(T[] values, Predicate<T> condition, String demand) {
            require(
                    values != null
                            && values.length > 0
                            && Arrays.stream(values).allMatch(value -> value != null && condition.test(value)),
                    demand + ", at least one value",
                    Arrays.toString(values));
            return values;
        }

        /** Sets the factor on the learning-rate scale of all kernels, greater than 0; default 1. */
        public Builder kernelRateMultiplier(Double... multipliers) {
            this.kernelRateMultiplier = Choice.of(checkPositive("kernelRateMultiplier", multipliers));
            return this;
        }

        /** Sets the quantizer of all kernels; default the deterministic sign. */
        public Builder kernelQuantizer(Quantizer... quantizers) {
            check(quantizers, Quantizer::appliesToKernels, "kernelQuantizer must apply to kernels");
            this.kernelQuantizer = Choice.of(quantizers, QuantizerSpace::new);
            return this;
        }

        /** Sets the quantizer of all hidden activations; default the deterministic sign. */
        public Builder activationQuantizer(Quantizer... quantizers) {
            check(quantizers, Quantizer::appliesToActivations, "activationQuantizer must apply to activations");
            this.activationQuantizer = Choice.of(quantizers, QuantizerSpace::new);
            return this;
        }

        /** Sets the loss; default the squared hinge loss. */
        public Builder loss(OutputLoss... losses) {
            check(losses, known -> true, "loss must be known");
            this.loss = Choice.of(losses, OutputLossSpace::new);
            return this;
        }

        /** Returns the space; what was not set is as its setter says. */
        public BnnSpace build() {
            return new BnnSpace(this);
        }

        private static void require(boolean condition, String demand, Object value) {
            if (!condition) {
                throw new IllegalArgumentException(demand + ", got " + value);
            }
        }

        private Map<String, ParameterSpace<?>> hyperparameters() {
            Map<String, ParameterSpace<?>> all = new LinkedHashMap<>();
            all.put("depth", depth);
            all.put("width", width);
            all.put("learningRate", learningRate);
            all.put("decay", decay);
            all.put("inputDropRate", inputDropRate);
            all.put("hiddenDropRate", hiddenDropRate);
            all.put("kernelRateMultiplier", kernelRateMultiplier);
            all.put("kernelQuantizer", kernelQuantizer);
            all.put("activationQuantizer", activationQuantizer);
            all.put("loss", loss);
            all.values().removeIf(FixedValue.class::isInstance);
            return all;
        }

        private MultiLayerSpace network() {
            MultiLayerSpace.Builder builder = new MultiLayerSpace.Builder()
                    .seed(seed)
                    .updater(new KernelScaledUpdaterSpace(
                            new DecayingAdamSpace(learningRate, decay, epochs), kernelRateMultiplier))
                    .numEpochs(epochs);
            for (int block = 0; block < maxDepth; block++) {
                BlockCount count = new BlockCount(depth, block);
                builder.addLayer(dense(block, width), count)
                        .addLayer(normalization(), count)
                        .addLayer(
                                new ActivationLayerSpace.Builder()
                                        .activationFn(new SignActivationSpace(activationQuantizer))
                                        .build(),
                                count);
            }
            return builder.addLayer(dense(maxDepth, new FixedValue<>(classes)))
                    .addLayer(normalization())
                    .addLayer(new OutputLossLayerSpace(loss))
                    .setInputType(InputType.feedForward(inputs))
                    .build();
        }

        private BinaryDenseLayerSpace dense(int block, ParameterSpace<Integer> units) {
            return new BinaryDenseLayerSpace.Builder()
                    .nOut(units)
                    .kernelQuantizer(kernelQuantizer)
                    .iDropOut(new NoScaleDropoutSpace(block == 0 ? inputDropRate : hiddenDropRate))
                    .build();
        }

        private static FastBatchNormalizationSpace normalization() {
            return new FastBatchNormalizationSpace.Builder()
                    .eps(BATCH_NORM_EPSILON)
                    .build();
        }
    }

    @Override
    public String toString() {
        return "BnnSpace[epochs=" + epochs + ", " + hyperparameters + "]";
    }
}
