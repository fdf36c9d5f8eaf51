package io.github.bnn4j.peers.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.Wiring;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwinModelTest {

    private static final int CHANNELS = 8;

    @TempDir
    private Path directory;

    private static BitMatrix ones(int rows, int columns) {
        return BitMatrix.of(rows, columns, (row, column) -> true);
    }

    private static Thresholds thresholds(int outputs) {
        return new Thresholds(new int[outputs], new long[1]);
    }

    private static Scores scores(int outputs) {
        return new Scores(new double[outputs], new double[outputs]);
    }

    private static Window window(int input, int output, int size, int stride, int padding) {
        Axis axis = new Axis(input, output, size, stride, padding, 1);
        return new Window(axis, axis);
    }

    private static PackedContent convNet() {
        Window same = window(12, 12, 3, 1, 1);
        return new PackedContent(
                InputEncoding.bytes(-1, 1, 3, 12, 12),
                List.of(
                        new BinaryConvolution(
                                ValueType.BYTES, 3, same, false, ones(CHANNELS, 27), thresholds(CHANNELS)),
                        new MaxPooling(CHANNELS, window(12, 6, 2, 2, 0), new long[1]),
                        new BinaryDense(ValueType.SIGNS, ones(5, 36 * CHANNELS), thresholds(5)),
                        new BinaryDense(ValueType.SIGNS, ones(4, 5), scores(4))),
                List.of());
    }

    /** Two dense layers of the same signs, combined. */
    private static PackedContent combined(PackedLayer combination) {
        List<PackedLayer> layers = List.of(
                new BinaryDense(ValueType.BYTES, ones(7, 6), thresholds(7)),
                new BinaryDense(ValueType.SIGNS, ones(5, 7), scores(5)),
                new BinaryDense(ValueType.SIGNS, ones(5, 7), scores(5)),
                combination);
        return new PackedContent(
                InputEncoding.bytes(-1, 1, 1, 2, 3),
                layers,
                new Wiring(List.of(List.of(0), List.of(1), List.of(1), List.of(2, 3))),
                List.of(),
                OptionalDouble.empty(),
                Map.of());
    }

    private ModelProto written(PackedContent content, TwinModel.Format format) throws Exception {
        Path file = directory.resolve(format + ".onnx");
        TwinModel.write(content, format, file);
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }

    private static Stream<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType);
    }

    private static long weights(ModelProto model) {
        return model.getGraph().getInitializerList().stream()
                .map(TensorProto::getDimsList)
                .filter(shape -> shape.size() > 1)
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void hasAsManyWeightsAsThePackedNetwork(TwinModel.Format format) throws Exception {
        assertThat(weights(written(convNet(), format))).isEqualTo(27 * CHANNELS + 36 * CHANNELS * 5 + 5 * 4);
    }

    @Test
    void rectifiesAllButScoresAndFoldsWhatIsBetween() throws Exception {
        assertThat(operators(written(convNet(), TwinModel.Format.FLOAT32)))
                .containsExactly("Conv", "Relu", "MaxPool", "Flatten", "Gemm", "Relu", "Gemm");
    }

    @Test
    void multipliesBytesOnlyWhereItIsOfBytes() throws Exception {
        assertThat(operators(written(convNet(), TwinModel.Format.INT8)))
                .containsExactly("QLinearConv", "MaxPool", "Flatten", "QGemm", "QGemm");
    }

    @ParameterizedTest
    @EnumSource
    void runsInOnnxRuntimeAndGivesScores(TwinModel.Format format) throws Exception {
        Path file = directory.resolve("network.onnx");
        TwinModel.write(convNet(), format, file);

        float[] scores = predicted(file, format, 3, 12, 12);

        assertThat(scores).hasSize(4);
        for (float score : scores) {
            assertThat(score).isFinite().isNotZero();
        }
    }

    private static float[] predicted(Path file, TwinModel.Format format, int... shape) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        int size = shape[0] * shape[1] * shape[2];
        long[] sizes = {1, shape[0], shape[1], shape[2]};
        ByteBuffer values = ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < size; i++) {
            if (format == TwinModel.Format.INT8) {
                values.put((byte) (37 * i));
            } else {
                values.putFloat((float) Math.sin(i));
            }
        }
        values.flip();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = format == TwinModel.Format.INT8
                        ? OnnxTensor.createTensor(environment, values, sizes, OnnxJavaType.UINT8)
                        : OnnxTensor.createTensor(environment, values.asFloatBuffer(), sizes);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            float[] scores =
                    new float[((OnnxTensor) result.get(0)).getFloatBuffer().remaining()];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(scores);
            return scores;
        }
    }

    @Test
    void leavesSummandsAsTheyAre() throws Exception {
        assertThat(operators(written(combined(new Add(2, 5)), TwinModel.Format.FLOAT32)))
                .containsExactly("Gemm", "Relu", "Gemm", "Gemm", "Add", "Relu");
    }

    @Test
    void refusesALayerWithoutCounterpart() {
        assertThatThrownBy(() -> written(combined(new Multiply(2, 5)), TwinModel.Format.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Layer 3")
                .hasMessageContaining("has no counterpart");
    }
}
