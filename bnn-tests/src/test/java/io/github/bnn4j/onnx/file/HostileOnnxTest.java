package io.github.bnn4j.onnx.file;

import static io.github.bnn4j.onnx.file.WrittenOnnx.integer;
import static io.github.bnn4j.onnx.file.WrittenOnnx.integers;
import static io.github.bnn4j.onnx.file.WrittenOnnx.real;
import static io.github.bnn4j.onnx.file.WrittenOnnx.tensor;
import static io.github.bnn4j.onnx.file.WrittenOnnx.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.constant.Constants;
import io.github.bnn4j.onnx.model.OnnxModel;
import io.github.bnn4j.onnx.model.OnnxNode;
import io.github.bnn4j.onnx.model.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes there are: one type of exception, and nothing is allocated because they announce it. */
class HostileOnnxTest {

    @TempDir
    Path directory;

    private static byte[] valid() {
        return new WrittenOnnx(-1, 4)
                .floats("w", List.of(4L, 3L), 1, -1, 1, 1, -1, -1, 1, 1, 1, -1, 1, -1)
                .floats("s", List.of(), 1)
                .integers("axes", 0)
                .integers("shape", 3, -1)
                .integers("perm", 1, 2)
                .node("Constant", "", "c", tensor("value", WrittenOnnx.floats(List.of(3L), 1, 2, 3)))
                .node(WrittenOnnx.QONNX, "BipolarQuant", "w s", "signs")
                .node("Transpose", "signs", "turned", integers("perm", 1L, 0L))
                .node("Reshape", "turned shape", "shaped")
                .node("Slice", "shaped axes perm axes", "sliced")
                .node("Pad", "shaped perm", "padded", text("mode", "constant"))
                .node("ConstantOfShape", "perm", "zeros")
                .node("Expand", "s perm", "expanded")
                .node("Concat", "sliced sliced", "joined", integer("axis", 0))
                .node("Gather", "joined axes", "gathered", integer("axis", 1))
                .node("Gemm", "shaped w", "product", real("alpha", 2), integer("transB", 0))
                .node("Sum", "gathered zeros expanded padded c product", "all")
                .node("MatMul", "x signs", "z")
                .node("Add", "z all", "y")
                .annotation("x", "UINT8")
                .output("y")
                .bytes();
    }

    /** Reads, and computes what is constant. */
    private static void use(byte[] bytes) {
        OnnxModel model;
        try {
            model = OnnxFile.model(bytes);
        } catch (OnnxException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        Map<String, Tensor> known = new HashMap<>(model.constants());
        for (OnnxNode node : model.nodes()) {
            if (known.keySet().containsAll(node.inputs())) {
                try {
                    known.put(
                            node.outputs().get(0),
                            Constants.evaluate(
                                            node,
                                            node.inputs().stream()
                                                    .map(known::get)
                                                    .toList())
                                    .get(0));
                } catch (OnnxException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }

    @Test
    void theFileThatIsDamagedBelowIsValid() {
        OnnxModel model = OnnxFile.model(valid());

        assertThat(model.nodes()).hasSize(13);
        use(valid());
    }

    @Test
    void everyTruncation() {
        byte[] valid = valid();
        for (int length = 0; length < valid.length; length++) {
            use(Arrays.copyOf(valid, length));
        }
        assertThatThrownBy(() -> OnnxFile.model(Arrays.copyOf(valid, valid.length / 2)))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void everyByteChanged() {
        Random random = new Random(20);
        byte[] valid = valid();
        for (int place = 0; place < valid.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = valid.clone();
                changed[place] ^= (byte) (1 << bit);
                use(changed);
                changed[place] = (byte) random.nextInt();
                use(changed);
            }
        }
    }

    @Test
    void randomBytes() {
        Random random = new Random(21);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            use(bytes);
        }
    }

    @Test
    void partsOfAValidFileInAnyOrder() {
        Random random = new Random(22);
        byte[] valid = valid();
        for (int i = 0; i < 2000; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int part = 0; part < 4; part++) {
                int from = random.nextInt(valid.length);
                bytes.write(valid, from, random.nextInt(valid.length - from));
            }
            use(bytes.toByteArray());
        }
    }

    /** Each takes two bytes here, and would take hundreds of megabytes. */
    @Test
    void moreRecordsThanBytesForThem() {
        int nodes = 1_000_000;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(7 << 3 | 2);
        for (int length = 2 * nodes; length > 0; length >>>= 7) {
            bytes.write(length & 0x7F | (length > 0x7F ? 0x80 : 0));
        }
        for (int i = 0; i < nodes; i++) {
            bytes.write(1 << 3 | 2);
            bytes.write(0);
        }

        assertThatThrownBy(() -> OnnxFile.model(bytes.toByteArray()))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("records");
    }

    /** The parser's own limit does not hold for groups that it does not know, in every version of it. */
    @Test
    void groupsInGroups() {
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) (15 << 3 | 3));

        assertThatThrownBy(() -> OnnxFile.model(bytes)).isInstanceOf(OnnxException.class);
    }

    @Test
    void aFileThatIsTooLongIsNotRead() throws IOException {
        Path file = directory.resolve("long.onnx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((1L << 30) + 1);
        }

        assertThatThrownBy(() -> OnnxFile.read(file))
                .isInstanceOf(OnnxException.class)
                .hasMessageContainingAll(file.toString(), "1073741824 bytes");
    }
}
