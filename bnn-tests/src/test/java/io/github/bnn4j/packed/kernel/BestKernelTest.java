package io.github.bnn4j.packed.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(Kernels.candidates()).contains(Kernels.best());
    }

    @Test
    void isAlwaysTheSame() {
        XnorKernel best = Kernels.best();

        assertThat(IntStream.range(0, 100).parallel().mapToObj(i -> Kernels.best()))
                .allSatisfy(kernel -> assertThat(kernel).isSameAs(best));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 63, 64, 65, 1000})
    void keepsTheWeightsItArranges(int outputs) {
        BitMatrix weights = SignRows.matrix(SignRows.random(outputs, 100, 1));

        assertThat(Kernels.arrange(weights).weights()).isEqualTo(weights);
    }
}
