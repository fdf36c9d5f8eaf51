package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedNetworkTest {

    private final PackedContent onBytes = SampleContents.onBytes();
    private final PackedContent onFloats = SampleContents.onFloats();

    @Test
    void givesItsContent() {
        var network = new PackedNetwork(onBytes);

        assertThat(network.content()).isSameAs(onBytes);
        assertThat(network.input()).isEqualTo(onBytes.input());
        assertThat(network.layers()).isEqualTo(onBytes.layers());
        assertThat(network.labels()).isEqualTo(onBytes.labels()).hasSize(4);
        assertThat(network.outputs()).isEqualTo(4);
    }

    @Test
    void hasNoLabelsIfTheContentHasNone() {
        assertThat(new PackedNetwork(onFloats).labels()).isEmpty();
    }

    @Test
    void givesTheWeightsOfBinaryLayers() {
        assertThat(new PackedNetwork(onBytes).binaryWeights(1))
                .isEqualTo(((BinaryWeights) onBytes.layers().get(1)).weights());
        assertThat(new PackedNetwork(onFloats).binaryWeights(5))
                .isEqualTo(((BinaryWeights) onFloats.layers().get(5)).weights());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6})
    void otherLayersHaveNone(int layer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedNetwork(onFloats).binaryWeights(layer))
                .withMessageContaining("Layer " + layer);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 100})
    void hasNoOtherLayers(int layer) {
        assertThatThrownBy(() -> new PackedNetwork(onBytes).binaryWeights(layer))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
