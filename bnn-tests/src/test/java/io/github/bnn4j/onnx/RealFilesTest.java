package io.github.bnn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.interop.InteropFiles;
import io.github.bnn4j.interop.NumpyFile;
import io.github.bnn4j.onnx.evaluator.NdArray;
import io.github.bnn4j.onnx.evaluator.OnnxEvaluator;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that others have trained, with the results of an evaluator that is not ours: {@code -Dbnn4j.interop=DIR}. */
class RealFilesTest {

    private static final String EXPECTED = "expected/TFC_1W1A/";

    /** The same network in two dialects; one takes numbers from 0 to 1, the other bytes. */
    @ParameterizedTest
    @CsvSource({"TFC_1W1A.onnx, 1", "finn_TFC_1W1A_dataflow.onnx, 255"})
    void everyTestImage(String file, double white) throws IOException {
        OnnxImport imported = OnnxImport.read(InteropFiles.file(file));
        assertThat(imported.image()).isEqualTo(new ImageShape(1, 28, 28));
        PackedNetwork network = imported.toPacked(InputEncoding.bytes(0, white, 1, 28, 28));
        LabelledImages images = MnistSlice.whole().test();
        int[] classes = new int[images.size()];

        network.predict(images.allPixels(), images.size(), classes);

        assertThat(classes).containsExactly(InteropFiles.classes(EXPECTED + "classes-all.txt"));
        int wrong = 0;
        for (int i = 0; i < classes.length; i++) {
            wrong += classes[i] == images.label(i) ? 0 : 1;
        }
        assertThat(wrong).as("wrong of 10,000: 7.04 %%").isEqualTo(704);
        float[][] scores = InteropFiles.scores(EXPECTED + "scores-first10.csv");
        for (int i = 0; i < scores.length; i++) {
            float[] actual = network.scores(images.pixels(i));
            assertThat(actual).hasSameSizeAs(scores[i]);
            for (int n = 0; n < actual.length; n++) {
                // Theirs was rounded at each of five operations of the tail, ours once.
                assertThat(actual[n])
                        .as("image %d, score %d", i, n)
                        .isCloseTo(scores[i][n], within(4 * Math.ulp(scores[i][n])));
            }
        }
    }

    /** Two evaluators that do not know each other say the same: so the one of these tests may judge files by hand. */
    @ParameterizedTest
    @CsvSource({"TFC_1W1A.onnx, 255, 74", "finn_TFC_1W1A_dataflow.onnx, 1, Add_0_out0"})
    void evaluatorOfTheseTests(String file, double divisor, String value) throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(InteropFiles.file(file)));
        float[][] scores = InteropFiles.scores(EXPECTED + "scores-first10.csv");
        for (int i = 0; i < 3; i++) {
            byte[] pixels = MnistSlice.whole().test().pixels(i);
            double[] numbers = new double[pixels.length];
            for (int k = 0; k < numbers.length; k++) {
                numbers[k] = (pixels[k] & 0xFF) / divisor;
            }
            NdArray input = NdArray.of(new int[] {1, 1, 28, 28}, numbers);
            double[] actual = new OnnxEvaluator(model).all(input).get(value).values();
            for (int n = 0; n < actual.length; n++) {
                assertThat(actual[n]).as("image %d, score %d", i, n).isCloseTo(scores[i][n], within(1e-6));
            }
        }
    }

    /** The examples that come with FINN, which are floats. */
    @Test
    void examplesOfFinn() throws IOException {
        float[] inputs = NumpyFile.floats(InteropFiles.file("expected/finn_dataflow_vectors/input.npy"));
        long[] classes = NumpyFile.longs(InteropFiles.file("expected/finn_dataflow_vectors/expected_output.npy"));
        OnnxImport imported = OnnxImport.read(InteropFiles.file("finn_TFC_1W1A_dataflow.onnx"));
        for (InputEncoding encoding :
                List.of(InputEncoding.bytes(0, 255, 1, 28, 28), InputEncoding.floats(1, 28, 28))) {
            PackedNetwork network = imported.toPacked(encoding);
            int[] predicted = new int[classes.length];

            network.predict(inputs, predicted.length, predicted);

            assertThat(predicted).hasSize(4);
            assertThat(Arrays.stream(predicted).asLongStream().toArray())
                    .as("%s", encoding)
                    .containsExactly(classes);
        }
    }

    @Test
    void activationsOfTwoBitsAreRefused() {
        Path file = InteropFiles.file("to-refuse/TFC_1W2A.onnx");

        assertThatThrownBy(() -> OnnxImport.read(file).toPacked(InputEncoding.bytes(0, 1, 1, 28, 28)))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("Quant_13")
                .hasMessageContaining("2 bits");
    }
}
