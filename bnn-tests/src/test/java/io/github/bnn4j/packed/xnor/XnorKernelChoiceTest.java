package io.github.bnn4j.packed.xnor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.xnor.XnorKernelChoice.Basis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class XnorKernelChoiceTest {

    private final KernelProperty property = KernelProperty.cleared();

    @AfterEach
    void restoreTheProperty() {
        property.close();
    }

    @Test
    void isWhatThePropertyNames() {
        try (var named = KernelProperty.set("reference")) {
            assertThat(XnorKernels.choice())
                    .hasToString("reference, named by the system property io.github.bnn4j.packed.xnor");
            assertThat(XnorKernels.choice().basis()).isEqualTo(Basis.NAMED);
        }
    }

    @Test
    void refusesAWrongName() {
        try (var named = KernelProperty.set("nonsense")) {
            assertThatIllegalArgumentException().isThrownBy(XnorKernels::choice).withMessageContaining("'nonsense'");
        }
    }

    @Test
    void isMeasuredOnceTheBestIsKnown() {
        XnorKernel best = XnorKernels.best();
        XnorKernelChoice choice = XnorKernels.choice();

        assertThat(choice.kernel()).isSameAs(best);
        assertThat(choice.gops()).containsOnlyKeys("row-major", "int-2x8", "harley-seal");
        assertThat(choice.gops().values()).allMatch(gops -> gops > 0);
        assertThat(choice.seconds()).isPositive();
        assertThat(choice.toString()).startsWith(best.name() + ", ").contains("row-major", "Gop/s");
    }

    @Test
    void saysWhatItRestsOn() {
        Map<String, Double> gops = Map.of("harley-seal", 349.4, "row-major", 171.0, "int-2x8", 685.0);
        XnorKernel kernel = new Int2x8Kernel();

        assertThat(new XnorKernelChoice(kernel, Basis.MEASURED, 2.14, .953, gops))
                .hasToString(
                        "int-2x8, measured in 2.1 s (CPU 0.95 s): row-major 171, int-2x8 685, harley-seal 349 Gop/s");
        assertThat(new XnorKernelChoice(kernel, Basis.MEASURING, .5, .1, gops))
                .hasToString("int-2x8, meanwhile: still measuring, for 0.5 s (CPU 0.10 s): "
                        + "row-major 171, int-2x8 685, harley-seal 349 Gop/s");
        assertThat(new XnorKernelChoice(kernel, Basis.MEASURING, 0, 0, Map.of()))
                .hasToString("int-2x8, meanwhile: the measurement begins");
        assertThat(new XnorKernelChoice(kernel, Basis.FAILED, .5, .1, Map.of()))
                .hasToString("int-2x8, the measurement failed after 0.5 s (CPU 0.10 s)");
    }

    @Test
    void aMeasurementThatFailsIsNoReasonNotToPredict() {
        XnorKernel first = new RowMajorKernel();
        XnorKernel broken = new XnorKernel() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public XnorMatrix arrange(BitMatrix weights) {
                throw new OutOfMemoryError("no memory");
            }
        };
        KernelRace race = new KernelRace(List.of(first, broken), List.of(broken));
        Thread thread = new Thread(race);
        thread.start();

        assertThat(race.settledChoice().kernel()).isSameAs(first);
        assertThat(race.choice().basis()).isEqualTo(Basis.FAILED);
        assertThat(race.inUse()).isSameAs(first);
    }

    @Test
    void transposedWeightsGoByAKernelThatReadsThem() {
        TransposedWeights weights = TransposedWeights.of(SignRows.matrix(SignRows.random(70, 100, 1)));

        assertThat(XnorKernels.arrange(weights)).isInstanceOf(TransposedMatrix.class);
    }
}
