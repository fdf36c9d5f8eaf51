package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XnorKernelsByNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"reference", "row-major", "int-2x8", "harley-seal"})
    void findsTheKernel(String name) {
        assertThat(XnorKernels.byName(name).name()).isEqualTo(name);
    }

    @Test
    void findsEveryCandidate() {
        assertThat(XnorKernels.candidates()).isNotEmpty().allSatisfy(kernel -> assertThat(
                        XnorKernels.byName(kernel.name()))
                .isSameAs(kernel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Reference", "row-major ", "nonsense"})
    void listsTheNamesWhenThereIsNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XnorKernels.byName(name))
                .withMessageContaining("'" + name + "'")
                .withMessageContaining("reference, row-major, int-2x8, harley-seal");
    }
}
