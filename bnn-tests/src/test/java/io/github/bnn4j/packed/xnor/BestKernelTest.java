package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.bits.BitMatrix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestKernelTest {

    private final KernelProperty property = KernelProperty.cleared();

    @AfterEach
    void restoreTheProperty() {
        property.close();
    }

    @Test
    void isACandidate() {
        assertThat(XnorKernels.candidates()).contains(XnorKernels.best());
    }

    @Test
    void isAlwaysTheSame() {
        XnorKernel best = XnorKernels.best();

        assertThat(IntStream.range(0, 100).parallel().mapToObj(i -> XnorKernels.best()))
                .allSatisfy(kernel -> assertThat(kernel).isSameAs(best));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 63, 64, 65, 1000})
    void keepsTheWeightsItArranges(int outputs) {
        BitMatrix weights = SignRows.matrix(SignRows.random(outputs, 100, 1));

        assertThat(XnorKernels.arrange(weights).weights()).isEqualTo(weights);
    }
}
