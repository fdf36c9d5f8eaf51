package io.github.bnn4j.packed.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsByNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"reference", "row-major", "int-2x8", "harley-seal"})
    void findsTheKernel(String name) {
        assertThat(Kernels.byName(name).name()).isEqualTo(name);
    }

    @Test
    void findsEveryCandidate() {
        assertThat(Kernels.candidates()).isNotEmpty().allSatisfy(kernel -> assertThat(Kernels.byName(kernel.name()))
                .isSameAs(kernel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Reference", "row-major ", "nonsense"})
    void listsTheNamesWhenThereIsNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernels.byName(name))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining("reference, row-major, int-2x8, harley-seal");
    }
}
