package io.github.bnn4j.quantizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.serialization.Copies;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Quantizers are data: they survive what DL4J does to configurations, options and all. */
class QuantizerSerializationTest {

    static List<Quantizer> all() {
        return Quantizers.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCopyIsEqualAndBehavesTheSame(Quantizer quantizer) {
        for (Quantizer copy : Copies.of(quantizer, Quantizer.class)) {
            assertThat(copy).isNotSameAs(quantizer).isEqualTo(quantizer).hasSameHashCodeAs(quantizer);
            assertThat(copy).hasToString(quantizer.toString());
            assertThat(effect(copy)).isEqualTo(effect(quantizer));
        }
    }

    /** Options that are lost on the way would make two of these equal. */
    @Test
    void differentOptionsAreDifferent() {
        assertThat(new HashSet<>(Quantizers.all())).hasSameSizeAs(Quantizers.all());
        assertThat(Quantizers.all().stream().map(Object::toString)).doesNotHaveDuplicates();
    }

    /** As the interface promises: fields, a constructor without arguments, equals and hashCode are enough. */
    @Test
    void aQuantizerOfOnesOwnNeedsNoAnnotations() {
        for (Quantizer copy : Copies.of(new Own(3), Quantizer.class)) {
            assertThat(copy).isEqualTo(new Own(3));
        }
    }

    static final class Own implements Quantizer {

        private int levels;

        private Own() {}

        Own(int levels) {
            this.levels = levels;
        }

        /** A getter without a field: it must not find its way into the JSON. */
        public String getDescription() {
            throw new AssertionError("no property");
        }

        @Override
        public void quantize(INDArray x, INDArray out, boolean training) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void backprop(INDArray x, INDArray gradient) {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Own own && own.levels == levels;
        }

        @Override
        public int hashCode() {
            return levels;
        }
    }

    private static List<INDArray> effect(Quantizer quantizer) {
        INDArray x = Nd4j.createFromArray(new double[][] {{-1.4, -0.7, -0.3}, {0.04, 0.4, 1.2}});
        INDArray forward = Nd4j.create(DataType.DOUBLE, 2, 3);
        quantizer.quantize(x, forward, false);
        INDArray backward = Nd4j.ones(DataType.DOUBLE, 2, 3);
        if (quantizer.appliesToActivations()) {
            quantizer.backprop(x, backward);
        } else {
            quantizer.backpropKernel(x, backward);
        }
        return List.of(forward, backward);
    }
}
