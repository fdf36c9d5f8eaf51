package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.quantizer.SteSign;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.junit.jupiter.api.Test;

/** What is not set is left to the layer, and what is fixed is no parameter. */
class BinaryDenseLayerSpaceDefaultsTest {

    @Test
    void withoutOptionsItIsTheLayersDefault() {
        BinaryDenseLayerSpace space = new BinaryDenseLayerSpace.Builder().build();
        assertThat(space.numParameters()).isZero();
        assertThat(space.getValue(new double[0])).isEqualTo(new BinaryDenseLayer.Builder().build());
    }

    @Test
    void fixedValuesTakeNoParameter() {
        BinaryDenseLayerSpace space = new BinaryDenseLayerSpace.Builder()
                .nIn(3)
                .nOut(2)
                .kernelQuantizer(new SteSign())
                .inputQuantizer(new SteSign())
                .kernelBound(1)
                .learningRateScale(1)
                .hasBias(true)
                .clipKernel(true)
                .build();
        assertThat(space.numParameters()).isZero();
        assertThat(space.getValue(new double[0]).getInputQuantizer()).isEqualTo(new SteSign());
    }

    @Test
    void aSpaceThatIsGivenTwiceIsOneParameter() {
        DiscreteParameterSpace<Integer> size = new DiscreteParameterSpace<>(2, 3);
        assertThat(new BinaryDenseLayerSpace.Builder()
                        .nIn(size)
                        .nOut(size)
                        .build()
                        .numParameters())
                .isEqualTo(1);
        assertThat(new BinaryDenseLayerSpace.Builder()
                        .nIn(size)
                        .nOut(new DiscreteParameterSpace<>(2, 3))
                        .build()
                        .numParameters())
                .isEqualTo(2);
    }

    @Test
    void eachCallBuildsALayerOfItsOwn() {
        BinaryDenseLayerSpace space =
                new BinaryDenseLayerSpace.Builder().nOut(2).build();
        assertThat(space.getValue(new double[0])).isNotSameAs(space.getValue(new double[0]));
    }

    @Test
    void toStringSaysWhatIsChosen() {
        assertThat(new BinaryDenseLayerSpace.Builder().nOut(17).kernelBound(.5).build())
                .hasToString(new BinaryDenseLayerSpace.Builder()
                        .nOut(17)
                        .kernelBound(.5)
                        .build()
                        .toString())
                .asString()
                .contains("BinaryDenseLayerSpace", "17", "kernelBound", "0.5");
    }
}
