package io.github.bnn4j.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A constraint is part of the configuration: its bound and the names of its parameters survive every copy. */
class WeightClipSerializationTest {

    static List<KernelBound> bounds() {
        return List.of(KernelBound.of(1), KernelBound.of(0.3), KernelBound.glorot());
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void copiesAreEqual(KernelBound bound) {
        WeightClip clip = new WeightClip(bound);
        clip.setParams(Set.of("W", "RW"));
        for (LayerConstraint copy : Copies.of(clip, LayerConstraint.class)) {
            assertCopy(clip, copy);
        }
        assertCopy(clip, clip.clone());
    }

    private static void assertCopy(WeightClip original, LayerConstraint copy) {
        assertThat(copy).isNotSameAs(original).isEqualTo(original).hasSameHashCodeAs(original);
        assertThat(copy.getParams()).containsExactlyInAnyOrder("W", "RW");
        assertThat(((WeightClip) copy).getBound()).isEqualTo(original.getBound());
    }

    /** DL4J gives each layer a clone and then names its parameters: the original must not change with it. */
    @Test
    void aCloneHasParameterNamesOfItsOwn() {
        WeightClip original = new WeightClip(1);
        WeightClip clone = original.clone();
        clone.getParams().add("W");
        assertThat(original.getParams()).isEmpty();
    }

    @Test
    void differsByBoundAndByParameters() {
        assertThat(new WeightClip(1)).isEqualTo(new WeightClip(KernelBound.of(1)));
        assertThat(new WeightClip(1)).isNotEqualTo(new WeightClip(0.3));
        assertThat(new WeightClip(1)).isNotEqualTo(new WeightClip(KernelBound.glorot()));
        WeightClip named = new WeightClip(1);
        named.setParams(Set.of("W"));
        assertThat(named).isNotEqualTo(new WeightClip(1));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void survivesAWholeConfiguration(KernelBound bound) {
        MultiLayerConfiguration original = new SmallNetwork()
                .configuration(new DenseLayer.Builder()
                        .nIn(2)
                        .nOut(4)
                        .constrainWeights(new WeightClip(bound))
                        .build());
        for (MultiLayerConfiguration copy : Copies.of(original)) {
            assertThat(copy).isEqualTo(original);
            WeightClip expected = new WeightClip(bound);
            expected.setParams(Set.of("W"));
            assertThat(copy.getConf(0).getLayer().getConstraints()).containsExactly(expected);
        }
    }
}
