package io.github.bnn4j.cli.packed;

import static io.github.bnn4j.onnx.file.WrittenOnnx.QONNX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.Cli;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.onnx.file.WrittenOnnx;
import io.github.bnn4j.packed.PackedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a file that another program could have written to classes, on the command line. */
class ImportCommandTest {

    private static final int INPUTS = 784;

    private static final int CLASSES = 10;

    @TempDir
    Path directory;

    private static float[] weights() {
        Random random = new Random(4);
        float[] weights = new float[INPUTS * CLASSES];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextBoolean() ? 1 : -1;
        }
        return weights;
    }

    /** Whether pixels are above a bound, times weights. */
    private static WrittenOnnx network(float bound) {
        return new WrittenOnnx(-1, INPUTS)
                .floats("bound", List.of(), bound)
                .floats("one", List.of(), 1)
                .floats("w", List.of((long) INPUTS, (long) CLASSES), weights())
                .node("Sub", "x bound", "above")
                .node(QONNX, "BipolarQuant", "above one", "signs")
                .node(QONNX, "BipolarQuant", "w one", "weights")
                .node("MatMul", "signs weights", "scores")
                .output("scores");
    }

    private Path write(WrittenOnnx network) throws IOException {
        return network.write(directory.resolve("other.onnx"));
    }

    private PackedNetwork imported(WrittenOnnx network, Object... options) throws IOException {
        Path packed = directory.resolve("other.bnn");
        Cli run = Cli.run(Stream.concat(Stream.of("import", write(network), "-o", packed), Stream.of(options))
                .toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine())
                .contains(packed.toString(), String.format(Locale.ROOT, "%,d bytes", Files.size(packed)));
        return PackedNetwork.load(packed);
    }

    /** Of pixels from 0 to 255, each from 128 on or below. */
    private static float[] scores(byte... pixels) {
        float[] weights = weights();
        float[] scores = new float[CLASSES];
        for (int i = 0; i < weights.length; i++) {
            scores[i % CLASSES] += (pixels[i / CLASSES] & 0xFF) >= 128 ? weights[i] : -weights[i];
        }
        return scores;
    }

    private static void assertComputes(PackedNetwork network) throws IOException {
        LabelledImages images = ImageClassificationData.bundledMnist().test();
        for (int i = 0; i < 20; i++) {
            assertThat(network.scores(images.pixels(i))).containsExactly(scores(images.pixels(i)));
        }
    }

    @Test
    void bytesStandForTheRangeThatIsAskedFor() throws IOException {
        PackedNetwork network = imported(network(0.5f), "--range", "0,1");

        assertThat(network.input().toString()).contains("BYTES");
        assertComputes(network);
    }

    @Test
    void bytesAreThemselvesIfTheFileSaysSo() throws IOException {
        PackedNetwork network = imported(network(128).annotation("x", "UINT8"));

        assertThat(network.input().toString()).contains("BYTES");
        assertComputes(network);
    }

    @Test
    void otherwiseInputsAreFloatsAsTheyAre() throws IOException {
        PackedNetwork network = imported(network(128));

        assertThat(network.input().toString()).contains("FLOATS");
        assertComputes(network);
    }

    @Test
    void itIsSaidWhatInputsAre() throws IOException {
        Path file = write(network(128));

        assertThat(Cli.run("import", file, "-o", directory.resolve("a.bnn")).out())
                .hasSize(2)
                .first()
                .asString()
                .contains("1x28x28 floats", "--range");
        assertThat(Cli.run("import", file, "-o", directory.resolve("a.bnn"), "--range", "-1,1", "--shape", "4x14x14")
                        .out())
                .hasSize(2)
                .first()
                .asString()
                .contains("4x14x14 bytes");
    }

    @Test
    void theResultIsInspectedAndPredicts() throws IOException {
        Path names = Files.writeString(directory.resolve("names.txt"), "a\nb\n c \n\nd\ne\nf\ng\nh\ni\nj\n");
        imported(network(0.5f), "--range", "0,1", "--labels", names, "--comment", "of a friend");
        Path packed = directory.resolve("other.bnn");

        Cli inspected = Cli.run("inspect", packed);
        Cli predicted = Cli.run("predict", packed, "--mnist");

        assertThat(inspected.exitCode()).isZero();
        assertThat(inspected.out())
                .anyMatch(line -> line.startsWith("input   1x28x28 BYTES, real = 0.00392157 * value"))
                .contains("labels  a, b, c, d, e, f, g, h, i, j", "source  other.onnx", "comment of a friend")
                .anyMatch(line -> line.contains("784 B -> 10 F") || line.contains("784 S -> 10 F"));
        LabelledImages images = ImageClassificationData.bundledMnist().test();
        int wrong = 0;
        for (int i = 0; i < images.size(); i++) {
            float[] scores = scores(images.pixels(i));
            int best = 0;
            for (int k = 1; k < scores.length; k++) {
                best = scores[k] > scores[best] ? k : best;
            }
            wrong += best == images.label(i) ? 0 : 1;
        }
        assertThat(predicted.err()).isEmpty();
        assertThat(predicted.lastLine()).contains(String.format(Locale.ROOT, "(%,d of %,d)", wrong, images.size()));
    }

    @Test
    void theSignOfZeroIsAsked() throws IOException {
        WrittenOnnx sign = new WrittenOnnx(-1, 4)
                .floats("w", List.of(4L, 2L), 1, 1, 1, -1, -1, 1, -1, -1)
                .node("Sign", "x", "signs")
                .node("MatMul", "signs w", "scores")
                .output("scores");

        Cli refused = Cli.run("import", write(sign), "-o", directory.resolve("other.bnn"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).singleElement().asString().contains("to signs (Sign)", "--sign-of-zero");
        float[] example = {0, 1, 0, 1};
        assertThat(imported(sign, "--sign-of-zero", "+1").scores(example)).containsExactly(0, 0);
        assertThat(imported(sign, "--sign-of-zero", "-1").scores(example)).containsExactly(0, -4);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(1, new Object[] {"none.onnx", "-o", "{out}"}, "none.onnx"),
                Arguments.of(1, new Object[] {"{directory}", "-o", "{out}"}, "directory"),
                Arguments.of(1, new Object[] {"{text}", "-o", "{out}"}, "no ONNX file"),
                Arguments.of(1, new Object[] {"{onnx}", "-o", "{directory}/none/x.bnn"}, "none"),
                Arguments.of(1, new Object[] {"{onnx}", "-o", "{out}", "--labels", "none.txt"}, "none.txt"),
                Arguments.of(1, new Object[] {"{onnx}", "-o", "{out}", "--labels", "{text}"}, "labels"),
                Arguments.of(1, new Object[] {"{onnx}", "-o", "{out}", "--shape", "1x2x3"}, "784"),
                Arguments.of(2, new Object[] {"{onnx}", "-o", "{out}", "--shape", "a"}, "--shape"),
                Arguments.of(2, new Object[] {"{onnx}", "-o", "{out}", "--range", "1,1"}, "--range"),
                Arguments.of(2, new Object[] {"{onnx}", "-o", "{out}", "--range", "1"}, "--range"),
                Arguments.of(2, new Object[] {"{onnx}", "-o", "{out}", "--sign-of-zero", "0"}, "--sign-of-zero"),
                Arguments.of(2, new Object[] {"{onnx}"}, "--out"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsAnsweredInOneLineAndNothingIsWritten(int exitCode, Object[] arguments, String part)
            throws IOException {
        Path onnx = write(network(128));
        Path text = Files.write(directory.resolve("text"), "three\nother\nlines".getBytes(StandardCharsets.UTF_8));
        Path out = directory.resolve("out.bnn");
        Object[] filled = Stream.of(arguments)
                .map(argument -> argument.toString()
                        .replace("{onnx}", onnx.toString())
                        .replace("{text}", text.toString())
                        .replace("{out}", out.toString())
                        .replace("{directory}", directory.toString()))
                .toArray();

        Cli run = Cli.run(Stream.concat(Stream.of("import"), Stream.of(filled)).toArray());

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).singleElement().asString().contains(part);
        assertThat(out).doesNotExist();
    }

    @Test
    void namesInAFileAreNoCommandsForATerminal() throws IOException {
        WrittenOnnx network = network(128);
        network.graph().getNodeBuilder(0).setName("red \u001b[31m\n line").setOpType("Tan");

        Cli run = Cli.run("import", write(network), "-o", directory.resolve("other.bnn"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("red ?[31m line", "Tan");
    }
}
