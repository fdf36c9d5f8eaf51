package io.github.bnn4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.Quantizer;
import io.github.bnn4j.quantizer.Quantizers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** {@code sign(0) = +1}, whichever zero it is: a third value would not fit in a bit. */
class BinaryDenseLayerZeroWeightTest {

    static Stream<Quantizer> signs() {
        return Quantizers.forKernels().stream().filter(quantizer -> quantizer.isSign(false));
    }

    @ParameterizedTest
    @MethodSource("signs")
    void zeroLatentWeightCountsAsPlusH(Quantizer quantizer) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            OneLayer layer = OneLayer.of(
                    type,
                    new BinaryDenseLayer.Builder()
                            .nIn(2)
                            .nOut(2)
                            .kernelBound(0.5)
                            .kernelQuantizer(quantizer)
                            .build());
            layer.kernel().assign(Nd4j.createFromArray(new double[][] {{0.0, -0.0}, {-0.0, -0.25}}));

            double[][] kernel = Reference.values(layer.predict(Nd4j.eye(2).castTo(type)));

            assertThat(kernel).isDeepEqualTo(new double[][] {{0.5, 0.5}, {0.5, -0.5}});
        }
    }
}
