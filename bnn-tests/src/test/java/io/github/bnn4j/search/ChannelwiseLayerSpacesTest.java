package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.layer.RPReLULayer;
import io.github.bnn4j.layer.RSignLayer;
import io.github.bnn4j.quantizer.ApproxSign;
import io.github.bnn4j.quantizer.SteSign;
import org.deeplearning4j.arbiter.layers.LayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.serde.jackson.JsonMapper;
import org.junit.jupiter.api.Test;

/** Spaces of RSign and RPReLU. */
class ChannelwiseLayerSpacesTest {

    private static final double[] NONE = {};

    @Test
    void whatIsNotSetIsAsTheLayersBuilderHasIt() {
        RSignLayerSpace sign = new RSignLayerSpace.Builder().build();
        RPReLULayerSpace activation = new RPReLULayerSpace.Builder().build();
        assertThat(sign.numParameters()).isZero();
        assertThat(activation.numParameters()).isZero();
        assertThat(sign.getValue(NONE)).isEqualTo(new RSignLayer.Builder().build());
        assertThat(activation.getValue(NONE)).isEqualTo(new RPReLULayer.Builder().build());
    }

    @Test
    void anOptionIsChosenAndLeavesWithTheOthers() throws Exception {
        RSignLayerSpace sign = new RSignLayerSpace.Builder()
                .nIn(3)
                .quantizer(new QuantizerSpace(new SteSign(2), new ApproxSign()))
                .build();
        RPReLULayerSpace activation = new RPReLULayerSpace.Builder()
                .nIn(3)
                .initialSlope(new ContinuousParameterSpace(0, 1))
                .build();
        for (LayerSpace<?> space : new LayerSpace<?>[] {sign, activation}) {
            String json = JsonMapper.getMapper().writeValueAsString(space);
            LayerSpace<?> copy = JsonMapper.getMapper().readValue(json, LayerSpace.class);
            assertThat(copy).isEqualTo(space);
            assertThat(space.numParameters()).isEqualTo(1);
            for (ParameterSpace<?> leaf : space.collectLeaves()) {
                if (leaf.numParameters() == 1) {
                    leaf.setIndices(0);
                }
            }
        }
        assertThat(sign.getValue(new double[] {.1}))
                .isEqualTo(new RSignLayer.Builder()
                        .nIn(3)
                        .quantizer(new SteSign(2))
                        .build());
        assertThat(sign.getValue(new double[] {.9}))
                .isEqualTo(new RSignLayer.Builder().nIn(3).build());
        assertThat(activation.getValue(new double[] {.5}))
                .isEqualTo(new RPReLULayer.Builder().nIn(3).initialSlope(.5).build());
    }
}
