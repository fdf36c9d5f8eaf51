package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.bits.BitMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelPropertyTest {

    private final BitMatrix fewOutputs = SignRows.matrix(SignRows.random(3, 70, 1));
    private final BitMatrix manyOutputs = SignRows.matrix(SignRows.random(300, 70, 1));

    @ParameterizedTest
    @ValueSource(strings = {"reference", "row-major", "int-2x8", "harley-seal"})
    void choosesTheBestKernel(String name) {
        try (var property = KernelProperty.set(name)) {
            assertThat(XnorKernels.best().name()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "row-major", "int-2x8", "harley-seal"})
    void choosesTheKernelOfAllWeights(String name) {
        try (var property = KernelProperty.set(name)) {
            Class<?> expected = XnorKernels.byName(name).arrange(fewOutputs).getClass();

            assertThat(XnorKernels.arrange(fewOutputs)).isInstanceOf(expected);
            assertThat(XnorKernels.arrange(manyOutputs)).isInstanceOf(expected);
        }
    }

    @Test
    void refusesAWrongName() {
        try (var property = KernelProperty.set("nonsense")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(XnorKernels::best)
                    .withMessageContaining("nonsense")
                    .withMessageContaining("harley-seal");
            assertThatIllegalArgumentException().isThrownBy(() -> XnorKernels.arrange(fewOutputs));
            assertThatIllegalArgumentException().isThrownBy(() -> XnorKernels.arrange(manyOutputs));
        }
    }

    @Test
    void isOfNoEffectOnceItIsGone() {
        try (var cleared = KernelProperty.cleared()) {
            XnorKernel before = XnorKernels.best();
            try (var property = KernelProperty.set("reference")) {
                assertThat(XnorKernels.best()).isInstanceOf(ReferenceKernel.class);
            }
            assertThat(XnorKernels.best()).isSameAs(before);
        }
    }
}
