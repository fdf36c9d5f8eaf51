package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.serialization.Copies;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A blur is nothing but its kernel, which block.ResidualBlocksTest sees through training. */
class BlurLayerTest {

    @Test
    void copiesAreEqual() {
        BlurLayer layer = new BlurLayer.Builder().build();
        assertThat(Copies.of(layer, Layer.class)).containsOnly(layer).hasOnlyElementsOfType(BlurLayer.class);
        assertThat(layer.clone()).isEqualTo(layer).isNotSameAs(layer);
        assertThat(Copies.of(new BinomialBlurInit(), IWeightInit.class)).containsOnly(new BinomialBlurInit());
    }

    @Test
    void otherKernelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlurLayer.Builder().kernelSize(5, 5).build())
                .withMessageContaining("3 x 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlurLayer.Builder().hasBias(true).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BlurLayer.Builder().activation(Activation.RELU).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BinomialBlurInit().init(1, 1, new long[] {5, 5, 2, 1}, 'c', Nd4j.zeros(DataType.FLOAT, 50)))
                .withMessageContaining("[5, 5, 2, 1]");
    }
}
