package io.github.bnn4j.packed.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
            assertThat(Kernels.best().name()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "row-major", "int-2x8", "harley-seal"})
    void choosesTheKernelOfAllWeights(String name) {
        try (var property = KernelProperty.set(name)) {
            Class<?> expected = Kernels.byName(name).arrange(fewOutputs).getClass();

            assertThat(Kernels.arrange(fewOutputs)).isInstanceOf(expected);
            assertThat(Kernels.arrange(manyOutputs)).isInstanceOf(expected);
        }
    }

    @Test
    void refusesAWrongName() {
        try (var property = KernelProperty.set("nonsense")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(Kernels::best)
                    .withMessageContaining("nonsense")
                    .withMessageContaining("harley-seal");
            assertThatIllegalArgumentException().isThrownBy(() -> Kernels.arrange(fewOutputs));
            assertThatIllegalArgumentException().isThrownBy(() -> Kernels.arrange(manyOutputs));
        }
    }

    @Test
    void isOfNoEffectOnceItIsGone() {
        try (var cleared = KernelProperty.cleared()) {
            XnorKernel before = Kernels.best();
            try (var property = KernelProperty.set("reference")) {
                assertThat(Kernels.best()).isInstanceOf(ReferenceKernel.class);
            }
            assertThat(Kernels.best()).isSameAs(before);
        }
    }
}
