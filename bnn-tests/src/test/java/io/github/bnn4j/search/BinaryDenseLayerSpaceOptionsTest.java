package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.constraint.WeightClip;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.kernel.KernelLearningRateScale;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** What is given to the space is what the layer gets: fixed, and as a choice. */
class BinaryDenseLayerSpaceOptionsTest {

    private static final double[] NONE = {};

    private static BinaryDenseLayerSpace.Builder builder() {
        return new BinaryDenseLayerSpace.Builder();
    }

    /** The layers for the values of a space with one parameter, one for each of so many equal parts of [0, 1]. */
    private static List<BinaryDenseLayer> choices(BinaryDenseLayerSpace.Builder builder, int count) {
        BinaryDenseLayerSpace space = builder.build();
        assertThat(space.numParameters()).isEqualTo(1);
        for (ParameterSpace<?> leaf : space.collectLeaves()) {
            if (leaf.numParameters() == 1) {
                leaf.setIndices(0);
            }
        }
        List<BinaryDenseLayer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(space.getValue(new double[] {(i + .5) / count}));
        }
        return layers;
    }

    private static List<LayerConstraint> clip(KernelBound bound) {
        WeightClip clip = new WeightClip(bound);
        clip.setParams(Set.of("W"));
        return List.of(clip);
    }

    @Test
    void eachKernelQuantizer() {
        List<Quantizer> all = Quantizers.forKernels();
        QuantizerSpace space = new QuantizerSpace(all.toArray(Quantizer[]::new));
        assertThat(choices(builder().kernelQuantizer(space), all.size()))
                .extracting(BinaryDenseLayer::getKernelQuantizer)
                .isEqualTo(all);
        assertThat(all).allSatisfy(quantizer -> assertThat(
                        builder().kernelQuantizer(quantizer).build().getValue(NONE))
                .isEqualTo(new BinaryDenseLayer.Builder()
                        .kernelQuantizer(quantizer)
                        .build()));
    }

    @Test
    void eachInputQuantizer() {
        List<Quantizer> all = Quantizers.elementwise();
        QuantizerSpace space = new QuantizerSpace(all.toArray(Quantizer[]::new));
        assertThat(choices(builder().inputQuantizer(space), all.size()))
                .extracting(BinaryDenseLayer::getInputQuantizer)
                .isEqualTo(all);
        assertThat(all).allSatisfy(quantizer -> assertThat(
                        builder().inputQuantizer(quantizer).build().getValue(NONE))
                .isEqualTo(
                        new BinaryDenseLayer.Builder().inputQuantizer(quantizer).build()));
    }

    /** Weights are clipped to the bound that was chosen. */
    @Test
    void boundsAsNumberAndGlorot() {
        KernelBoundSpace space = new KernelBoundSpace(KernelBound.of(.5), KernelBound.glorot());
        assertThat(choices(builder().kernelBound(space), 2))
                .containsExactly(
                        new BinaryDenseLayer.Builder().kernelBound(.5).build(),
                        new BinaryDenseLayer.Builder()
                                .kernelBound(KernelBound.glorot())
                                .build())
                .extracting(layer -> layer.getConstraints())
                .containsExactly(clip(KernelBound.of(.5)), clip(KernelBound.glorot()));
        assertThat(builder().kernelBound(2).build().getValue(NONE).getKernelBound())
                .isEqualTo(KernelBound.of(2));
        assertThat(builder()
                        .kernelBound(KernelBound.glorot())
                        .build()
                        .getValue(NONE)
                        .getKernelBound())
                .isEqualTo(KernelBound.glorot());
    }

    @Test
    void learningRateScalesAsNumberGlorotAndNone() {
        KernelLearningRateScaleSpace space = new KernelLearningRateScaleSpace(
                KernelLearningRateScale.of(3), KernelLearningRateScale.glorot(), KernelLearningRateScale.none());
        assertThat(choices(builder().learningRateScale(space), 3))
                .extracting(BinaryDenseLayer::getLearningRateScale)
                .containsExactly(
                        KernelLearningRateScale.of(3),
                        KernelLearningRateScale.glorot(),
                        KernelLearningRateScale.none());
        assertThat(builder().learningRateScale(4).build().getValue(NONE).getLearningRateScale())
                .isEqualTo(KernelLearningRateScale.of(4));
        assertThat(builder()
                        .learningRateScale(KernelLearningRateScale.none())
                        .build()
                        .getValue(NONE)
                        .getLearningRateScale())
                .isEqualTo(KernelLearningRateScale.none());
    }

    @Test
    void bias() {
        assertThat(choices(builder().hasBias(new BooleanSpace()), 2))
                .extracting(BinaryDenseLayer::hasBias)
                .containsExactlyInAnyOrder(true, false);
        assertThat(builder().hasBias(true).build().getValue(NONE).hasBias()).isTrue();
    }

    @Test
    void clip() {
        assertThat(choices(builder().clipKernel(new BooleanSpace()), 2))
                .extracting(layer -> layer.getConstraints())
                .containsExactlyInAnyOrder(clip(KernelBound.of(1)), null);
        assertThat(builder().clipKernel(false).build().getValue(NONE).getConstraints())
                .isNull();
    }

    @Test
    void sizes() {
        assertThat(choices(builder().nOut(new DiscreteParameterSpace<>(4, 9)), 2))
                .extracting(BinaryDenseLayer::getNOut)
                .containsExactly(4L, 9L);
        assertThat(choices(builder().nIn(new DiscreteParameterSpace<>(5, 7)), 2))
                .extracting(BinaryDenseLayer::getNIn)
                .containsExactly(5L, 7L);
        assertThat(builder().nIn(3).nOut(2).build().getValue(NONE))
                .isEqualTo(new BinaryDenseLayer.Builder().nIn(3).nOut(2).build());
    }

    /** A rate of 0 is no dropout. */
    @Test
    void dropoutWithoutRescaling() {
        NoScaleDropoutSpace space = new NoScaleDropoutSpace(new DiscreteParameterSpace<>(0.0, 0.3));
        assertThat(choices(builder().iDropOut(space), 2))
                .extracting(BinaryDenseLayer::getIDropout)
                .containsExactly(null, NoScaleDropout.dropRate(.3));
    }

    @Test
    void anUpdaterOfItsOwn() {
        KernelScaledUpdaterSpace space =
                new KernelScaledUpdaterSpace(new FixedValue<>(new Sgd(.1)), new DiscreteParameterSpace<>(.25, 2.0));
        assertThat(choices(builder().updater(space), 2))
                .extracting(BinaryDenseLayer::getIUpdater)
                .containsExactly(new KernelScaledUpdater(new Sgd(.1), .25), new KernelScaledUpdater(new Sgd(.1), 2));
    }

    @Test
    void optionsOfTheSuperclass() {
        BinaryDenseLayer layer = builder()
                .activation(Activation.TANH)
                .l2(.01)
                .biasInit(.5)
                .constrainWeights(new WeightClip(KernelBound.of(.25)))
                .build()
                .getValue(NONE);
        assertThat(layer.getActivationFn()).isEqualTo(Activation.TANH.getActivationFunction());
        assertThat(layer.getBiasInit()).isEqualTo(.5);
        assertThat(layer.getRegularization()).hasSize(1);
        assertThat(layer.getConstraints()).as("in place of the default").isEqualTo(clip(KernelBound.of(.25)));
    }
}
