package io.github.bnn4j.peers.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.command.CommandLines;
import io.github.bnn4j.onnx.OnnxExport;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.peers.BnnPeers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    @TempDir
    private Path directory;

    private static PackedNetwork network(int seed, double scale) {
        Random random = new Random(seed);
        BitMatrix weights = BitMatrix.of(10, 784, (row, column) -> random.nextBoolean());
        double[] scales = new double[10];
        Arrays.fill(scales, scale);
        return new PackedNetwork(new PackedContent(
                InputEncoding.bytes(-1, 1, 1, 28, 28),
                List.of(new BinaryDense(ValueType.BYTES, weights, new Scores(scales, new double[10]))),
                List.of()));
    }

    private int check(StringWriter err, PackedNetwork exported, PackedNetwork packed, String... options)
            throws Exception {
        Path onnx = directory.resolve("network.onnx");
        Path bnn = directory.resolve("network.bnn");
        OnnxExport.write(exported, onnx);
        packed.save(bnn);
        String[] arguments = {"check", onnx.toString(), bnn.toString(), "--images", "200"};
        String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
        System.arraycopy(options, 0, all, arguments.length, options.length);
        CommandLine line = CommandLines.of(new BnnPeers());
        return line.setErr(new PrintWriter(err, true)).execute(all);
    }

    @Test
    void aFileOfTheSameNetworkPassesToTheLastBit() throws Exception {
        StringWriter err = new StringWriter();

        assertThat(check(err, network(1, 0.3), network(1, 0.3), "--tolerance", "0"))
                .isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFileOfAnotherNetworkFails() throws Exception {
        StringWriter err = new StringWriter();

        assertThat(check(err, network(1, 0.3), network(2, 0.3))).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: ").contains("network.onnx", "does not say what");
    }

    @Test
    void scoresThatDifferByMoreThanTheToleranceFailUnlessTheyMay() throws Exception {
        assertThat(check(new StringWriter(), network(1, 0.3), network(1, 0.301)))
                .isEqualTo(1);
        assertThat(check(new StringWriter(), network(1, 0.3), network(1, 0.301), "--tolerance", "0.01"))
                .isZero();
        assertThat(check(new StringWriter(), network(1, 0.3), network(1, 0.301), "--may-differ", "100"))
                .isZero();
    }

    @Test
    void whatIsNoOnnxFileIsOneLine() throws Exception {
        StringWriter err = new StringWriter();
        Path bnn = directory.resolve("network.bnn");
        network(1, 1).save(bnn);
        Path garbage = Files.write(directory.resolve("garbage.onnx"), new byte[] {1, 2, 3});

        CommandLine line = CommandLines.of(new BnnPeers()).setErr(new PrintWriter(err, true));

        assertThat(line.execute("check", garbage.toString(), bnn.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: ")
                .contains("garbage.onnx")
                .hasLineCount(1);
        assertThat(line.execute("check", directory.resolve("none.onnx").toString(), bnn.toString()))
                .isEqualTo(1);
        assertThat(line.execute("check", bnn.toString(), bnn.toString(), "--may-differ", "101"))
                .isEqualTo(2);
    }
}
